package lab.cli.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lab.cli.answer.Count;
import lab.cli.answer.Curves;
import lab.cli.answer.HostResult;
import lab.cli.answer.JitTier;
import lab.cli.answer.Rows;
import lab.cli.answer.RunDocument;
import lab.cli.answer.Score;
import lab.cli.answer.Words;
import lab.cli.judge.Row;
import lab.cli.judge.Twins;
import lab.cli.judge.Verdicts;
import lab.cli.render.Look;
import lab.cli.render.MatrixPicture;
import lab.cli.render.SweptPlot;
import lab.memorymodel.MemoryModel;
import lab.room.Findings;
import lab.room.ProgramControls;

/**
 * Prints what a run saw of each claim: every outcome with the models that allow it; beside each row
 * what its broken twins showed, and what it means on x86, on Arm and for the compiler.
 */
final class ClaimTables {
  private final Paragraphs out;
  private final RunDocument run;

  ClaimTables(Paragraphs out, RunDocument run) {
    this.out = out;
    this.run = run;
  }

  void print() {
    legend()
        .ifPresent(words -> {
          out.wrapped(1, words);
          out.blank();
        });
    claims().forEach(this::claim);
  }

  /** What the columns are, where there is a table at all. */
  private Optional<String> legend() {
    boolean counts =
        run.host().stream().anyMatch(r -> r instanceof HostResult.Outcomes o && !o.isTwin());
    boolean knowsModels = run.experiment().settings().containsKey(ProgramControls.MODEL);
    return counts
        ? Optional.of(
            "Each line: an outcome (! where it breaks the claim), how often it was seen, "
                + (knowsModels
                    ? "which models allow it (java is RC11-style), what it means."
                    : "what the model says of it, what it means."))
        : Optional.empty();
  }

