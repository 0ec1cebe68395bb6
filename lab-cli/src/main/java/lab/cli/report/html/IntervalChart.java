package lab.cli.report.html;

import java.util.List;
import java.util.Locale;
import lab.cli.render.html.Html;
import lab.cli.render.html.Palette;
import lab.stage.Tone;

/**
 * Intervals on one axis, one below the other: a bar from low to high with a line at the middle, and
 * a dot for every sample. Places along the axis are percents, so that it fits any width and its
 * text keeps its size.
 */
final class IntervalChart {
  private static final int HEIGHT = 26;

  /** Places along the axis that dots can have. */
  private static final int FINE = 2000;

  private final Html html;
  private final Scale scale;

  IntervalChart(Html html, Scale scale) {
    this.html = html;
    this.scale = scale;
  }

  /**
   * A bar.
   *
   * @param name what it is of
   * @param words its numbers, as text
   * @param samples may be empty
   */
  record Bar(
      String name,
      String words,
      double low,
      double middle,
      double high,
      List<Double> samples,
      Tone tone) {}

  /** All bars, then the axis. */
  void write(String title, String description, List<Bar> bars, String axis) {
    html.open("figure", "class", "chart");
    html.leaf("figcaption", description);
    bars.forEach(bar -> row(title, bar));
    axis(axis);
    html.close();
  }

  private void row(String title, Bar bar) {
    html.open("div", "class", "bar " + Palette.classOf(bar.tone()));
    html.open("p").leaf("span", bar.name()).text(" ").leaf("strong", bar.words()).close();
    html.open(
        "svg",
        "class",
        "track",
        "role",
        "img",
        "width",
        "100%",
        "height",
        Integer.toString(HEIGHT));
    html.leaf("title", title + ": " + bar.name());
    html.leaf("desc", bar.words());
    scale.ticks().forEach(t -> line("tick", scale.at(t), 0, HEIGHT));
    html.empty(
        "rect",
        "class",
        "interval",
        "x",
        percent(scale.at(bar.low())),
        "y",
        "4",
        "width",
        percent(scale.at(bar.high()) - scale.at(bar.low())),
        "height",
        Integer.toString(HEIGHT - 8));
    dots(bar.samples());
    line("middle", scale.at(bar.middle()), 1, HEIGHT - 1);
    html.close().close();
  }

  /**
   * All samples as one path of strokes that have no length and round ends: hundreds of circles
   * would be most of the file. It is stretched to the width, its strokes are not. Samples at one
   * place are one dot: a run may have thousands.
   */
  private void dots(List<Double> samples) {
    if (samples.isEmpty()) {
      return;
    }
    StringBuilder path = new StringBuilder();
    samples.stream()
        .mapToLong(s -> Math.round(scale.at(s) * FINE / 100))
        .sorted()
        .distinct()
        .forEach(x -> path.append('M').append(x).append(' ').append(HEIGHT / 2).append("h0"));
    html.open(
        "svg",
        "class",
        "dots",
        "width",
        "100%",
        "height",
        Integer.toString(HEIGHT),
        "viewBox",
        "0 0 %d %d".formatted(FINE, HEIGHT),
        "preserveAspectRatio",
        "none");
    html.empty("path", "d", path.toString(), "vector-effect", "non-scaling-stroke");
    html.close();
  }

  private void line(String type, double at, int from, int to) {
    html.empty(
        "line",
        "class",
        type,
        "x1",
        percent(at),
        "x2",
        percent(at),
        "y1",
        Integer.toString(from),
        "y2",
        Integer.toString(to));
  }

  private void axis(String label) {
    html.open("svg", "class", "axis", "aria-hidden", "true", "width", "100%", "height", "20");
    for (double tick : scale.ticks()) {
      double at = scale.at(tick);
      String anchor = at < 4 ? "start" : at > 96 ? "end" : "middle";
      html.leaf("text", Scale.label(tick), "x", percent(at), "y", "14", "text-anchor", anchor);
    }
    html.close();
    html.leaf("p", label + (scale.log() ? " (logarithmic axis)" : ""), "class", "axis-label");
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f%%", value);
  }
}
