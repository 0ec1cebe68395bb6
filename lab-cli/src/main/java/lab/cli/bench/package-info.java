/**
 * The engine for benchmarks: has a child JVM run JMH, hears every window, and makes a median and an
 * interval of them.
 *
 * <p>Start with {@link lab.cli.bench.BenchEngine}; the child is {@code
 * lab.bench.harness.BenchMain}.
 */
package lab.cli.bench;
