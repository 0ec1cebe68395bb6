/**
 * Litmus tests: a reader for herd7's {@code .litmus} files, the named shapes, and what each memory
 * model says to them.
 *
 * <p>{@link lab.memorymodel.litmus.LitmusReader} reads a file, {@link
 * lab.memorymodel.litmus.LitmusAnswer} asks the models. The dialects are Java (method calls on
 * VarHandles), C (C11 atomics), X86_64 (AT&amp;T syntax) and X86 (registers in capitals). All
 * values are {@code int}s; accesses of different sizes, pointers and aliasing are not modelled.
 * What is not known is refused, with its place in the file.
 *
 * <p>Java code may use {@code while}, which herd7 does not read. Non-atomic accesses of C code are
 * plain accesses: a race on them gives values here, where C11 gives no meaning at all.
 */
package lab.memorymodel.litmus;
