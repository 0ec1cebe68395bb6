/**
 * Counting from many threads: a compare-and-set loop with back-off, to be held against {@code
 * getAndAdd} on one word ({@link java.util.concurrent.atomic.AtomicLong}) and against spreading the
 * count over many words ({@link java.util.concurrent.atomic.LongAdder}).
 */
package lab.concurrent.counter;
