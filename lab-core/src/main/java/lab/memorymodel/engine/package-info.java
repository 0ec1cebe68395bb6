/**
 * Programs run: one step function for each memory model, and the machine that hands them to the
 * explorer.
 *
 * <p>Start with {@link lab.memorymodel.engine.ProgramMachine}, which is what a room sees, then
 * {@code Threads}: engines see threads as automata that ask for one access after the other, and
 * {@code ProgramThreads} makes them from a program's instructions. {@code ScEngine} is the shortest
 * engine. {@code TsoEngine} adds store buffers; {@code JavaEngine} runs over {@link
 * lab.memorymodel.messages messages and views}, after what {@link lab.memorymodel.compiler a
 * compiler} may have made of the program, and lists where it differs from Java.
 */
package lab.memorymodel.engine;
