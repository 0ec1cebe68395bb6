package lab.cli.judge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.cli.answer.Count;
import lab.cli.answer.HostResult;
import lab.cli.answer.Rows;
import lab.room.Findings;

/**
 * A row of the verdict table: all tests that stand for the same settings, without broken twins.
 *
 * @param sum of them; name and command are those of the first test that violated the claim, if one
 *     did: it is the one to run again
 * @param seen how often the claim was violated, in words
 * @param samples of how many, in words
 * @param twins what broken copies showed under the same settings
 */
public record Row(
    HostResult.Outcomes sum, String seen, String samples, List<HostResult.Outcomes> twins) {
  public Row {
    twins = List.copyOf(twins);
  }

  /** The row of a test that stands alone. */
  static Row alone(HostResult.Outcomes one) {
    return of(List.of(one), one);
  }

  /** The row that a result belongs to. */
  public static Row of(List<? extends HostResult> host, HostResult.Outcomes one) {
    List<HostResult.Outcomes> all = results(host, one);
    HostResult.Outcomes sum = sum(all, one);
    String samples = Findings.number(sum.samples());
    // What waits and what races count different things: their sum would be a number of nothing.
    boolean alike = all.stream().map(Row::ids).distinct().count() == 1;
    boolean agree = all.stream().map(o -> o.violations() > 0).distinct().count() == 1;
    return new Row(
        sum,
        alike && agree ? Findings.number(sum.violations()) + " of " + samples : byTest(all),
        alike ? samples : "%s samples of %d tests".formatted(samples, all.size()),
        Twins.of(host, one));
  }

  private static Set<String> ids(HostResult.Outcomes o) {
    return o.outcomes().stream().map(Count::id).collect(Collectors.toSet());
  }

  /** What saw it first, then what did not. */
  private static String byTest(List<HostResult.Outcomes> all) {
    return all.stream()
        .sorted((a, b) -> Boolean.compare(b.violations() > 0, a.violations() > 0))
        .map(o ->
            "%s of %s (%s)"
                .formatted(
                    Findings.number(o.violations()),
                    Findings.number(o.samples()),
                    name(o.test(), all)))
        .collect(Collectors.joining(", "));
  }

  /** The test's words; its class's name where another of the row has the same. */
  private static String name(String test, List<HostResult.Outcomes> all) {
    String words = Rows.words(test);
    boolean alone =
        all.stream()
            .map(HostResult.Outcomes::test)
            .filter(t -> !t.equals(test))
            .map(Rows::words)
            .noneMatch(words::equals);
    return alone ? words : Rows.shortName(test);
  }

  /**
   * The results of the same claim, settings and part of the JVM; broken twins are not among them.
   */
  public static List<HostResult.Outcomes> results(
      List<? extends HostResult> host, HostResult.Outcomes one) {
    return standingFor(host, one).filter(o -> !o.isTwin()).toList();
  }

  static Stream<HostResult.Outcomes> standingFor(
      List<? extends HostResult> host, HostResult.Outcomes one) {
    return host.stream()
        .filter(HostResult.Outcomes.class::isInstance)
        .map(HostResult.Outcomes.class::cast)
        .filter(o -> o.kind().equals(one.kind()) && o.claim().equals(one.claim()))
        .filter(o -> o.settings().equals(one.settings()) && o.jit().equals(one.jit()));
  }

  private static HostResult.Outcomes sum(List<HostResult.Outcomes> all, HostResult.Outcomes one) {
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

  /** What a zero owes its reader besides its reason: whether the test can fail at all. */
  String canFail() {
    return twins.stream().map(t -> "; " + Twins.words(t)).collect(Collectors.joining());
  }
}
