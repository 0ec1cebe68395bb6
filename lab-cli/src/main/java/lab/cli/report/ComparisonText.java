package lab.cli.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lab.cli.render.Look;
import lab.cli.render.Look.Ink;
import lab.cli.render.Text;
import lab.cli.report.compare.Comparison;
import lab.cli.report.compare.Comparison.Differs;

/** Runs of one experiment side by side, in the terminal. */
final class ComparisonText {
  private final PrintStream out;
  private final Look look;

  ComparisonText(PrintStream out, Look look) {
    this.out = out;
    this.look = look;
  }

  void print(Comparison comparison) {
    out.println();
    out.println(look.dress("Compared: " + Text.clean(comparison.id()), Ink.HEADING));
    for (Comparison.Side side : comparison.sides()) {
      String label = side.label().map(l -> " (" + l + ")").orElse("");
      hang("  %s  ".formatted(side.name()), side.run() + label + ", " + side.machine());
    }
    hang("  ", comparison.counts());
    comparison.rows().forEach(row -> row(comparison, row));
    comparison.explanations().forEach(this::explanation);
  }

  /** What is the same, and what cannot be compared, is told in short. */
  private void row(Comparison comparison, Comparison.Row row) {
    String head = row.differs().words().toUpperCase(Locale.ROOT) + ": " + row.label();
    out.println();
    if (row.differs() == Differs.NOT_COMPARABLE) {
      hang("  ", head);
      row.why().ifPresent(why -> hang("    ", sentence(why)));
      return;
    }
    hang("  ", head);
    for (int i = 0; i < row.cells().size(); i++) {
      hang("    %s  ".formatted(comparison.sides().get(i).name()), cell(row.cells().get(i)));
    }
    row.noise().ifPresent(noise -> hang("    ", noise));
  }

  private static String cell(Optional<Comparison.Cell> cell) {
    if (cell.isEmpty()) {
      return "no such row";
    }
    Comparison.Cell c = cell.get();
    List<String> parts = new ArrayList<>(List.of(c.word().word() + "  " + c.machine()));
    c.estimate()
        .filter(e -> !c.machine().contains(e.interval()))
        .ifPresent(e -> parts.add("%s (%s)".formatted(e.words(), e.interval())));
    c.scores().ifPresent(parts::add);
    return String.join("; ", parts);
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT)
        + words.substring(1)
        + (words.endsWith(".") ? "" : ".");
  }

  private void explanation(Comparison.Explanation explanation) {
    out.println();
    hang("  ", "Why they may differ (" + String.join("; ", explanation.rows()) + "):");
    explanation.reasons().forEach(r -> hang("  - ", r));
    if (explanation.reasons().isEmpty()) {
      hang("  - ", Comparison.UNEXPLAINED);
    }
  }

  private void hang(String first, String text) {
    Text.hang(first, text, look.width()).forEach(out::println);
  }
}
