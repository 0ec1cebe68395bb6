/**
 * The child JVM that runs JMH benchmarks and tells the lab, line by line, what they measured; and
 * the base for benchmarks in which two threads meet.
 */
package lab.bench.harness;
