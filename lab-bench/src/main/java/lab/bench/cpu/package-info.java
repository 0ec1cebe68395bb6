/** What the benchmarks of several CPU rooms share: a chase through memory. */
package lab.bench.cpu;
