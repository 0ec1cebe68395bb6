package lab.cli.answer;

import java.util.List;
import java.util.Optional;
import lab.room.Series;

/**
 * Scores over an axis.
 *
 * @param parameter what was swept
 * @param unit what the parameter counts, as in {@code frames for each doorbell}
 * @param points the values that were asked for, ascending
 * @param predicted what the model said of the curves; none in runs of earlier labs
 */
public record Curves(
    String parameter,
    String unit,
    List<Integer> points,
    List<Curve> curves,
    List<Predicted> predicted) {
  public Curves {
    points = List.copyOf(points);
    curves = List.copyOf(curves);
    predicted = predicted == null ? List.of() : List.copyOf(predicted);
  }

  /** Without a model's word. */
  public Curves(String parameter, String unit, List<Integer> points, List<Curve> curves) {
    this(parameter, unit, points, curves, List.of());
  }

  /**
   * One curve.
   *
   * @param label empty if it is the only one
   * @param points what was measured, in ascending order
   */
  public record Curve(String label, List<At> points) {
    public Curve {
      points = List.copyOf(points);
    }
  }

  /** The score at a point of the axis, and what was run there. */
  public record At(int x, Score score, List<String> command, List<String> notes) {
    public At {
      command = List.copyOf(command);
      notes = List.copyOf(notes);
    }
  }

  /**
   * What the model said of a curve, in a unit of its own.
   *
   * @param of the label of that curve
   * @param fit {@code scaled} or {@code fitted}, as in {@link lab.room.Predicted.Fit}
   */
  public record Predicted(String label, String of, String fit, List<Point> points) {
    public Predicted {
      points = List.copyOf(points);
    }

    /** A point of the axis, and its cost in the model's unit. */
    public record Point(int x, double cost) {}
  }

  /** What a point is called, as {@link Series#label} has it. */
  public String label(Curve curve, At point) {
    return Series.label(parameter, curve.label(), point.x());
  }

  /** The curve of that label. */
  public Optional<Curve> curve(String label) {
    return curves.stream().filter(c -> c.label().equals(label)).findFirst();
  }
}
