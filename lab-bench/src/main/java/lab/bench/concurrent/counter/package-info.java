/** What counting costs when two threads count at the same word, and when they do not. */
package lab.bench.concurrent.counter;