  private Set<String> claims() {
    return run.host().stream()
        .map(HostResult::claim)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void claim(String claim) {
    List<HostResult.Outcomes> parts = new ArrayList<>();
    Set<String> analogues = new LinkedHashSet<>();
    out.line("Claim " + claim + ": what this machine did");
    leftOut(claim).forEach(sentence -> out.wrapped(1, "The model: " + sentence));
    for (HostResult result : run.host()) {
      if (!result.claim().equals(claim)) {
        continue;
      }
      switch (result) {
        case HostResult.Outcomes o when Verdicts.attribution(run.experiment().settings(), o) ->
            parts.add(o);
        case HostResult.Outcomes o when o.isTwin() -> twinAlone(o);
        case HostResult.Outcomes o -> {
          outcomes(o);
          if (isLastOfItsRow(o)) {
            Twins.of(run.host(), o).forEach(t -> out.wrapped(2, Twins.words(t)));
            meaning(o);
          }
        }
        case HostResult.Scored s -> score(s.label(), s.score(), s.notes());
        case HostResult.Swept s -> swept(s);
        case HostResult.Pairs p -> pairs(p);
        case HostResult.FactValue f ->
            out.wrapped(
                1, "%s: %s".formatted(f.test(), f.value().orElse("not told by this system")));
        case HostResult.Unavailable u ->
            out.wrapped(
                1,
                "%s%s: not available (%s)"
                    .formatted(u.isTwin() ? "broken twin, " : "", row(u), u.reason()));
      }
      result.analogue().ifPresent(analogues::add);
    }
    // Once for all results above: the same reason after each would hide the numbers.
    analogues.forEach(reason -> out.wrapped(1, "(an analogue: " + reason + ")"));
    parts(parts);
    out.blank();
  }

  /** What the models were not asked of this claim, once for all its rows. */
  private Set<String> leftOut(String claim) {
    return run.model().stream()
        .filter(m -> m.claim().equals(claim) && m.costs().isEmpty())
        .flatMap(m -> m.reach().leftOut().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** A twin is told beside its row; where nothing else stands for its settings, by itself. */
  private void twinAlone(HostResult.Outcomes twin) {
    if (rowOf(twin).isEmpty()) {
      out.wrapped(1, row(twin) + ": " + Twins.words(twin));
    }
  }

  private boolean isLastOfItsRow(HostResult.Outcomes o) {
    return rowOf(o).getLast().equals(o);
  }

  /** The results that stand in the same row of verdicts. */
  private List<HostResult.Outcomes> rowOf(HostResult.Outcomes o) {
    return Row.results(run.host(), o);
  }

  /** What the row means elsewhere; always x86 first, whatever this machine is. */
  private void meaning(HostResult.Outcomes o) {
    run.verdicts().stream()
        .filter(v -> v.claim().equals(o.claim()) && RunView.sameRow(o, v.settings()))
        .flatMap(v -> v.means().stream())
        .findFirst()
        .ifPresent(m ->
            out.wrapped(
                2, "x86: %s. Arm: %s. Compiler: %s.".formatted(m.x86(), m.arm(), m.compiler())));
  }

  private void outcomes(HostResult.Outcomes o) {
    String tier = o.jit().equals(JitTier.DEFAULT.word()) ? "" : " jit=" + o.jit();
    String sliced = o.timeSliced() ? ", time-sliced" : "";
    String first =
        o.firstSeenMillis()
            .map(d ->
                ", first seen %s after its JVM began"
                    .formatted(Words.seconds(Duration.ofMillis(d))))
            .orElse("");
    out.wrapped(
        1,
        "%s%s: %s samples in %s%s%s"
            .formatted(
                row(o),
                tier,
                Findings.number(o.samples()),
                Words.seconds(o.looked()),
                sliced,
                first));
    int ids = o.outcomes().stream().mapToInt(c -> c.id().length()).max().orElse(1);
    for (Count c : o.outcomes()) {
      String line =
          "  %s %s  %13s  %-12s  "
              .formatted(
                  c.violation() ? "!" : " ",
                  RunView.pad(c.id(), ids),
                  Findings.number(c.count()),
                  allowed(c.allowed()));
      out.hanging(line, c.meaning());
    }
    o.notes().forEach(note -> out.wrapped(2, "(" + note + ")"));
  }

  /**
   * The models that allow it, each at its own place. A room without memory models has its machine
   * to ask, and no model of the three has a part in the answer.
   */
  private String allowed(List<String> models) {
    boolean knowsModels = run.experiment().settings().containsKey(ProgramControls.MODEL);
    return !knowsModels
        ? models.isEmpty() ? "ruled out" : "possible"
        : models.isEmpty()
            ? "none of them"
            : MemoryModel.words().stream()
                .map(m -> models.contains(m) ? m : " ".repeat(m.length()))
                .collect(Collectors.joining(" "));
  }

  private void swept(HostResult.Swept s) {
    if (!s.about().isEmpty()) {
      out.wrapped(1, s.about() + ":");
    }
    SweptPlot.lines(s, new Look(out.width() - 2, true, false))
        .forEach(line -> out.line("  " + line));
    for (Curves.Curve curve : s.series().curves()) {
      curve.points().forEach(p -> score(s.series().label(curve, p), p.score(), p.notes()));
    }
    s.notes().forEach(note -> out.wrapped(2, "(" + note + ")"));
  }

  private void pairs(HostResult.Pairs p) {
    MatrixPicture.lines(p, new Look(out.width() - 2, true, false))
        .forEach(line -> out.line("  " + line));
    p.notes().forEach(note -> out.wrapped(2, "(" + note + ")"));
  }

  private void score(String label, Score s, List<String> notes) {
    out.wrapped(
        1,
        String.format(
            Locale.ROOT,
            "%s: %s %s (%s to %s; %d %s%s)",
            label,
            digits(s.median()),
            s.unit(),
            digits(s.low()),
            digits(s.high()),
            s.samples().size(),
            s.samples().size() == 1 ? "sample" : "samples",
            s.distance().map(d -> "; CPUs " + d).orElse("")));
    notes.forEach(note -> out.wrapped(2, "(" + note + ")"));
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
  }

  /** Which part of the JVM did it, one line per part. */
  private void parts(List<HostResult.Outcomes> parts) {
    String before = "";
    for (HostResult.Outcomes part : parts) {
      if (!part.test().equals(before)) {
        out.wrapped(1, "which part of the JVM did it, " + row(part) + ":");
        before = part.test();
      }
      out.line(
          "    %s %s of %s"
              .formatted(
                  RunView.pad(part.jit(), RunView.WORD_WIDTH),
                  Findings.number(part.violations()),
                  Findings.number(part.samples())));
    }
  }

  /** The row's settings, and the test's name where several tests stand for them. */
  private String row(HostResult result) {
    List<Map<String, String>> rows =
        run.host().stream()
            .filter(r -> r.claim().equals(result.claim()))
            .map(HostResult::settings)
            .toList();
    String label =
        Rows.label(
            Rows.telling(run.experiment().contrast(), rows), result.settings(), result.test());
    boolean several =
        run.host().stream()
            .anyMatch(r ->
                r.claim().equals(result.claim())
                    && r.settings().equals(result.settings())
                    && !r.test().equals(result.test()));
    String name = Rows.shortName(result.test());
    return several && !label.equals(name) ? label + ", " + name : label;
  }
}
