package lab.cli.ask;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A median and how sure it is.
 *
 * <p>The estimate is the median of the forks' medians: a mean, or a median of all windows together,
 * would let the fork that was compiled differently, or the window that lost its CPU, speak for the
 * others. The interval is the middle 95 % of the same estimate over resamples, first of the forks
 * and then of the windows within each fork (a two-stage bootstrap), since windows of one fork agree
 * with each other more than forks do. With two forks it spans at least both their medians: as wide
 * as it should be, for two is few.
 *
 * @param low lower end, never above the median
 * @param high upper end, never below the median
 */
public record Interval(double median, double low, double high) {
  private static final int RESAMPLES = 2000;
  private static final double TAIL = 0.025;

  /** Fixed, so that the same samples always give the same interval. */
  private static final long SEED = 20_261_120;

  /**
   * @param forks windows by fork, none of them empty, at least one fork
   */
  public static Interval of(List<double[]> forks) {
    double median = estimate(forks);
    SplittableRandom random = new SplittableRandom(SEED);
    double[] estimates = new double[RESAMPLES];
    double[] medians = new double[forks.size()];
    for (int i = 0; i < RESAMPLES; i++) {
      for (int f = 0; f < medians.length; f++) {
        medians[f] = median(resample(forks.get(random.nextInt(forks.size())), random));
      }
      estimates[i] = median(medians.clone());
    }
    Arrays.sort(estimates);
    int tail = (int) (RESAMPLES * TAIL);
    return new Interval(
        median,
        Math.min(median, estimates[tail]),
        Math.max(median, estimates[RESAMPLES - 1 - tail]));
  }

  private static double estimate(List<double[]> forks) {
    return median(forks.stream().mapToDouble(f -> median(f.clone())).toArray());
  }

  private static double[] resample(double[] windows, SplittableRandom random) {
    double[] drawn = new double[windows.length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = windows[random.nextInt(windows.length)];
    }
    return drawn;
  }

  /** Sorts its argument. */
  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
