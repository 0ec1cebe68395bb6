/**
 * What counting costs when two threads count at the same word, and when they do not; and how often
 * a compare-and-set loop has to try.
 */
package lab.bench.memory.cas;
