/**
 * What a compiler may make of a program with plain accesses: the same language in, the same
 * language out, and no memory.
 *
 * <p>Start with {@link lab.memorymodel.compiler.Swaps}, the rule for two neighbours; {@link
 * lab.memorymodel.compiler.Reorderings} is all that follows from it. {@link
 * lab.memorymodel.compiler.Loops} says which reads a compiler may take out of a loop.
 */
package lab.memorymodel.compiler;
