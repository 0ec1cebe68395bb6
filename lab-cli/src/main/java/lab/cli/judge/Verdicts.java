package lab.cli.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lab.cli.answer.Curves;
import lab.cli.answer.HostResult;
import lab.cli.answer.JitTier;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.Rows;
import lab.cli.answer.Score;
import lab.cli.answer.Verdict;
import lab.room.Bench;
import lab.room.Evidence;
import lab.room.Fact;
import lab.room.Findings;
import lab.room.Live;
import lab.room.NoEvidence;
import lab.room.Series;
import lab.room.Stress;
import lab.room.VerdictWord;

/**
 * Every verdict of a run, and what was found, for the room to say in its own words.
 *
 * @param all in the order of the results, then the comparisons; no two have the same label
 */
public record Verdicts(List<Verdict> all, Findings findings) {
  public Verdicts {
    all = List.copyOf(all);
  }

  /** Judges every result that the model has something to say of. */
  public static Verdicts of(
      Questions asked, Judge judge, List<ModelAnswer> model, List<HostResult> host) {
    Making making = new Making(asked, judge, model, host);
    host.forEach(making::judge);
    asked.evidence().forEach(making::judge);
    return new Verdicts(
        Labels.name(asked, making.verdicts),
        new Findings(
            judge.architecture().javaName(), making.counted, making.measured, making.values));
  }

  /**
   * What a room says at the end, with a reservation where a verdict has one: its sentence is made
   * of the numbers, and knows neither intervals nor how quiet the machine was.
   */
  public String closing(String said) {
    boolean sure = all.stream().noneMatch(v -> v.word() == VerdictWord.INCONCLUSIVE);
    return said.isBlank() || sure
        ? said
        : said + " Of a claim that is INCONCLUSIVE the numbers may be noise.";
  }

  /** Whether a result only tells which part of the JVM did it. */
  public static boolean attribution(Map<String, String> settings, HostResult.Outcomes o) {
    return JitTier.of(settings).stream().noneMatch(t -> t.word().equals(o.jit()));
  }

  private static final class Making {
    private final Questions asked;
    private final Judge judge;
    private final List<ModelAnswer> model;
    private final List<HostResult> host;
    private final Set<Labels.Unnamed> verdicts = new LinkedHashSet<>();
    private final List<Findings.Counted> counted = new ArrayList<>();
    private final List<Findings.Measured> measured = new ArrayList<>();
    private final List<Findings.Value> values = new ArrayList<>();

    Making(Questions asked, Judge judge, List<ModelAnswer> model, List<HostResult> host) {
      this.asked = asked;
      this.judge = judge;
      this.model = model;
      this.host = host;
    }

    private void judge(HostResult result) {
      switch (result) {
        case HostResult.Outcomes o when o.isTwin() -> {} // It is told beside its row.
        case HostResult.Outcomes o
            when !attribution(asked.settings().values(), o)
                && Row.results(host, o).getFirst().equals(o) ->
            counts(Row.of(host, o));
        case HostResult.Outcomes o -> {} // Its row has been judged, or it tells which part did it.
        case HostResult.Scored s -> measured.add(measured(s.claim(), s.label(), s.score()));
        case HostResult.Swept s -> swept(s);
        case HostResult.Pairs p -> {} // It is told, and not judged.
        case HostResult.FactValue f ->
            f.value().ifPresent(text -> values.add(new Findings.Value(f.claim(), f.test(), text)));
        case HostResult.Unavailable u when u.isTwin() -> {}
        case HostResult.Unavailable u ->
            verdicts.add(new Labels.Unnamed(judge.unavailable(u), about(u)));
      }
    }

    private void counts(Row together) {
      HostResult.Outcomes row = together.sum();
      answer(row.claim(), row.settings())
          .map(m -> judge.counted(m, together, unseen(row), unproved(row)))
          .ifPresent(v -> {
            verdicts.add(new Labels.Unnamed(inTier(v, row), about(row)));
            counted.add(
                new Findings.Counted(
                    row.claim(),
                    row.test(),
                    row.settings(),
                    row.violations(),
                    row.samples(),
                    v.word(),
                    row.jit()));
          });
    }

    private void swept(HostResult.Swept s) {
      Series series =
          asked.evidence().stream()
              .filter(e -> e instanceof Series one && swept(one, s))
              .map(Series.class::cast)
              .findFirst()
              .orElseThrow();
      answer(s.claim(), s.settings())
          .map(m -> judge.swept(m, series.expected(), s))
          .ifPresent(v -> verdicts.add(new Labels.Unnamed(v, about(s))));
      s.series()
          .curves()
          .forEach(c ->
              c.points()
                  .forEach(p ->
                      measured.add(
                          measured(s.claim(), series.label(c.label(), p.x()), p.score()))));
    }

