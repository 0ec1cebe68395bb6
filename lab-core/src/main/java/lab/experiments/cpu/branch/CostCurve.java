package lab.experiments.cpu.branch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lab.stage.Numbers;
import lab.stage.Plot;
import lab.stage.Plot.Point;
import lab.stage.Tone;

/**
 * What a whole run costs at every predictability, counted by running it, and where it crosses the
 * cost without branches.
 */
final class CostCurve {
  private final Setup setup;

  /** From the least predictability on; filled in when first drawn, by whoever draws. */
  private List<Long> cycles = List.of();

  CostCurve(Setup setup) {
    this.setup = setup;
  }

  private List<Long> cycles() {
    List<Long> known = cycles;
    if (known.isEmpty()) {
      List<Long> counted = new ArrayList<>();
      for (int percent = Setup.LEAST; percent <= Setup.MOST; percent++) {
        counted.add(setup.withBranches(percent));
      }
      // An unmodifiable list: its elements are seen by whoever sees it.
      known = List.copyOf(counted);
      cycles = known;
    }
    return known;
  }

  /**
   * From which predictability on branches cost less than none, and below it nowhere; empty if there
   * is no such place: they cost less nowhere, or here and there.
   */
  OptionalInt paysFrom() {
    int from = Setup.MOST + 1;
    while (from > Setup.LEAST && cycles().get(from - 1 - Setup.LEAST) < setup.withoutBranches()) {
      from--;
    }
    for (int p = Setup.LEAST; p < from; p++) {
      if (cycles().get(p - Setup.LEAST) < setup.withoutBranches()) {
        return OptionalInt.empty();
      }
    }
    return from > Setup.MOST ? OptionalInt.empty() : OptionalInt.of(from);
  }

  /**
   * @param percent where one is on it
   */
  Plot plot(int percent) {
    List<Point> points = new ArrayList<>();
    for (int p = Setup.LEAST; p <= Setup.MOST; p++) {
      points.add(new Point(p, (double) cycles().get(p - Setup.LEAST) / Setup.ELEMENTS));
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
        percent,
        Optional.of("predictability"));
  }
}
