package lab.cli.answer;

import java.util.List;
import java.util.Optional;

/**
 * A measured number with its spread.
 *
 * @param unit of the numbers, as in {@code ns/op}
 * @param moreIsBetter whether a larger score costs less, as with {@code ops/ms}
 * @param median of the samples
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param samples every measured window that counts
 * @param distance how far apart the two threads' CPUs were, as in {@code near}, where two threads
 *     were measured; scores of different distances do not compare
 */
public record Score(
    String unit,
    boolean moreIsBetter,
    double median,
    double low,
    double high,
    List<Double> samples,
    Optional<String> distance) {
  public Score {
    samples = List.copyOf(samples);
  }

  /** Whether it says how long something takes, or how often it can be done in a time. */
  public boolean isTime() {
    return moreIsBetter || unit.matches("(ns|us|µs|ms|s)(/.*)?");
  }

  /** Whether more of that unit costs less: throughputs, as in {@code ops/ms} and {@code msg/s}. */
  public static boolean moreIsBetter(String unit) {
    return unit.startsWith("ops/") || unit.endsWith("/s");
  }
}
