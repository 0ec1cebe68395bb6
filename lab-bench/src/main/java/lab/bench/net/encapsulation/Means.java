package lab.bench.net.encapsulation;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Averages of counts, as short as they may be: whole where they are. */
final class Means {
  private static final int PLACES = 3;

  private Means() {}

  static String of(long sum, long count) {
    return count == 0
        ? "none"
        : BigDecimal.valueOf(sum)
            .divide(BigDecimal.valueOf(count), PLACES, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString();
  }
}
