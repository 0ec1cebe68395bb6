package lab.cli.judge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.cli.answer.Count;
import lab.cli.answer.HostResult;

/** A row of the verdict table: all tests that stand for the same settings, added up. */
public final class Row {
  private Row() {}

  /** The results of the same claim, settings and part of the JVM. */
  public static List<HostResult.Outcomes> results(List<HostResult> host, HostResult.Outcomes one) {
    return host.stream()
        .filter(HostResult.Outcomes.class::isInstance)
        .map(HostResult.Outcomes.class::cast)
        .filter(o -> o.kind().equals(one.kind()) && o.claim().equals(one.claim()))
        .filter(o -> o.settings().equals(one.settings()) && o.jit().equals(one.jit()))
        .toList();
  }

  /**
   * Their sum. Name and command are those of the first test that violated the claim, if one did: it
   * is the one to run again.
   */
  public static HostResult.Outcomes of(List<HostResult> host, HostResult.Outcomes one) {
    List<HostResult.Outcomes> all = results(host, one);
    HostResult.Outcomes shown =
        all.stream().filter(o -> o.violations() > 0).findFirst().orElse(one);
    // One count for each outcome: its models are those of the first test, for all stand for one
    // row.
    Map<List<Object>, Count> counts = new LinkedHashMap<>();
    long looked = 0;
    boolean timeSliced = false;
    for (HostResult.Outcomes o : all) {
      o.outcomes()
          .forEach(c -> counts.merge(List.of(c.id(), c.meaning(), c.violates()), c, Count::plus));
      looked += o.lookedMillis();
      timeSliced |= o.timeSliced();
    }
    return new HostResult.Outcomes(
        one.kind(),
        one.claim(),
        shown.test(),
        one.settings(),
        shown.twin(),
        one.analogue(),
        one.jit(),
        List.copyOf(counts.values()),
        looked,
        shown.firstSeenMillis(),
        timeSliced,
        shown.command(),
        shown.notes());
  }
}
