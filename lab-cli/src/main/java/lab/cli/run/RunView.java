package lab.cli.run;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lab.cli.answer.HostResult;
import lab.cli.answer.JitTier;
import lab.cli.answer.Rows;
import lab.cli.answer.Verdict;
import lab.cli.answer.Words;
import lab.cli.render.Look;
import lab.cli.render.SweptPlot;
import lab.room.Findings;

/** Prints what a run found: every outcome with what allows it, then the verdicts. */
final class RunView {
  private static final int WORD_WIDTH = 14;
  private static final List<String> MODELS = List.of("sc", "tso", "java");

  private final PrintStream out;
  private final int width;

  RunView(PrintStream out, int width) {
    this.out = out;
    this.width = width;
  }

  /** The whole report. */
  void print(RunReport report) {
    out.println(report.selection().room().address());
    wrapped(1, report.selection().room().question());
    out.println();
    for (String claim : claims(report)) {
      claim(report, claim);
    }
    out.println("Verdicts");
    for (Verdict verdict : report.verdicts()) {
      verdict(report, verdict);
    }
    if (report.verdicts().isEmpty()) {
      wrapped(1, "none: the model makes no claim about what was measured");
    }
    if (!report.sentence().isBlank()) {
      out.println();
      wrapped(0, report.sentence());
    }
    if (!report.quiet().quiet()) {
      out.println();
      wrapped(0, "The machine was not quiet: " + String.join("; ", report.quiet().reasons()) + ".");
    }
  }

