package lab.cli.report.html;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * An axis: where on it a value stands, in percent of its length. It begins at 0 unless what it
 * shows differs by more than a factor of 20.
 *
 * @param log whether it counts in powers of ten
 * @param from the value at its left end
 * @param to the value at its right end
 */
record Scale(boolean log, double from, double to) {
  private static final double RATIO = 20;
  private static final int TICKS = 5;
  private static final double LEAST = 1e-100;

  /**
   * @param values the medians, which decide whether it is logarithmic
   * @param everything that is to be on it, the medians too
   */
  static Scale of(List<Double> values, List<Double> everything) {
    List<Double> all = everything.stream().filter(Scale::isDrawn).toList();
    double high = all.stream().mapToDouble(v -> v).max().orElse(1);
    double least = values.stream().filter(Scale::isDrawn).mapToDouble(v -> v).min().orElse(0);
    double most = values.stream().filter(Scale::isDrawn).mapToDouble(v -> v).max().orElse(1);
    double low = all.stream().mapToDouble(v -> v).filter(v -> v > 0).min().orElse(0);
    if (least > 0 && most / least > RATIO) {
      return new Scale(
          true, power(Math.floor(Math.log10(low))), power(Math.ceil(Math.log10(high))));
    }
    return new Scale(false, 0, high > 0 ? high * 1.04 : 1);
  }

  /**
   * For shares in percent, which may be 0 and are most often tiny: from a tenth of the least that
   * is not.
   */
  static Scale ofShares(List<Double> all) {
    double low = all.stream().mapToDouble(v -> v).filter(v -> v > LEAST).min().orElse(1e-4);
    double high = all.stream().mapToDouble(v -> v).max().orElse(1);
    return new Scale(
        true,
        power(Math.floor(Math.log10(low)) - 1),
        power(Math.min(2, Math.ceil(Math.log10(Math.max(low * 2, high))))));
  }

  /**
   * A file may hold any number; what nothing measures must not stretch the axis beyond all ends.
   */
  private static boolean isDrawn(double value) {
    return value == 0 || (Math.abs(value) > LEAST && Math.abs(value) < 1 / LEAST);
  }

  private static double power(double exponent) {
    return Double.parseDouble("1e" + (int) exponent);
  }

  /** 0 to 100; what is off the axis is at its end. */
  double at(double value) {
    double part =
        log
            ? value <= from ? 0 : Math.log(value / from) / Math.log(to / from)
            : (value - from) / (to - from);
    return Double.isNaN(part) ? 0 : 100 * Math.clamp(part, 0, 1);
  }

  /** Values that are labelled: round ones, few enough to be read on a narrow screen. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (log) {
      int first = (int) Math.round(Math.log10(from));
      int last = (int) Math.round(Math.log10(to));
      int step = Math.max(1, (last - first + TICKS - 1) / TICKS);
      for (int e = first; e <= last; e += step) {
        ticks.add(power(e));
      }
      return ticks;
    }
    double step = step(to / TICKS);
    for (int i = 0; i * step <= to; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** The next of 1, 2, 5, 10, 20, 50 and so on. */
  private static double step(double atLeast) {
    double unit = power(Math.floor(Math.log10(atLeast)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * unit >= atLeast) {
        return factor * unit;
      }
    }
    return 10 * unit;
  }

  /** A tick's label: as few digits as it needs. */
  static String label(double value) {
    if (value != 0 && (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-4)) {
      int exponent = (int) Math.floor(Math.log10(Math.abs(value)) + 1e-9);
      double digits = Math.round(value / power(exponent) * 100) / 100.0;
      return plain(digits) + "e" + exponent;
    }
    return plain(Math.round(value * 1e6) / 1e6);
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
