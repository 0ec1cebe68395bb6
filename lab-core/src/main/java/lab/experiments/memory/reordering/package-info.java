/**
 * Room memory/reordering: in which order does another thread see what this one did?
 *
 * <p><b>The question.</b> A producer writes data and then sets a flag; a consumer waits for the
 * flag and then reads the data. Can it read stale data, and does its wait end at all? The other
 * shapes ask the same of two to four threads in other arrangements.
 *
 * <p><b>What to predict.</b> Under which access modes the consumer may read stale data; which of
 * them this CPU will show; what remains of the shape {@code SB} under acquire-release; which mode
 * is enough for each shape, and why {@code lost-update} is cured by none.
 *
 * <p><b>What is modelled.</b> Every access of the shape's {@code .litmus} file is a step of its
 * own, under {@code sc}, {@code tso} (store buffers) or {@code java} (access modes, RC11-style,
 * with the reorderings of a compiler for plain accesses, and the hoisting of a plain read out of a
 * loop). The same file gives the program, its picture and the jcstress tests.
 *
 * <p><b>What is not.</b> Time and cost; caches, of which no store buffer needs to know; locks and
 * final fields; values wider than an {@code int}; load buffering of opaque accesses, which AArch64
 * allows and RC11 does not. There is no official formal model of Java's access modes to be exact
 * against.
 *
 * <p><b>Sources.</b> Sewell, Sarkar, Owens, Zappa Nardelli, Myreen, "x86-TSO" (CACM 2010); Lahav,
 * Vafeiadis, Kang, Hur, Dreyer, "Repairing Sequential Consistency in C/C++11" (PLDI 2017); Alglave,
 * Maranget, Tautschnig, "Herding Cats" (TOPLAS 2014), for the shapes and their names; Lea, "Using
 * JDK 9 Memory Order Modes" (2018); the Javadoc of {@link java.lang.invoke.VarHandle}.
 */
package lab.experiments.memory.reordering;
