/**
 * The stacks that ship, popped by two threads at once: without a tag, with one that soon comes
 * round, and with the widest. What the last must never show, the first two do show.
 */
package lab.stress.memory.aba;
