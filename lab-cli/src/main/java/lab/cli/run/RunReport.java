package lab.cli.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.cli.answer.HostResult;
import lab.cli.answer.JitTier;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.Verdict;
import lab.cli.ask.Selection;
import lab.cli.command.ExitCode;
import lab.cli.host.Quietness;
import lab.cli.judge.Judge;
import lab.cli.judge.Row;
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
 * What a run found: the model's answers, the machine's, the verdicts, and the room's sentence.
 *
 * @param sentence the room's own; empty text if it has none
 */
record RunReport(
    Selection selection,
    List<ModelAnswer> model,
    List<HostResult> host,
    List<Verdict> verdicts,
    String sentence,
    Quietness quiet) {
  RunReport {
    model = List.copyOf(model);
    host = List.copyOf(host);
    verdicts = List.copyOf(verdicts);
  }

  /** Judges every result that the model has something to say of. */
  static RunReport of(
      Selection selection,
      Judge judge,
      List<ModelAnswer> model,
      List<HostResult> host,
      Quietness quiet) {
    List<Verdict> verdicts = new ArrayList<>();
    List<Findings.Counted> counted = new ArrayList<>();
    List<Findings.Measured> measured = new ArrayList<>();
    List<Findings.Value> values = new ArrayList<>();
    for (HostResult result : host) {
      switch (result) {
        case HostResult.Outcomes o when !attribution(selection, o) && first(host, o) -> {
          HostResult.Outcomes row = Row.of(host, o);
          find(model, o.claim(), o.settings())
              .map(m -> judge.counted(m, row, unseen(selection, o)))
              .ifPresent(v -> {
                verdicts.add(inTier(v, o));
                counted.add(counted(row, v));
              });
        }
        case HostResult.Outcomes o -> {} // Its row has been judged, or it tells which part did it.
        case HostResult.Score s -> measured.add(measured(s));
        case HostResult.Swept s -> {
          find(model, s.claim(), s.settings()).map(m -> judge.swept(m, s)).ifPresent(verdicts::add);
          s.lines().forEach(l -> l.points().forEach(p -> measured.add(measured(p.score()))));
        }
        case HostResult.FactValue f ->
            f.value().ifPresent(text -> values.add(new Findings.Value(f.claim(), f.test(), text)));
        case HostResult.Unavailable u -> verdicts.add(judge.unavailable(u));
      }
    }
    for (Evidence evidence : selection.evidence()) {
      switch (evidence) {
        case Bench bench ->
            find(model, bench.claim(), Map.of())
                .map(m -> judge.compared(m, bench, host))
                .ifPresent(verdicts::add);
        case NoEvidence none ->
            verdicts.add(
                new Verdict(none.claim(), Map.of(), VerdictWord.UNAVAILABLE, none.reason()));
        case Stress s -> {}
        case Series s -> {}
        case Live live when live.compares().isPresent() && answered(host, live) ->
            find(model, live.claim(), live.settings())
                .map(m -> judge.compared(m, live, host))
                .ifPresent(verdicts::add);
        case Live l -> {}
        case Fact f -> {}
      }
    }
    String sentence =
        selection.room().sentence(new Findings(judge.arch(), counted, measured, values));
    return new RunReport(selection, model, host, verdicts, sentence, quiet);
  }

  /** The room's own reason for a zero. */
  private static Optional<String> unseen(Selection selection, HostResult.Outcomes o) {
    return selection.evidence().stream()
        .filter(e -> e.claim().equals(o.claim()) && e.tests().contains(o.test()))
        .flatMap(e -> e.unseen().stream())
        .findFirst();
  }

  /** Whether a live run gave any answer: if it gave none, the reason has been said. */
  private static boolean answered(List<HostResult> host, Live live) {
    return host.stream()
        .anyMatch(r ->
            r instanceof HostResult.Score
                && r.test().equals(live.main())
                && r.claim().equals(live.claim()));
  }

  /** Whether no result of the same row comes before it. */
  private static boolean first(List<HostResult> host, HostResult.Outcomes o) {
    return Row.results(host, o).getFirst().equals(o);
  }

  private static Findings.Measured measured(HostResult.Score s) {
    return new Findings.Measured(s.claim(), s.label(), s.unit(), s.median(), s.low(), s.high());
  }

  private static Findings.Counted counted(HostResult.Outcomes o, Verdict v) {
    return new Findings.Counted(
        o.claim(), o.test(), o.settings(), o.violations(), o.samples(), v.word());
  }

  /** With {@code jit=all} a row for each part of the JVM. */
  private static Verdict inTier(Verdict v, HostResult.Outcomes o) {
    if (o.jit().equals(JitTier.DEFAULT.word())) {
      return v;
    }
    Map<String, String> settings = new LinkedHashMap<>(v.settings());
    settings.put("jit", o.jit());
    return new Verdict(v.claim(), settings, v.word(), v.sentence());
  }

  /** Whether a result only tells which part of the JVM did it. */
  static boolean attribution(Selection selection, HostResult.Outcomes o) {
    return JitTier.of(selection.settings()).stream().noneMatch(t -> t.word().equals(o.jit()));
  }

  /** The model's answer to a claim for a row. */
  static Optional<ModelAnswer> find(
      List<ModelAnswer> model, String claim, Map<String, String> row) {
    return model.stream().filter(m -> m.claim().equals(claim) && m.row().equals(row)).findFirst();
  }

  /** CONTRADICTED outweighs what could not be decided; NOT SEEN is as predicted. */
  ExitCode exitCode() {
    ExitCode code = ExitCode.OK;
    for (Verdict verdict : verdicts) {
      code =
          code.and(
              switch (verdict.word()) {
                case CONTRADICTED -> ExitCode.DIFFERS;
                case UNAVAILABLE, INCONCLUSIVE -> ExitCode.NO_ANSWER;
                case CONFIRMED, NOT_SEEN, CONSISTENT -> ExitCode.OK;
              });
    }
    return code;
  }
}
