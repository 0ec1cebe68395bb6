package lab.cli.render;

import java.util.DoubleSummaryStatistics;
import lab.stage.Plot.Scale;

/** Where on an axis a value lies. */
public final class Scaling {
  private Scaling() {}

  /**
   * The part of the axis below the value, 0 to 1.
   *
   * @param values what the axis reaches over
   * @param single where a value lies that is the only one
   */
  public static double part(
      Scale scale, double value, DoubleSummaryStatistics values, double single) {
    double low = values.getMin();
    double high = values.getMax();
    // Without a positive value there is no logarithm to draw by.
    if (scale == Scale.LOG && high > 0) {
      double least = low > 0 ? low : Math.min(1, high / 1000);
      return part(Math.log(Math.max(value, least)), Math.log(least), Math.log(high), single);
    }
    return part(value, low, high, single);
  }

  private static double part(double value, double low, double high, double single) {
    return high == low ? single : (value - low) / (high - low);
  }
}
