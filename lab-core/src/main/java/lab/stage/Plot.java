package lab.stage;

import java.util.List;
import java.util.Optional;

/**
 * Values over an axis. Points have ascending x.
 *
 * @param cursor where the picture is now, on the x axis
 * @param control the range that the cursor is the handle of, if it is one
 */
public record Plot(
    String key,
    String title,
    String xLabel,
    String yLabel,
    Scale xScale,
    Scale yScale,
    List<Series> series,
    List<Rule> rules,
    double cursor,
    Optional<String> control)
    implements Piece {
  public Plot {
    series = List.copyOf(series);
    rules = List.copyOf(rules);
  }

  /** Lines over linear axes, and a cursor that nobody drags. */
  public Plot(
      String key,
      String title,
      String xLabel,
      String yLabel,
      List<Series> series,
      List<Rule> rules,
      double cursor) {
    this(
        key,
        title,
        xLabel,
        yLabel,
        Scale.LINEAR,
        Scale.LINEAR,
        series,
        rules,
        cursor,
        Optional.empty());
  }

  /** LOG draws what is not above 0 at its lower end. */
  public enum Scale {
    LINEAR,
    LOG
  }

  /** A curve of a plot. */
  public record Series(String key, String label, Tone tone, Kind kind, List<Point> points) {
    public Series {
      points = List.copyOf(points);
    }

    public Series(String key, String label, Tone tone, List<Point> points) {
      this(key, label, tone, Kind.LINE, points);
    }

    /** How the points are drawn. */
    public enum Kind {
      LINE,
      /** The value holds until the next point. */
      STEP,
      /** From the lower end of the axis up to the value. */
      BAR,
      DOTS,
      /** The area between the low and the high of the points. */
      BAND
    }
  }

  /** A point of a plot, and how sure it is: {@code y} lies from {@code low} to {@code high}. */
  public record Point(double x, double y, double low, double high) {
    /** A point that is what it is. */
    public Point(double x, double y) {
      this(x, y, y, y);
    }
  }

  /** A horizontal rule of a plot, such as a threshold. */
  public record Rule(String key, String label, double y) {}
}
