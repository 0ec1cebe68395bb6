/**
 * Long runs of the shipped structures in which every message and every block is accounted for. Each
 * is a live program: see {@link lab.bench.harness.LiveAnswers}. They count work, not time: a slow
 * machine does less of it, and fails nothing.
 */
package lab.bench.concurrent.soak;
