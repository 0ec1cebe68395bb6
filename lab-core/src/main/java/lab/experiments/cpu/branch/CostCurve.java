package lab.experiments.cpu.branch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.stage.Numbers;
import lab.stage.Plot;
import lab.stage.Plot.Point;
import lab.stage.Tone;

/**
 * What a whole run costs at every predictability, counted by running it, and where it crosses the
 * cost without branches.
 */
final class CostCurve {
  private static final int FROM = 50;
  private static final int TO = 100;

  private final Setup setup;

  /** Filled in when first drawn. Two threads may both count, and count the same. */
  private long[] cycles;

  CostCurve(Setup setup) {
    this.setup = setup;
  }

  private long[] cycles() {
    if (cycles == null) {
      long[] counted = new long[TO - FROM + 1];
      for (int percent = FROM; percent <= TO; percent++) {
        counted[percent - FROM] = setup.withBranches(percent);
      }
      cycles = counted;
    }
    return cycles;
  }

  /**
   * Below this predictability branchless code costs less; empty where it nowhere or always does.
   */
  Optional<Integer> crossing() {
    int crossing = setup.crossing(percent -> cycles()[percent - FROM]);
    return crossing > FROM && crossing <= TO ? Optional.of(crossing) : Optional.empty();
  }

  Plot plot() {
    List<Point> points = new ArrayList<>();
    for (int percent = FROM; percent <= TO; percent++) {
      points.add(new Point(percent, (double) cycles()[percent - FROM] / Setup.ELEMENTS));
    }
    Plot.Series branches = new Plot.Series("branches", "with branches", Tone.A, points);
    Plot.Rule none = new Plot.Rule("branchless", "branchless", setup.costs().select());
    return new Plot(
        "cost",
        "",
        "predictability, percent",
        "cycles an element, of all " + Numbers.text(Setup.ELEMENTS),
        Plot.Scale.LINEAR,
        Plot.Scale.LINEAR,
        List.of(branches),
        List.of(none),
        setup.percent(),
        Optional.of("predictability"));
  }
}
