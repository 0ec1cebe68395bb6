package lab.cli.run;

import java.time.Duration;
import lab.catalog.Evidence;

/** Divides a room's time among what is asked: by how many tests and benchmarks there are. */
final class Shares {
  /** A benchmark needs a few forks where a race shows in one go. */
  private static final int WEIGHT_OF_BENCHMARK = 8;

  private Shares() {}

  static Duration of(Selection selection, Budget budget, Evidence evidence) {
    int all = selection.evidence().stream().mapToInt(Shares::weight).sum();
    return all == 0
        ? Duration.ZERO
        : budget.perRoom().multipliedBy(weight(evidence)).dividedBy(all);
  }

  private static int weight(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Stress stress -> stress.tests().stream().mapToInt(StressEngine::weight).sum();
      case Evidence.Bench bench -> WEIGHT_OF_BENCHMARK * bench.benchmarks().size();
      case Evidence.Live live -> 0; // Takes what it takes: more time would tell nothing more.
      case Evidence.Fact fact -> 0;
      case Evidence.None none -> 0;
    };
  }
}
