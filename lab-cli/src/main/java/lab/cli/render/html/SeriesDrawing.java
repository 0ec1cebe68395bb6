package lab.cli.render.html;

import java.util.List;
import lab.stage.Plot;
import lab.stage.Plot.Point;
import lab.stage.Plot.Series;
import lab.stage.Tone;

/**
 * A curve in its kind: line, steps, bars, dots or band. Whatever its kind, a point that is not
 * certain has a whisker from its low to its high. Series differ in the shape of their points too.
 */
final class SeriesDrawing {
  /** More points than that are a line only. */
  private static final int MOST_POINTS = 64;

  private SeriesDrawing() {}

  static void draw(Plot plot, Series series, Axis x, Axis y, Drawing drawing) {
    List<Point> points =
        series.points().stream()
            .filter(p -> Double.isFinite(p.x()) && Double.isFinite(p.y()))
            .toList();
    drawing.open(plot.key() + "/" + series.key(), series.tone(), "series", null);
    switch (series.kind()) {
      case LINE, STEP -> line(series, points, x, y, drawing);
      case BAR -> bars(series.tone(), points, x, y, drawing);
      case BAND -> band(points, x, y, drawing);
      case DOTS -> {}
    }
    boolean dots = series.kind() != Series.Kind.BAND && series.kind() != Series.Kind.BAR;
    for (Point p : points) {
      if (p.low() < p.high() && series.kind() != Series.Kind.BAND) {
        whisker(x.at(p.x()), y.at(p.low()), y.at(p.high()), drawing);
      }
      if (dots && (series.kind() == Series.Kind.DOTS || points.size() <= MOST_POINTS)) {
        point(series.tone(), x.at(p.x()), y.at(p.y()), drawing);
      }
    }
    drawing.close();
  }

  private static void line(Series series, List<Point> points, Axis x, Axis y, Drawing drawing) {
    Path path = new Path();
    double before = 0;
    for (Point p : points) {
      if (path.isEmpty()) {
        path.move(x.at(p.x()), y.at(p.y()));
      } else {
        if (series.kind() == Series.Kind.STEP) {
          path.line(x.at(p.x()), before);
        }
        path.line(x.at(p.x()), y.at(p.y()));
      }
      before = y.at(p.y());
    }
    if (series.kind() == Series.Kind.STEP && !path.isEmpty()) {
      path.line(x.to(), before);
    }
    if (!path.isEmpty()) {
      drawing.path("stroke", path);
    }
  }

  private static void bars(Tone tone, List<Point> points, Axis x, Axis y, Drawing drawing) {
    double wide = 40;
    for (int i = 1; i < points.size(); i++) {
      wide = Math.min(wide, Math.abs(x.at(points.get(i).x()) - x.at(points.get(i - 1).x())) * 0.8);
    }
    for (Point p : points) {
      double zero = y.scale() == Plot.Scale.LOG ? y.from() : y.at(0);
      double top = Math.min(y.at(p.y()), zero);
      double high = Math.max(1, Math.abs(zero - y.at(p.y())));
      drawing.area(tone, x.at(p.x()) - wide / 2, top, Math.max(4, wide), high, 0);
    }
  }

  private static void band(List<Point> points, Axis x, Axis y, Drawing drawing) {
    Path path = new Path();
    for (Point p : points) {
      if (path.isEmpty()) {
        path.move(x.at(p.x()), y.at(p.high()));
      } else {
        path.line(x.at(p.x()), y.at(p.high()));
      }
    }
    for (Point p : points.reversed()) {
      path.line(x.at(p.x()), y.at(p.low()));
    }
    if (!path.isEmpty()) {
      drawing.path("area band", path.end());
    }
  }

  private static void whisker(double x, double low, double high, Drawing drawing) {
    drawing.line("stroke", x, high, x, low);
    drawing.line("stroke", x - 4, high, x + 4, high);
    drawing.line("stroke", x - 4, low, x + 4, low);
  }

  /** A circle, diamond, square or triangle. */
  static void point(Tone tone, double x, double y, Drawing drawing) {
    double r = 4.5;
    switch (tone) {
      case A, IDLE, GONE -> drawing.circle("point", x, y, 4);
      case B ->
          drawing.path(
              "point",
              new Path()
                  .move(x, y - r - 1)
                  .line(x + r + 1, y)
                  .line(x, y + r + 1)
                  .line(x - r - 1, y)
                  .end());
      case BUSY, OK ->
          drawing.path(
              "point",
              new Path()
                  .move(x - r + 1, y - r + 1)
                  .line(x + r - 1, y - r + 1)
                  .line(x + r - 1, y + r - 1)
                  .line(x - r + 1, y + r - 1)
                  .end());
      case WARN, BAD ->
          drawing.path(
              "point", new Path().move(x, y - r).line(x + r, y + r).line(x - r, y + r).end());
    }
  }
}
