package lab.cli.answer;

import java.time.Duration;
import java.util.Locale;

/** How what was measured is written out, the same wherever it is printed. */
public final class Words {
  private Words() {}

  /** {@code 1 step}, {@code 1,200 steps}. */
  public static String steps(int count) {
    return count == 1 ? "1 step" : String.format(Locale.ROOT, "%,d steps", count);
  }

  /** {@code 2.4 s}. */
  public static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
  }
}
