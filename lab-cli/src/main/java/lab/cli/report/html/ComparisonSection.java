package lab.cli.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lab.cli.render.html.Html;
import lab.cli.report.compare.Comparison;
import lab.cli.report.compare.Comparison.Differs;
import lab.cli.report.html.IntervalChart.Bar;
import lab.cli.report.kept.Estimate;
import lab.stage.Tone;

/** Runs of one experiment side by side: what differs first, then why it may. */
final class ComparisonSection {
  private final Html html;
  private final Comparison comparison;

  ComparisonSection(Html html, Comparison comparison) {
    this.html = html;
    this.comparison = comparison;
  }

  void write() {
    html.open("section", "class", "comparison");
    html.leaf("h2", "Compared: " + comparison.id());
    html.open("dl", "class", "facts");
    for (Comparison.Side side : comparison.sides()) {
      html.leaf("dt", side.name());
      html.leaf(
          "dd",
          "%s%s, %s"
              .formatted(
                  side.run(), side.label().map(l -> " (" + l + ")").orElse(""), side.machine()));
    }
    html.close();
    html.leaf("p", comparison.counts());
    rows(Differs.WORD);
    rows(Differs.SIZE);
    comparison.explanations().forEach(this::explanation);
    rows(Differs.SAME);
    rows(Differs.NOT_COMPARABLE);
    html.close();
  }

  private void rows(Differs differs) {
    List<Comparison.Row> rows =
        comparison.rows().stream().filter(r -> r.differs() == differs).toList();
    if (!rows.isEmpty()) {
      String words = differs.words();
      html.leaf("h3", words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
      rows.forEach(this::row);
    }
  }

  private void row(Comparison.Row row) {
    html.open("article", "class", "card");
    html.leaf("h4", row.label());
    row.why().ifPresent(why -> html.leaf("p", why, "class", "second"));
    html.open("div", "class", "sides");
    for (int i = 0; i < row.cells().size(); i++) {
      side(comparison.sides().get(i).name(), row.cells().get(i));
    }
    html.close();
    chart(row);
    row.noise().ifPresent(n -> html.leaf("p", "Is it noise? " + n));
    html.close();
  }

  private void side(String name, Optional<Comparison.Cell> cell) {
    html.open("div", "class", "side").leaf("strong", name + " ");
    if (cell.isEmpty()) {
      html.text("no such row");
    } else {
      Tag.write(html, cell.get().word());
      html.text(" " + cell.get().machine());
      cell.get().scores().ifPresent(s -> html.leaf("p", s, "class", "second"));
    }
    html.close();
  }

  /** One axis for all sides. */
  private void chart(Comparison.Row row) {
    List<Bar> bars = new ArrayList<>();
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < row.cells().size(); i++) {
      Optional<Estimate> estimate = row.cells().get(i).flatMap(Comparison.Cell::estimate);
      if (estimate.isPresent()) {
        Estimate e = estimate.get();
        // Percents, as the words beside the bar have them.
        double unit = e.kind() == Estimate.Kind.SHARE ? 100 : 1;
        bars.add(
            new Bar(
                comparison.sides().get(i).name(),
                "%s (%s)".formatted(e.words(), e.interval()),
                unit * e.low(),
                unit * e.middle(),
                unit * e.high(),
                List.of(),
                i % 2 == 0 ? Tone.A : Tone.B));
        all.addAll(List.of(unit * e.low(), unit * e.middle(), unit * e.high()));
      }
    }
    if (bars.size() < 2 || row.differs() == Differs.NOT_COMPARABLE) {
      return;
    }
    boolean shares = kind(row) == Estimate.Kind.SHARE;
    Scale scale =
        shares ? Scale.ofShares(all) : Scale.of(bars.stream().map(Bar::middle).toList(), all);
    new IntervalChart(html, scale)
        .write(
            row.label(),
            shares
                ? "Share of samples that break the claim, with Wilson's 95 % interval; 0 stands at"
                    + " the left end."
                : "How many times as much the one costs as the other, by the ends of their 95 %"
                    + " intervals.",
            bars,
            shares ? "% of samples" : "times");
  }

  private static Estimate.Kind kind(Comparison.Row row) {
    return row.cells().stream()
        .flatMap(Optional::stream)
        .flatMap(c -> c.estimate().stream())
        .map(Estimate::kind)
        .findFirst()
        .orElse(Estimate.Kind.RATIO);
  }

  /** The likeliest reason is read at once; the others are a list below it. */
  private void explanation(Comparison.Explanation explanation) {
    html.open("div", "class", "why card");
    html.leaf("h3", "Why they may differ");
    html.leaf("p", String.join("; ", explanation.rows()), "class", "second");
    html.leaf("p", explanation.reasons().stream().findFirst().orElse(Comparison.UNEXPLAINED));
    if (explanation.reasons().size() > 1) {
      html.leaf("p", "It may also be:", "class", "second");
      html.open("ul");
      explanation.reasons().stream().skip(1).forEach(r -> html.leaf("li", r));
      html.close();
    }
    html.close();
  }
}