  private static Set<String> claims(RunReport report) {
    return report.host().stream()
        .map(HostResult::claim)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void claim(RunReport report, String claim) {
    List<HostResult.Outcomes> parts = new ArrayList<>();
    Set<String> analogues = new LinkedHashSet<>();
    out.println("Claim " + claim + ": what this machine did");
    for (HostResult result : report.host()) {
      if (!result.claim().equals(claim)) {
        continue;
      }
      switch (result) {
        case HostResult.Outcomes o when RunReport.attribution(report.selection(), o) ->
            parts.add(o);
        case HostResult.Outcomes o -> outcomes(report, o);
        case HostResult.Score s -> score(s);
        case HostResult.Swept s -> swept(s);
        case HostResult.FactValue f ->
            wrapped(1, "%s: %s".formatted(f.test(), f.value().orElse("not told by this system")));
        case HostResult.Unavailable u ->
            wrapped(1, "%s: not available (%s)".formatted(row(report, u), u.reason()));
      }
      result.analogue().ifPresent(analogues::add);
    }
    // Once for all results above: the same reason after each would hide the numbers.
    analogues.forEach(reason -> wrapped(1, "(an analogue: " + reason + ")"));
    parts(report, parts);
    out.println();
  }

  private void outcomes(RunReport report, HostResult.Outcomes o) {
    String tier = o.jit().equals(JitTier.DEFAULT.word()) ? "" : " jit=" + o.jit();
    String sliced = o.timeSliced() ? ", time-sliced" : "";
    String first = o.firstSeen().map(d -> ", first seen after " + Words.seconds(d)).orElse("");
    wrapped(
        1,
        "%s%s: %s samples in %s%s%s"
            .formatted(
                row(report, o),
                tier,
                Findings.number(o.samples()),
                Words.seconds(o.looked()),
                sliced,
                first));
    int ids = o.outcomes().stream().mapToInt(c -> c.outcome().id().length()).max().orElse(1);
    for (HostResult.Count c : o.outcomes()) {
      String line =
          "  %s %s  %13s  %-12s  "
              .formatted(
                  c.outcome().violation() ? "!" : " ",
                  pad(c.outcome().id(), ids),
                  Findings.number(c.count()),
                  allowed(c.allowed()));
      hanging(line, c.outcome().words());
    }
    o.notes().forEach(note -> wrapped(2, "(" + note + ")"));
  }

  /** The models that allow it, each at its own place; an outcome that none allows stands out. */
  private static String allowed(List<String> models) {
    return models.isEmpty()
        ? "NO MODEL"
        : MODELS.stream()
            .map(m -> models.contains(m) ? m : " ".repeat(m.length()))
            .collect(Collectors.joining(" "));
  }

  private void swept(HostResult.Swept s) {
    SweptPlot.lines(s, new Look(width - 2, true, false)).forEach(line -> out.println("  " + line));
    s.lines().forEach(l -> l.points().forEach(p -> score(p.score())));
    s.notes().forEach(note -> wrapped(2, "(" + note + ")"));
  }

  private void score(HostResult.Score s) {
    wrapped(
        1,
        String.format(
            Locale.ROOT,
            "%s: %s %s (%s to %s; %d samples%s)",
            s.label(),
            digits(s.median()),
            s.unit(),
            digits(s.low()),
            digits(s.high()),
            s.samples().size(),
            s.distance().map(d -> "; CPUs " + d).orElse("")));
    s.notes().forEach(note -> wrapped(2, "(" + note + ")"));
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
  }

  /** Which part of the JVM did it, one line per part. */
  private void parts(RunReport report, List<HostResult.Outcomes> parts) {
    String before = "";
    for (HostResult.Outcomes part : parts) {
      if (!part.test().equals(before)) {
        wrapped(1, "which part of the JVM did it, " + row(report, part) + ":");
        before = part.test();
      }
      out.println(
          "    %s %s of %s"
              .formatted(
                  pad(part.jit(), WORD_WIDTH),
                  Findings.number(part.violations()),
                  Findings.number(part.samples())));
    }
  }

  private void verdict(RunReport report, Verdict verdict) {
    String row = Rows.label(report.selection().room(), verdict.settings(), verdict.claim());
    String jit =
        verdict.settings().containsKey("jit") ? " jit=" + verdict.settings().get("jit") : "";
    boolean several = report.verdicts().stream().map(Verdict::claim).distinct().count() > 1;
    String claim = several && !row.equals(verdict.claim()) ? verdict.claim() + ", " : "";
    hanging("  " + pad(verdict.word().word(), WORD_WIDTH), claim + row + jit);
    wrapped(WORD_WIDTH / 2 + 1, verdict.sentence());
    report.host().stream()
        .filter(r -> verdict.word() == lab.room.VerdictWord.CONTRADICTED)
        .filter(r -> r.claim().equals(verdict.claim()) && sameRow(r, verdict.settings()))
        .forEach(this::replay);
  }

  private static boolean sameRow(HostResult result, Map<String, String> settings) {
    return result.settings().entrySet().stream()
        .allMatch(e -> e.getValue().equals(settings.get(e.getKey())));
  }

  /** Everything needed to see a contradiction again. */
  private void replay(HostResult result) {
    switch (result) {
      case HostResult.Outcomes o -> again(o.command());
      case HostResult.Swept s -> again(s.lines().getFirst().points().getFirst().score().command());
      default -> {}
    }
  }

  private void again(List<String> command) {
    wrapped(WORD_WIDTH / 2 + 1, "again: java -cp lab.jar " + String.join(" ", command));
  }

  /** The row's settings, and the test's name where several tests stand for them. */
  private static String row(RunReport report, HostResult result) {
    String label = Rows.label(report.selection().room(), result.settings(), result.test());
    boolean several =
        report.host().stream()
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

  /** Prints text within the width, indented by so many pairs of blanks. */
  void wrapped(int indent, String text) {
    hanging("  ".repeat(indent), text);
  }

  /** Prints a first part, then words; further lines begin under the first word. */
  private void hanging(String first, String words) {
    int indent = Math.min(first.length(), width / 2);
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : words.strip().split("\\s+", -1)) {
      if (!empty && line.length() + 1 + word.length() > width) {
        out.println(line.toString().stripTrailing());
        line = new StringBuilder(" ".repeat(indent));
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    out.println(line.toString().stripTrailing());
  }
}
