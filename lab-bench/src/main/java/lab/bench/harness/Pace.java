package lab.bench.harness;

import java.util.HashMap;
import java.util.Map;

/**
 * How many windows a fork gets of a benchmark whose one invocation is one window. How long that
 * takes is seen only when it runs, from 0.1 ms to 20 by ring and machine: the first fork gets a few
 * and the next as many as fit into what was promised.
 */
final class Pace {
  /** Windows in place of one of full length, in the first fork. */
  static final int FIRST = 3;

  /** About a millisecond is least with the calibrations before and after. */
  static final int MOST = 10;

  /** A JVM's start and end, which are no window's. */
  private static final long START_MILLIS = 450;

  private final BenchPlan plan;
  private final Map<BenchPlan.Item, Integer> seen = new HashMap<>();

  Pace(BenchPlan plan) {
    this.plan = plan;
  }

  /** How many windows in place of one of full length. */
  int times(BenchPlan.Item item) {
    return plan.single(item) ? seen.getOrDefault(item, FIRST) : 1;
  }

  /**
   * @param millis of a whole fork that had {@link #times} as many windows
   */
  void took(BenchPlan.Item item, long millis) {
    int windows = (plan.warmUp() + plan.windows()) * times(item);
    double each = Math.max(0.001, (double) (millis - START_MILLIS) / windows);
    seen.put(item, (int) Math.clamp(plan.millis() / each, 1, MOST));
  }
}
