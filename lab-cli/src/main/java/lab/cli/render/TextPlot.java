package lab.cli.render;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import lab.cli.render.Look.Ink;
import lab.cli.render.Look.Sign;
import lab.stage.Plot;
import lab.stage.Plot.Point;
import lab.stage.Plot.Rule;
import lab.stage.Plot.Series;
import lab.stage.Tone;

/**
 * A plot: points by their series' glyph, each on a bar as long as its interval, rules dashed, the
 * cursor upright.
 */
final class TextPlot {
  private static final int SCALE = 10;

  private final Plot piece;
  private final Canvas canvas;
  private final Look look;
  private final DoubleSummaryStatistics xs;
  private final DoubleSummaryStatistics ys;
  private final int top;
  private final int lines;

  private TextPlot(Plot piece, Canvas canvas, int lines) {
    this.lines = lines;
    this.piece = piece;
    this.canvas = canvas;
    this.look = canvas.look();
    this.xs = points().mapToDouble(Point::x).filter(Double::isFinite).summaryStatistics();
    this.ys =
        DoubleStream.concat(
                points().flatMapToDouble(p -> DoubleStream.of(p.low(), p.y(), p.high())),
                piece.rules().stream().mapToDouble(Rule::y))
            .filter(Double::isFinite)
            .summaryStatistics();
    this.top = canvas.height();
  }

  /**
   * @param lines between the lowest and the highest value, both included
   */
  static void draw(Plot piece, Set<String> changed, Canvas canvas, int lines) {
    TextPlot plot = new TextPlot(piece, canvas, lines);
    if (plot.ys.getCount() == 0) {
      canvas.put(0, canvas.height(), "(no points yet)", Ink.FAINT);
      return;
    }
    plot.axes();
    plot.rules();
    plot.cursor();
    piece.series().forEach(plot::points);
    plot.legend(changed);
  }

  private Stream<Point> points() {
    return piece.series().stream().flatMap(s -> s.points().stream());
  }

  private int row(double y) {
    double up = Scaling.part(piece.yScale(), y, ys, 0.5);
    return top + 1 + (int) Math.round((1 - up) * (lines - 1));
  }

  private int column(double x) {
    double along = Scaling.part(piece.xScale(), x, xs, 0);
    return SCALE + 1 + (int) Math.round(along * (canvas.width() - SCALE - 2));
  }

  private void axes() {
    canvas.put(
        0, top, Text.clip(label(piece.yLabel(), piece.yScale()), canvas.width(), look.ellipsis()));
    for (int y = top + 1; y <= top + lines; y++) {
      canvas.put(SCALE, y, look.sign(Sign.VERTICAL), Ink.FAINT);
    }
    scale(ys.getMax());
    scale(ys.getMin());
    int bottom = top + lines + 1;
    canvas.put(SCALE, bottom, look.sign(Sign.BOTTOM_LEFT), Ink.FAINT);
    canvas.put(
        SCALE + 1, bottom, look.sign(Sign.HORIZONTAL, canvas.width() - SCALE - 1), Ink.FAINT);
    if (xs.getCount() > 0) {
      String from = TextRenderer.number(xs.getMin());
      String to = TextRenderer.number(xs.getMax());
      canvas.put(SCALE + 1, bottom + 1, from);
      int room = canvas.width() - SCALE - from.length() - to.length() - 5;
      canvas.put(
          SCALE + 3 + from.length(),
          bottom + 1,
          Text.clip(label(piece.xLabel(), piece.xScale()), room, look.ellipsis()));
      canvas.put(canvas.width() - to.length(), bottom + 1, to);
    }
  }

  private static String label(String text, Plot.Scale scale) {
    return Text.clean(text) + (scale == Plot.Scale.LOG ? ", log scale" : "");
  }

  private void scale(double y) {
    String number = TextRenderer.number(y);
    canvas.put(Math.max(0, SCALE - 1 - number.length()), row(y), Text.clip(number, SCALE - 1, ""));
  }

  private void rules() {
    for (Rule rule : piece.rules()) {
      if (!Double.isFinite(rule.y())) {
        continue;
      }
      int y = row(rule.y());
      canvas.put(SCALE + 1, y, look.sign(Sign.DASH, canvas.width() - SCALE - 1), Ink.of(Tone.WARN));
      String text = " %s %s ".formatted(rule.label(), TextRenderer.number(rule.y()));
      canvas.put(
          SCALE + 4,
          y,
          Text.clip(Text.clean(text), canvas.width() - SCALE - 6, look.ellipsis()),
          Ink.of(Tone.WARN));
    }
  }

  private void cursor() {
    if (xs.getCount() == 0 || piece.cursor() < xs.getMin() || piece.cursor() > xs.getMax()) {
      return;
    }
    for (int y = top + 1; y <= top + lines; y++) {
      canvas.put(column(piece.cursor()), y, look.sign(Sign.VERTICAL), Ink.FAINT);
    }
  }

  private void points(Series series) {
    List<Point> finite =
        series.points().stream()
            .filter(p -> Double.isFinite(p.x()) && Double.isFinite(p.y()))
            .toList();
    Ink ink = Ink.of(series.tone());
    for (int i = 0; i < finite.size(); i++) {
      Point point = finite.get(i);
      int x = column(point.x());
      if (series.kind() == Series.Kind.STEP && i + 1 < finite.size()) {
        int until = column(finite.get(i + 1).x());
        canvas.put(x, row(point.y()), look.sign(Sign.HORIZONTAL, until - x), ink);
      }
      if (series.kind() == Series.Kind.BAR) {
        for (int y = row(point.y()); y <= top + lines; y++) {
          canvas.put(x, y, look.fill(series.tone()), ink);
        }
        continue;
      }
      for (int y = row(point.high()); y <= row(point.low()) && point.low() < point.high(); y++) {
        canvas.put(x, y, look.sign(Sign.VERTICAL), ink);
      }
      if (series.kind() != Series.Kind.BAND) {
        canvas.put(x, row(point.y()), look.glyph(series.tone()), ink);
      }
    }
  }

  /** A single curve that is called what the axis is called needs none. */
  private void legend(Set<String> changed) {
    if (piece.series().size() == 1 && piece.series().getFirst().label().equals(piece.yLabel())) {
      return;
    }
    for (Series series : piece.series()) {
      boolean isNew = changed.contains(piece.key() + "/" + series.key());
      String last =
          series.points().isEmpty()
              ? "none yet"
              : TextRenderer.number(series.points().getLast().y());
      String text = "%s %s: %s".formatted(look.glyph(series.tone()), series.label(), last);
      canvas.put(
          SCALE + 1,
          canvas.height(),
          Text.clip(Text.clean(text), canvas.width() - SCALE - 2, look.ellipsis())
              + (isNew ? TextRenderer.CHANGED : ""),
          Ink.of(series.tone(), isNew));
    }
  }
}
