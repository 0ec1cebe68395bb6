package lab.cli.render.html;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import lab.cli.render.Text;
import lab.stage.Numbers;
import lab.stage.Plot;
import lab.stage.Plot.Point;
import lab.stage.Plot.Rule;
import lab.stage.Plot.Scale;
import lab.stage.Plot.Series;
import lab.stage.Tone;

/** Axes, rules and cursor of a plot; its series are drawn by {@link SeriesDrawing}. */
final class PlotDrawing {
  private static final double HIGH = 220;
  private static final double TOP = 26;

  private final Plot piece;
  private final Drawing drawing;
  private final double width;
  private final DoubleSummaryStatistics xs;
  private final DoubleSummaryStatistics ys;

  private PlotDrawing(Plot piece, Drawing drawing, double width) {
    this.piece = piece;
    this.drawing = drawing;
    this.width = width;
    this.xs = finite(points().mapToDouble(Point::x));
    DoubleStream ends = points().flatMapToDouble(p -> DoubleStream.of(p.low(), p.y(), p.high()));
    this.ys = finite(DoubleStream.concat(ends, piece.rules().stream().mapToDouble(Rule::y)));
    if (piece.series().stream().anyMatch(s -> s.kind() == Series.Kind.BAR)
        && piece.yScale() == Scale.LINEAR) {
      // A bar says how much by its length: from 0.
      ys.accept(0);
    }
  }

  static void draw(Plot piece, Drawing drawing, double width) {
    new PlotDrawing(piece, drawing, width).draw();
  }

  private void draw() {
    label(0, 16, piece.yLabel(), piece.yScale(), "start");
    if (ys.getCount() == 0 || xs.getCount() == 0) {
      drawing.text(0, TOP + 24, "no points yet", "small second", "start");
      return;
    }
    double foot = TOP + HIGH;
    Axis y = Axis.of(piece.yScale(), ys, foot, TOP + 4);
    List<Double> levels = y.ticks(5);
    double left = 12;
    for (double level : levels) {
      left = Math.max(left, Measure.small(Numbers.text(level)) + 10);
    }
    left = Math.min(left, width / 3);
    double margin = bars() ? 26 : 10;
    Axis x = Axis.of(piece.xScale(), xs, left + margin, width - margin);
    for (double level : levels) {
      drawing.line("grid", left, y.at(level), width, y.at(level));
      String number = Measure.fitSmall(Numbers.text(level), left);
      drawing.text(left - 6, y.at(level) + 4, number, "small second", "end");
    }
    drawing.line("axis", left, foot, width, foot);
    numbers(x, foot);
    label(width, foot + 40, piece.xLabel(), piece.xScale(), "end");
    double legend = foot + 56;
    // Areas first: no curve is hidden by one.
    for (boolean areas : new boolean[] {true, false}) {
      for (Series series : piece.series()) {
        if (isArea(series) == areas) {
          SeriesDrawing.draw(piece, series, x, y, drawing);
        }
      }
    }
    for (Series series : piece.series()) {
      legend = legend(series, legend);
    }
    for (Rule rule : piece.rules()) {
      rule(rule, left, y);
    }
    cursor(x, foot);
  }

  private static boolean isArea(Series series) {
    return series.kind() == Series.Kind.BAR || series.kind() == Series.Kind.BAND;
  }

  private boolean bars() {
    return piece.series().stream().anyMatch(s -> s.kind() == Series.Kind.BAR);
  }

  private void label(double x, double y, String text, Scale scale, String anchor) {
    String label = Text.clean(text) + (scale == Scale.LOG ? ", log scale" : "");
    drawing.text(x, y, Measure.fitSmall(label, width), "small ink", anchor);
  }

  private void numbers(Axis x, double foot) {
    double free = Double.NEGATIVE_INFINITY;
    for (double tick : x.ticks((int) Math.max(2, width / 70))) {
      String number = Numbers.text(tick);
      double half = Measure.small(number) / 2;
      double at = Math.clamp(x.at(tick), half, Math.max(half, width - half));
      if (at - half > free) {
        drawing.line("axis", x.at(tick), foot, x.at(tick), foot + 4);
        drawing.text(at, foot + 19, number, "small second", "middle");
        free = at + half + 8;
      }
    }
  }

  private void rule(Rule rule, double left, Axis y) {
    if (!Double.isFinite(rule.y())) {
      return;
    }
    drawing.open(piece.key() + "/" + rule.key(), Tone.WARN, "rule", null);
    drawing.line("stroke", left, y.at(rule.y()), width, y.at(rule.y()));
    String text = Text.clean(rule.label()) + " " + Numbers.text(rule.y());
    double above = y.at(rule.y()) - 6;
    drawing.text(
        width - 4,
        above < TOP + 8 ? y.at(rule.y()) + 16 : above,
        Measure.fitSmall(text, width - left - 8),
        "small halo",
        "end");
    drawing.close();
  }

  /** Where the picture is now; a page puts its handle there if it is that of a control. */
  private void cursor(Axis x, double foot) {
    double at = piece.cursor();
    if (Double.isNaN(at) || at < xs.getMin() || at > xs.getMax()) {
      return;
    }
    drawing.open(piece.key() + "/cursor", Tone.IDLE, "cursor", null);
    drawing.line("now", x.at(at), TOP, x.at(at), foot);
    if (piece.control().isPresent()) {
      drawing.circle("handle", x.at(at), foot, 8);
      drawing.reach(foot + 10);
    }
    drawing.close();
  }

  private double legend(Series series, double y) {
    String last =
        series.points().isEmpty() ? "none yet" : Numbers.text(series.points().getLast().y());
    String key = piece.key() + "/" + series.key();
    drawing.open(key + "/legend", series.tone(), "legend" + drawing.scene().mark(key), null);
    if (isArea(series)) {
      drawing.area(series.tone(), 0, y - 2, 22, 16, 3);
    } else {
      drawing.line("stroke", 0, y + 6, 22, y + 6);
      SeriesDrawing.point(series.tone(), 11, y + 6, drawing);
    }
    String text = Text.clean(series.label()) + ": " + last;
    drawing.text(30, y + 11, Measure.fitSmall(text, width - 30), "small ink", "start");
    drawing.close();
    return y + 24;
  }

  private Stream<Point> points() {
    return piece.series().stream().flatMap(s -> s.points().stream());
  }

  private static DoubleSummaryStatistics finite(DoubleStream values) {
    return values.filter(Double::isFinite).summaryStatistics();
  }
}
