package lab.cli.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lab.cli.answer.Count;
import lab.cli.answer.Curves;
import lab.cli.answer.HostResult;
import lab.cli.answer.JitTier;
import lab.cli.answer.Rows;
import lab.cli.answer.RunDocument;
import lab.cli.answer.Score;
import lab.cli.answer.Verdict;
import lab.cli.answer.Words;
import lab.cli.judge.Verdicts;
import lab.cli.render.Look;
import lab.cli.render.SweptPlot;
import lab.memorymodel.MemoryModel;
import lab.room.Findings;
import lab.room.VerdictWord;

/** Prints the document of a run: every outcome with what allows it, then the verdicts. */
final class RunView {
  private static final int WORD_WIDTH = 14;

  private final Paragraphs out;

  RunView(Paragraphs out) {
    this.out = out;
  }

  /** The whole run. */
  void print(RunDocument run) {
    out.line(run.experiment().address());
    if (run.experiment().asks() == RunDocument.Asks.ORDERINGS) {
      out.wrapped(1, "What notices, on this machine, that one access is weaker than it ships?");
      out.blank();
    } else {
      out.wrapped(1, run.experiment().question());
      out.blank();
      for (String claim : claims(run)) {
        claim(run, claim);
      }
    }
    out.line("Verdicts");
    for (Verdict verdict : run.verdicts()) {
      verdict(run, verdict);
    }
    if (run.verdicts().isEmpty()) {
      out.wrapped(1, "none: the model makes no claim about what was measured");
    }
    run.sentence()
        .ifPresent(sentence -> {
          out.blank();
          out.wrapped(0, sentence);
        });
    run.quiet()
        .filter(q -> !q.quiet())
        .ifPresent(q -> {
          out.blank();
          out.wrapped(0, "The machine was not quiet: " + String.join("; ", q.reasons()) + ".");
        });
  }