    /**
     * Several sweeps may ask about a claim, even with one benchmark: they differ in their curves.
     */
    private static boolean swept(Series series, HostResult.Swept s) {
      return series.claim().equals(s.claim())
          && series.tests().contains(s.test())
          && series.parameter().equals(s.series().parameter())
          && series.curves().stream()
              .map(Series.Curve::label)
              .toList()
              .containsAll(s.series().curves().stream().map(Curves.Curve::label).toList());
    }

    private void judge(Evidence evidence) {
      switch (evidence) {
        case Bench bench when !bench.compares() -> {} // Context: it is shown, and judges nothing.
        case Bench bench ->
            answer(bench.claim(), Map.of())
                .map(m -> judge.compared(m, bench, host))
                .ifPresent(v -> verdicts.add(sides(v, bench.a(), bench.b())));
        case NoEvidence none ->
            verdicts.add(
                new Labels.Unnamed(
                    new Verdict(
                        none.claim(), asked.row(none), VerdictWord.UNAVAILABLE, none.reason()),
                    none.kind()));
        case Live live when live.twin() -> {}
        case Live live when live.compares().isPresent() && scored(live) ->
            answer(live.claim(), live.settings())
                .map(m -> judge.compared(m, live, host))
                .ifPresent(v -> {
                  Live.Comparison two = live.compares().get();
                  verdicts.add(sides(v, two.a(), two.b()));
                });
        case Stress s -> {}
        case Series s -> {}
        case Live l -> {}
        case Fact f -> {}
      }
    }

    private Optional<ModelAnswer> answer(String claim, Map<String, String> row) {
      return model.stream().filter(m -> m.answers(claim, row)).findFirst();
    }

    private static Labels.Unnamed sides(Verdict v, String a, String b) {
      return new Labels.Unnamed(v, a + " against " + b);
    }

    /** What was looked at, in the words of the evidence; without them in those of the test. */
    private String about(HostResult result) {
      return declared(result)
          .map(Evidence::about)
          .filter(words -> !words.isEmpty())
          .findFirst()
          .orElseGet(() -> Rows.words(result.test()));
    }

    /** What the room declared of a result; first that of the same row, for one program has many. */
    private Stream<Evidence> declared(HostResult result) {
      List<Evidence> ofTest =
          asked.evidence().stream()
              .filter(e -> e.kind().equals(result.kind()) && e.claim().equals(result.claim()))
              .filter(e -> e.tests().contains(result.test()))
              .filter(e -> !(result instanceof HostResult.Swept s) || swept((Series) e, s))
              .toList();
      return Stream.concat(
          ofTest.stream().filter(e -> e.rows().contains(result.settings())), ofTest.stream());
    }

    /** The room's own reason for a zero. */
    private Optional<String> unseen(HostResult.Outcomes o) {
      return declared(o).flatMap(e -> e.unseen().stream()).findFirst();
    }

    /** Why the model's proof is not of a class of this row, if one differs from its world. */
    private Optional<String> unproved(HostResult.Outcomes row) {
      List<String> tests = Row.results(host, row).stream().map(HostResult::test).toList();
      return asked.evidence().stream()
          .filter(e -> e instanceof Stress && e.claim().equals(row.claim()))
          .flatMap(e -> ((Stress) e).cases().stream())
          .filter(c -> c.settings().equals(row.settings()) && tests.contains(c.name()))
          .flatMap(c -> c.unproved().stream())
          .findFirst();
    }

    /** Whether a live run gave any score: if it gave none, the reason has been said. */
    private boolean scored(Live live) {
      return host.stream()
          .anyMatch(r ->
              r instanceof HostResult.Scored
                  && r.test().equals(live.main())
                  && r.claim().equals(live.claim()));
    }

    private static Findings.Measured measured(String claim, String label, Score s) {
      return new Findings.Measured(claim, label, s.unit(), s.median(), s.low(), s.high());
    }

    /** With {@code jit=all} a row for each part of the JVM. */
    private static Verdict inTier(Verdict v, HostResult.Outcomes o) {
      if (o.jit().equals(JitTier.DEFAULT.word())) {
        return v;
      }
      Map<String, String> settings = new LinkedHashMap<>(v.settings());
      settings.put("jit", o.jit());
      return new Verdict(v.claim(), settings, v.word(), v.sentence()).meaning(v.means());
    }
  }
}
