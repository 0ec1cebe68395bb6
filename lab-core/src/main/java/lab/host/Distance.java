package lab.host;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How far apart two CPUs are, by the price of handing a cache line from one to the other. Host CPUs
 * are bimodal: on one core complex a hand-over takes 20 to 30 ns, across the chip or between
 * sockets 70 to 200 ns, and a virtual machine's CPUs are moved from one to the other without a
 * word. Two measurements compare only if both were taken at the same distance.
 */
public enum Distance {
  /** Less than 45 ns: the two CPUs share a cache. */
  NEAR,
  /** Between the two: no class of its own, seen while CPUs are moved. */
  BETWEEN,
  /** More than 70 ns: the line crosses the chip, or a socket. */
  FAR,
  /** The distance changed meanwhile, or the second thread did not answer. */
  MIXED;

  private static final double NEAR_BELOW_NANOS = 45;
  private static final double FAR_ABOVE_NANOS = 70;

  /** The class of one hand-over. */
  public static Distance of(double nanos) {
    return nanos < NEAR_BELOW_NANOS ? NEAR : nanos > FAR_ABOVE_NANOS ? FAR : BETWEEN;
  }

  /** The class of what was measured between two calibrations. */
  public static Distance of(OptionalDouble before, OptionalDouble after) {
    if (before.isEmpty() || after.isEmpty()) {
      return MIXED;
    }
    Distance first = of(before.getAsDouble());
    return first == of(after.getAsDouble()) ? first : MIXED;
  }

  /** {@code near}, as it stands in JSON and in sentences. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
