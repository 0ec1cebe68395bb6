package lab.cli.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import lab.cli.answer.Curves;
import lab.cli.answer.HostResult;
import lab.cli.answer.Score;
import lab.stage.Plot;
import lab.stage.Stage;
import lab.stage.Tone;

/** The curves of a series as a picture. */
public final class SweptPlot {
  private static final List<Tone> TONES = List.of(Tone.A, Tone.B, Tone.BUSY, Tone.OK);

  /** Points each at least so many times the one before are drawn on a log axis. */
  private static final double MULTIPLIED = 1.5;

  /** Values that far apart are drawn on a log axis: else the small ones lie on the ground. */
  private static final double WIDE = 20;

  private SweptPlot() {}

  /** As text, without colours: a report is also read in a pipe. */
  public static List<String> lines(HostResult.Swept swept, Look look) {
    return new TextRenderer(look).render(Stage.of(piece(swept)), Set.of());
  }

  public static Plot piece(HostResult.Swept swept) {
    Curves series = swept.series();
    List<Plot.Series> curves = new ArrayList<>();
    for (Curves.Predicted said : series.predicted()) {
      series.curve(said.of()).flatMap(c -> line(said, c, curves.size())).ifPresent(curves::add);
    }
    for (int i = 0; i < series.curves().size(); i++) {
      Curves.Curve line = series.curves().get(i);
      String label = line.label().isEmpty() ? swept.claim() : line.label();
      curves.add(
          new Plot.Series(
              "curve" + i,
              label,
              TONES.get(i % TONES.size()),
              line.points().stream().map(SweptPlot::point).toList()));
    }
    String unit = series.curves().getFirst().points().getFirst().score().unit();
    // Nobody has chosen a point: the cursor stands before the first.
    int nowhere = series.points().getFirst() - 1;
    return new Plot(
        "series",
        "",
        axis(series),
        unit,
        multiplies(series.points()) ? Plot.Scale.LOG : Plot.Scale.LINEAR,
        wide(curves) ? Plot.Scale.LOG : Plot.Scale.LINEAR,
        curves,
        List.of(),
        nowhere,
        Optional.empty());
  }

  /** A parameter that is named after its unit needs no unit. */
  private static String axis(Curves series) {
    return series.parameter().equalsIgnoreCase(series.unit())
        ? series.unit()
        : series.parameter() + ", " + series.unit();
  }

  /** Points of which each is a multiple of the one before lie evenly on a log axis. */
  private static boolean multiplies(List<Integer> points) {
    int growing = 0;
    for (int i = 1; i < points.size(); i++) {
      growing += points.get(i) >= MULTIPLIED * points.get(i - 1) ? 1 : 0;
    }
    return points.getFirst() > 0 && points.size() > 1 && growing == points.size() - 1;
  }

  private static boolean wide(List<Plot.Series> curves) {
    DoubleSummaryStatistics all =
        curves.stream()
            .flatMap(c -> c.points().stream())
            .mapToDouble(Plot.Point::y)
            .summaryStatistics();
    return all.getMin() > 0 && all.getMax() >= WIDE * all.getMin();
  }

  /**
   * The model's costs in the unit of what was measured; nothing if they do not meet it. What is
   * fitted to both ends says nothing of two points.
   */
  private static Optional<Plot.Series> line(Curves.Predicted said, Curves.Curve measured, int n) {
    List<Curves.Predicted.Point> points =
        said.points().stream()
            .filter(p -> Double.isFinite(p.cost()))
            .sorted(Comparator.comparingInt(Curves.Predicted.Point::x))
            .toList();
    Curves.At first = measured.points().getFirst();
    Curves.At last = measured.points().getLast();
    OptionalDouble from = at(points, first.x());
    OptionalDouble to = at(points, last.x());
    boolean asked = said.fit().equals("fitted");
    if (from.isEmpty() || to.isEmpty() || (asked && measured.points().size() < 3)) {
      return Optional.empty();
    }
    boolean fitted = asked && from.getAsDouble() != to.getAsDouble();
    double start = first.score().median();
    double factor =
        fitted
            ? (last.score().median() - start) / (to.getAsDouble() - from.getAsDouble())
            : start / from.getAsDouble();
    List<Plot.Point> drawn =
        points.stream()
            .map(p -> new Plot.Point(p.x(), start + factor * (p.cost() - from.getAsDouble())))
            .toList();
    String how = fitted ? ", fitted to both ends" : ", scaled to the first point";
    return Optional.of(
        new Plot.Series(
            "predicted" + n, said.label() + how, Tone.GONE, Plot.Series.Kind.LINE, drawn));
  }

  private static OptionalDouble at(List<Curves.Predicted.Point> points, int x) {
    return points.stream()
        .filter(p -> p.x() == x)
        .mapToDouble(Curves.Predicted.Point::cost)
        .findFirst();
  }

  private static Plot.Point point(Curves.At at) {
    Score s = at.score();
    return new Plot.Point(at.x(), s.median(), s.low(), s.high());
  }
}
