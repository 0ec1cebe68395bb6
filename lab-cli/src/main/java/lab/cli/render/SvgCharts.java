package lab.cli.render;

import java.util.DoubleSummaryStatistics;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import lab.stage.Piece;
import lab.stage.Plot;
import lab.stage.Tone;

/** The two primitives with a time or value axis, as SVG. Both return the y below themselves. */
final class SvgCharts {
  private static final int LANE = 34;
  private static final int LEFT = 90;
  private static final int HEIGHT = 160;

  private SvgCharts() {}

  static int lanes(Svg svg, Piece.Lanes piece, Set<String> changed, int top) {
    int units = Math.max(1, Math.max(piece.end(), piece.now() + 1));
    double unit = (double) (SvgRenderer.WIDTH - LEFT) / units;
    int y = top;
    for (Piece.Lane lane : piece.lanes()) {
      svg.text(
          0, y + 19, Text.clip(Text.clean(lane.label()), LEFT / Svg.CHARACTER - 1, "…"), "lane");
      svg.line(LEFT, y + LANE - 4, SvgRenderer.WIDTH, y + LANE - 4, Tone.IDLE, false, false);
      for (Piece.Span span : lane.spans()) {
        String key = piece.key() + "/" + lane.key() + "/" + span.key();
        int from = LEFT + (int) (span.from() * unit);
        int to = LEFT + (int) (span.to() * unit);
        svg.box(
            key,
            from,
            y + 2,
            Math.max(2, to - from - 2),
            24,
            span.label(),
            span.tone(),
            " span" + SvgRenderer.mark(changed, key));
      }
      y += LANE;
    }
    for (Piece.Message message : piece.messages()) {
      double from = LEFT + (message.sent() + 0.5) * unit;
      double to = LEFT + (Math.max(message.arrives(), message.sent()) + 0.5) * unit;
      double y1 = top + lane(piece, message.fromLane()) * LANE + 15.0;
      double y2 = top + lane(piece, message.toLane()) * LANE + 15.0;
      if (message.lost()) {
        // A lost message ends half-way.
        to = (from + to) / 2;
        y2 = (y1 + y2) / 2;
      }
      String key = piece.key() + "/" + message.key();
      svg.open(
          "g",
          "class",
          "message" + (message.lost() ? " lost" : "") + SvgRenderer.mark(changed, key),
          "data-key",
          key);
      svg.line(
          from,
          y1,
          to,
          y2,
          message.lost() ? Tone.GONE : Tone.BUSY,
          !message.lost(),
          message.lost());
      String label = message.lost() ? message.label() + " ✗" : message.label();
      svg.text((int) ((from + to) / 2) + 4, (int) ((y1 + y2) / 2), label, "label");
      svg.close("g");
    }
    double now = LEFT + piece.now() * unit;
    svg.line(now, top, now, y, Tone.BAD, false, true);
    return y;
  }

  private static int lane(Piece.Lanes piece, String key) {
    for (int i = 0; i < piece.lanes().size(); i++) {
      if (piece.lanes().get(i).key().equals(key)) {
        return i;
      }
    }
    return 0;
  }

  static int plot(Svg svg, Plot piece, Set<String> changed, int top) {
    DoubleSummaryStatistics xs = finite(points(piece).mapToDouble(Plot.Point::x));
    DoubleSummaryStatistics ys =
        finite(
            DoubleStream.concat(
                points(piece).flatMapToDouble(p -> DoubleStream.of(p.low(), p.y(), p.high())),
                piece.rules().stream().mapToDouble(Plot.Rule::y)));
    int bottom = top + HEIGHT + Svg.LINE;
    svg.text(0, top + 14, Text.clip(Text.clean(piece.yLabel()), 60, "…"), "axis");
    if (ys.getCount() == 0) {
      svg.text(LEFT, top + 2 * Svg.LINE, "no points yet", "axis");
      return bottom;
    }
    Scale x = new Scale(xs, LEFT, SvgRenderer.WIDTH - 10.0);
    Scale y = new Scale(ys, bottom - 2.0, top + Svg.LINE + 4.0);
    svg.line(LEFT, top + Svg.LINE, LEFT, bottom, Tone.IDLE, false, false);
    svg.line(LEFT, bottom, SvgRenderer.WIDTH, bottom, Tone.IDLE, false, false);
    svg.text(0, top + Svg.LINE + 12, TextRenderer.number(ys.getMax()), "scale");
    svg.text(0, bottom, TextRenderer.number(ys.getMin()), "scale");
    if (xs.getCount() > 0) {
      String label =
          "%s … %s  %s"
              .formatted(
                  TextRenderer.number(xs.getMin()),
                  TextRenderer.number(xs.getMax()),
                  piece.xLabel());
      svg.text(LEFT, bottom + 16, label, "axis");
      double cursor = x.at(Math.max(xs.getMin(), Math.min(xs.getMax(), piece.cursor())));
      svg.line(cursor, top + Svg.LINE, cursor, bottom, Tone.BUSY, false, true);
    }
    for (Plot.Rule rule : piece.rules()) {
      if (Double.isFinite(rule.y())) {
        svg.line(LEFT, y.at(rule.y()), SvgRenderer.WIDTH, y.at(rule.y()), Tone.WARN, false, true);
        String text = rule.label() + " " + TextRenderer.number(rule.y());
        svg.text(LEFT + 6, (int) y.at(rule.y()) - 3, text, "rule");
      }
    }
    int legend = bottom + 16;
    for (Plot.Series series : piece.series()) {
      String key = piece.key() + "/" + series.key();
      StringBuilder path = new StringBuilder();
      for (Plot.Point p : series.points()) {
        if (Double.isFinite(p.x()) && Double.isFinite(p.y())) {
          path.append(path.isEmpty() ? "M" : "L")
              .append(Svg.round(x.at(p.x())))
              .append(' ')
              .append(Svg.round(y.at(p.y())));
          if (p.low() < p.high()) {
            svg.line(
                x.at(p.x()),
                y.at(p.low()),
                x.at(p.x()),
                y.at(p.high()),
                series.tone(),
                false,
                false);
          }
        }
      }
      String classes = "series " + Svg.classes(series.tone()) + SvgRenderer.mark(changed, key);
      if (!path.isEmpty()) {
        svg.empty(
            "path",
            "d",
            path,
            "class",
            classes,
            "data-key",
            key,
            "fill",
            "none",
            "stroke",
            Svg.dark(series.tone()),
            "stroke-width",
            2);
      }
      legend += Svg.LINE + 4;
      svg.box(key, LEFT, legend - 14, 300, Svg.LINE, series.label(), series.tone(), " legend");
    }
    return legend + 8;
  }

  private static Stream<Plot.Point> points(Plot piece) {
    return piece.series().stream().flatMap(s -> s.points().stream());
  }

  private static DoubleSummaryStatistics finite(DoubleStream values) {
    return values.filter(Double::isFinite).summaryStatistics();
  }

  /** Maps values between two ends of an axis; a single value lies in the middle. */
  private record Scale(DoubleSummaryStatistics values, double from, double to) {
    double at(double value) {
      double span = values.getMax() - values.getMin();
      return from + (span == 0 ? 0.5 : (value - values.getMin()) / span) * (to - from);
    }
  }
}
