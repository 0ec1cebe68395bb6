/**
 * Two pinned threads, each adding to a word of its own, with the words laid out in every way the
 * room speaks of, and the picture of each layout as the JVM really has it.
 */
package lab.bench.memory.falsesharing;
