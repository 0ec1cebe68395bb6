/**
 * Stacks of recycled nodes: one compare-and-set, with and without a tag beside the head. Start with
 * {@link lab.concurrent.stack.CasStack}, which is wrong, and read {@link
 * lab.concurrent.stack.TaggedStack} for what mends it.
 */
package lab.concurrent.stack;
