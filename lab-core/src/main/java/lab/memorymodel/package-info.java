/**
 * The language of programs over shared memory: a few threads of instructions, the access modes and
 * fences they use, and the names of the memory models that they may run under. Knows no engine.
 *
 * <p>Start with {@link lab.memorymodel.Program} and {@link lab.memorymodel.Script}, which writes
 * one. {@code engine} runs it as a machine of the explorer, {@code compiler} gives the programs
 * that a compiler may make of it, {@code messages} is the memory of the {@code java} model, {@code
 * labels} compares it with the class that ships, {@code litmus} reads it from a file.
 */
package lab.memorymodel;
