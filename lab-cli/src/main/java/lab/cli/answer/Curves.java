package lab.cli.answer;

import java.util.List;
import java.util.Optional;

/**
 * Scores over an axis.
 *
 * @param parameter what was swept
 * @param unit what the parameter counts, as in {@code frames for each doorbell}
 * @param points the values that were asked for, ascending
 */
public record Curves(String parameter, String unit, List<Integer> points, List<Curve> curves) {
  public Curves {
    points = List.copyOf(points);
    curves = List.copyOf(curves);
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

  /** The curve of that label. */
  public Optional<Curve> curve(String label) {
    return curves.stream().filter(c -> c.label().equals(label)).findFirst();
  }
}
