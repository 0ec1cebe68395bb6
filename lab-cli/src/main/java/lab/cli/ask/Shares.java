package lab.cli.ask;

import java.time.Duration;
import java.util.List;
import lab.room.Bench;
import lab.room.Evidence;
import lab.room.Fact;
import lab.room.Live;
import lab.room.NoEvidence;
import lab.room.Series;
import lab.room.Stress;

/** Divides a room's time among what is asked: by how many tests and benchmarks there are. */
public final class Shares {
  /** A benchmark needs a few forks where a race shows in one go. */
  private static final int WEIGHT_OF_BENCHMARK = 8;

  private Shares() {}

  public static Duration of(List<Evidence> asked, Budget budget, Evidence evidence) {
    int all = asked.stream().mapToInt(Shares::weight).sum();
    return all == 0
        ? Duration.ZERO
        : budget.perRoom().multipliedBy(weight(evidence)).dividedBy(all);
  }

  /** A live run that takes time looks at several things itself. */
  private static final int WEIGHT_OF_LIVE = 8;

  private static int weight(Evidence evidence) {
    return switch (evidence) {
      case Stress stress -> stress.cases().stream().mapToInt(StressEngine::weight).sum();
      case Bench bench -> WEIGHT_OF_BENCHMARK * bench.benchmarks().size();
      // One that is not told the time takes what it takes: more would tell nothing more.
      case Live live -> live.takesTime() ? WEIGHT_OF_LIVE : 0;
      case Series series when series.live().isPresent() -> weight(series.live().get());
      case Series series -> WEIGHT_OF_BENCHMARK * series.points().size() * series.curves().size();
      case Fact fact -> 0;
      case NoEvidence none -> 0;
    };
  }
}
