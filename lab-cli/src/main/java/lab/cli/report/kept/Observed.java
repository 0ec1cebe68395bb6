package lab.cli.report.kept;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.cli.answer.HostResult;
import lab.cli.answer.JitTier;
import lab.cli.answer.RunDocument;
import lab.cli.answer.Verdict;
import lab.cli.judge.Row;
import lab.cli.judge.Verdicts;
import lab.room.VerdictWord;

/**
 * What this machine did of that a verdict speaks: found again in the run, which does not link it.
 */
public sealed interface Observed {

  /**
   * Outcomes that were counted.
   *
   * @param row all tests that stand for it
   * @param tests each of them
   */
  record Counted(Row row, List<HostResult.Outcomes> tests) implements Observed {}

  /** Two scores that were held against each other: {@code less} should cost less. */
  record Weighed(HostResult.Scored less, HostResult.Scored more) implements Observed {}

  /** A curve. */
  record Curve(HostResult.Swept swept) implements Observed {}

  /** Nothing that could be found. */
  record Nothing() implements Observed {}

  static Observed of(RunDocument run, Verdict verdict) {
    if (verdict.word() == VerdictWord.UNAVAILABLE) {
      return new Nothing();
    }
    return Stream.of(counted(run, verdict), weighed(run, verdict), curve(run, verdict))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(Nothing::new);
  }

  /** Verdicts stand in the order of their rows: the second of the same settings is the second's. */
  private static Optional<Observed> counted(RunDocument run, Verdict verdict) {
    int which =
        run.verdicts().stream()
            .filter(v -> v.word() != VerdictWord.UNAVAILABLE)
            .filter(v -> v.claim().equals(verdict.claim()))
            .filter(v -> v.settings().equals(verdict.settings()))
            .toList()
            .indexOf(verdict);
    return run.host().stream()
        .filter(HostResult.Outcomes.class::isInstance)
        .map(HostResult.Outcomes.class::cast)
        .filter(o -> !o.isTwin() && o.claim().equals(verdict.claim()))
        .filter(o -> !Verdicts.attribution(run.experiment().settings(), o))
        .filter(o -> settings(o).equals(verdict.settings()))
        .filter(o -> Row.results(run.host(), o).getFirst().equals(o))
        .skip(Math.max(0, which))
        .findFirst()
        .map(o -> new Counted(Row.of(run.host(), o), Row.results(run.host(), o)));
  }

  /** As a verdict has them: with the part of the JVM, where one was asked for. */
  private static Map<String, String> settings(HostResult.Outcomes o) {
    Map<String, String> settings = new LinkedHashMap<>(o.settings());
    if (!o.jit().equals(JitTier.DEFAULT.word())) {
      settings.put("jit", o.jit());
    }
    return settings;
  }

  /** The two that the sentence names: the run does not say otherwise which were compared. */
  private static Optional<Observed> weighed(RunDocument run, Verdict verdict) {
    List<HostResult.Scored> scores =
        run.host().stream()
            .filter(r -> r instanceof HostResult.Scored && r.claim().equals(verdict.claim()))
            .map(HostResult.Scored.class::cast)
            .toList();
    for (HostResult.Scored more : scores) {
      for (HostResult.Scored less : scores) {
        boolean ratio =
            verdict.sentence().startsWith(more.label() + " costs ")
                && verdict.sentence().contains(" times as much as " + less.label() + " (");
        if (ratio && !less.equals(more)) {
          return Optional.of(new Weighed(less, more));
        }
      }
    }
    return Optional.empty();
  }

  /** That of which the verdict's label speaks, where there are several; else the first. */
  private static Optional<Observed> curve(RunDocument run, Verdict verdict) {
    List<HostResult.Swept> curves =
        run.host().stream()
            .filter(r -> r instanceof HostResult.Swept && r.claim().equals(verdict.claim()))
            .filter(r -> r.settings().equals(verdict.settings()))
            .map(HostResult.Swept.class::cast)
            .toList();
    return curves.stream()
        .filter(s -> !s.about().isEmpty() && verdict.label().contains(s.about()))
        .findFirst()
        .or(() -> curves.stream().findFirst())
        .map(Curve::new);
  }
}
