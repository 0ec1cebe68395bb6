package lab.cli.render;

import java.util.DoubleSummaryStatistics;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import lab.cli.render.Look.Ink;
import lab.cli.render.Look.Sign;
import lab.stage.Piece.Plot;
import lab.stage.Piece.Point;
import lab.stage.Piece.Rule;
import lab.stage.Piece.Series;
import lab.stage.Tone;

/**
 * A plot of ten lines: points by their series' glyph, each on a bar as long as its interval, rules
 * dashed, the cursor upright.
 */
final class TextPlot {
  private static final int LINES = 10;
  private static final int SCALE = 10;

  private final Plot piece;
  private final Canvas canvas;
  private final Look look;
  private final DoubleSummaryStatistics xs;
  private final DoubleSummaryStatistics ys;
  private final int top;

  private TextPlot(Plot piece, Canvas canvas) {
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

  static void draw(Plot piece, Set<String> changed, Canvas canvas) {
    TextPlot plot = new TextPlot(piece, canvas);
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
    double span = ys.getMax() - ys.getMin();
    double up = span == 0 ? 0.5 : (y - ys.getMin()) / span;
    return top + 1 + (int) Math.round((1 - up) * (LINES - 1));
  }

  private int column(double x) {
    double span = xs.getMax() - xs.getMin();
    double along = span == 0 ? 0 : (x - xs.getMin()) / span;
    return SCALE + 1 + (int) Math.round(along * (canvas.width() - SCALE - 2));
  }

  private void axes() {
    canvas.put(0, top, Text.clip(Text.clean(piece.yLabel()), canvas.width(), look.ellipsis()));
    for (int y = top + 1; y <= top + LINES; y++) {
      canvas.put(SCALE, y, look.sign(Sign.VERTICAL), Ink.FAINT);
    }
    scale(ys.getMax());
    scale(ys.getMin());
    int bottom = top + LINES + 1;
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
          Text.clip(Text.clean(piece.xLabel()), room, look.ellipsis()));
      canvas.put(canvas.width() - to.length(), bottom + 1, to);
    }
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
    for (int y = top + 1; y <= top + LINES; y++) {
      canvas.put(column(piece.cursor()), y, look.sign(Sign.VERTICAL), Ink.FAINT);
    }
  }

  private void points(Series series) {
    for (Point point : series.points()) {
      if (Double.isFinite(point.x()) && Double.isFinite(point.y())) {
        for (int y = row(point.high()); y <= row(point.low()) && point.low() < point.high(); y++) {
          canvas.put(column(point.x()), y, look.sign(Sign.VERTICAL), Ink.of(series.tone()));
        }
        canvas.put(
            column(point.x()), row(point.y()), look.glyph(series.tone()), Ink.of(series.tone()));
      }
    }
  }

  private void legend(Set<String> changed) {
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
