/**
 * Runs jcstress tests in a JVM of their own and tells the parent JVM, line by line, what was seen.
 *
 * <p>jcstress's own harness probes the machine for several seconds before the first sample, which
 * is right for a test suite and too long for somebody who wants to see one race. {@link
 * lab.stress.harness.DirectRunner} therefore drives the runner that jcstress generated for a test
 * directly. Left out on purpose: the harness's sweeps over compilation modes and CPU affinities;
 * {@code lab stress ID -- …} runs those, and {@link lab.stress.harness.ReadResults} reads them.
 */
package lab.stress.harness;
