package lab.cli.answer;

import java.time.Duration;
import java.util.Locale;

/** How what was measured is written out, the same wherever it is printed. */
public final class Words {
  private Words() {}

  /** {@code 2.4 s}. */
  public static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
  }
}
