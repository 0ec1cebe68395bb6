/**
 * The stacks that ship, popped by two threads at once. {@code BareStack} and the narrow tags are
 * the broken twins of {@code WideTagStack}: what it must never show, they do show.
 */
package lab.stress.memory.aba;