  private static Set<String> claims(RunDocument run) {
    return run.host().stream()
        .map(HostResult::claim)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void claim(RunDocument run, String claim) {
    List<HostResult.Outcomes> parts = new ArrayList<>();
    Set<String> analogues = new LinkedHashSet<>();
    out.line("Claim " + claim + ": what this machine did");
    for (HostResult result : run.host()) {
      if (!result.claim().equals(claim)) {
        continue;
      }
      switch (result) {
        case HostResult.Outcomes o when Verdicts.attribution(run.experiment().settings(), o) ->
            parts.add(o);
        case HostResult.Outcomes o -> outcomes(run, o);
        case HostResult.Scored s -> score(s.label(), s.score(), s.notes());
        case HostResult.Swept s -> swept(s);
        case HostResult.FactValue f ->
            out.wrapped(
                1, "%s: %s".formatted(f.test(), f.value().orElse("not told by this system")));
        case HostResult.Unavailable u ->
            out.wrapped(1, "%s: not available (%s)".formatted(row(run, u), u.reason()));
      }
      result.analogue().ifPresent(analogues::add);
    }
    // Once for all results above: the same reason after each would hide the numbers.
    analogues.forEach(reason -> out.wrapped(1, "(an analogue: " + reason + ")"));
    parts(run, parts);
    out.blank();
  }

  private void outcomes(RunDocument run, HostResult.Outcomes o) {
    String tier = o.jit().equals(JitTier.DEFAULT.word()) ? "" : " jit=" + o.jit();
    String sliced = o.timeSliced() ? ", time-sliced" : "";
    String first =
        o.firstSeenMillis()
            .map(d -> ", first seen after " + Words.seconds(Duration.ofMillis(d)))
            .orElse("");
    out.wrapped(
        1,
        "%s%s: %s samples in %s%s%s"
            .formatted(
                row(run, o),
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
                  pad(c.id(), ids),
                  Findings.number(c.count()),
                  allowed(c.allowed()));
      out.hanging(line, c.meaning());
    }
    o.notes().forEach(note -> out.wrapped(2, "(" + note + ")"));
  }

  /** The models that allow it, each at its own place; an outcome that none allows stands out. */
  private static String allowed(List<String> models) {
    return models.isEmpty()
        ? "NO MODEL"
        : MemoryModel.words().stream()
            .map(m -> models.contains(m) ? m : " ".repeat(m.length()))
            .collect(Collectors.joining(" "));
  }

  private void swept(HostResult.Swept s) {
    SweptPlot.lines(s, new Look(out.width() - 2, true, false))
        .forEach(line -> out.line("  " + line));
    for (Curves.Curve curve : s.series().curves()) {
      curve.points().forEach(p -> score(label(s.series(), curve, p), p.score(), p.notes()));
    }
    s.notes().forEach(note -> out.wrapped(2, "(" + note + ")"));
  }

  private static String label(Curves series, Curves.Curve curve, Curves.At point) {
    String at = series.parameter() + "=" + point.x();
    return curve.label().isEmpty() ? at : curve.label() + ", " + at;
  }

  private void score(String label, Score s, List<String> notes) {
    out.wrapped(
        1,
        String.format(
            Locale.ROOT,
            "%s: %s %s (%s to %s; %d samples%s)",
            label,
            digits(s.median()),
            s.unit(),
            digits(s.low()),
            digits(s.high()),
            s.samples().size(),
            s.distance().map(d -> "; CPUs " + d).orElse("")));
    notes.forEach(note -> out.wrapped(2, "(" + note + ")"));
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
  }

  /** Which part of the JVM did it, one line per part. */
  private void parts(RunDocument run, List<HostResult.Outcomes> parts) {
    String before = "";
    for (HostResult.Outcomes part : parts) {
      if (!part.test().equals(before)) {
        out.wrapped(1, "which part of the JVM did it, " + row(run, part) + ":");
        before = part.test();
      }
      out.line(
          "    %s %s of %s"
              .formatted(
                  pad(part.jit(), WORD_WIDTH),
                  Findings.number(part.violations()),
                  Findings.number(part.samples())));
    }
  }

  private void verdict(RunDocument run, Verdict verdict) {
    out.hanging("  " + pad(verdict.word().word(), WORD_WIDTH), verdict.label());
    out.wrapped(WORD_WIDTH / 2 + 1, verdict.sentence());
    comment(verdict);
    run.host().stream()
        .filter(r -> verdict.word() == VerdictWord.CONTRADICTED)
        .filter(r -> r.claim().equals(verdict.claim()) && sameRow(r, verdict.settings()))
        .forEach(this::replay);
  }

  /** What the code says of an access whose weakening nothing noticed. */
  private void comment(Verdict verdict) {
    boolean noticed =
        verdict.word() == VerdictWord.CONFIRMED || verdict.word() == VerdictWord.CONTRADICTED;
    verdict
        .weakened()
        .filter(w -> !noticed)
        .flatMap(Verdict.Weakened::comment)
        .ifPresent(c -> out.wrapped(WORD_WIDTH / 2 + 1, "the code says: " + c));
  }

  private static boolean sameRow(HostResult result, Map<String, String> settings) {
    return result.settings().entrySet().stream()
        .allMatch(e -> e.getValue().equals(settings.get(e.getKey())));
  }

  /** Everything needed to see a contradiction again. */
  private void replay(HostResult result) {
    switch (result) {
      case HostResult.Outcomes o -> again(o.command());
      case HostResult.Swept s ->
          again(s.series().curves().getFirst().points().getFirst().command());
      default -> {}
    }
  }

  private void again(List<String> command) {
    out.wrapped(WORD_WIDTH / 2 + 1, "again: java -cp lab.jar " + String.join(" ", command));
  }

  /** The row's settings, and the test's name where several tests stand for them. */
  private static String row(RunDocument run, HostResult result) {
    String label = Rows.label(run.experiment().contrast(), result.settings(), result.test());
    boolean several =
        run.host().stream()
            .anyMatch(r ->
                r.claim().equals(result.claim())
                    && r.settings().equals(result.settings())
                    && !r.test().equals(result.test()));
    String name = Rows.shortName(result.test());
    return several && !label.equals(name) ? label + ", " + name : label;
  }

  private static String pad(String text, int to) {
    return text + " ".repeat(Math.max(0, to - text.length()));
  }
}
