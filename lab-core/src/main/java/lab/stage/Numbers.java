package lab.stage;

/**
 * Numbers as people read them: {@code 12,345}, {@code 3.25}, {@code 1.2e-5}. Whole numbers in and
 * out, no formatter: the same characters on every machine, in every language and in a browser.
 */
public final class Numbers {
  private static final int DIGITS = 4;
  private static final long MOST = 1_000_000_000_000_000L;

  private Numbers() {}

  /** Whole numbers in full up to a thousand billions, others in four digits that count. */
  public static String text(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.isNaN(value) ? "not a number" : value > 0 ? "infinity" : "-infinity";
    }
    double size = Math.abs(value);
    String sign = value < 0 ? "-" : "";
    if (size < MOST && size == Math.rint(size)) {
      return (size == 0 ? "" : sign) + grouped((long) size);
    }
    if (size >= MOST || size < 1e-4) {
      return sign + power(size);
    }
    int decimals = 0;
    for (double top = 1000; size < top && decimals < 7; top /= 10) {
      decimals++;
    }
    return sign + rounded(size, decimals);
  }

  /** The number and its unit, which is put into the singular for 1. */
  public static String text(double value, String unit) {
    if (unit.isEmpty()) {
      return text(value);
    }
    return text(value) + " " + (value == 1 ? singular(unit) : unit);
  }

  /** Without {@code s} at its end if it is a word: {@code ns} and {@code bus} are none. */
  private static String singular(String unit) {
    boolean word = unit.length() > 3 && unit.endsWith("s") && !unit.endsWith("ss");
    for (int i = 0; i < unit.length() && word; i++) {
      word = Character.isLetter(unit.charAt(i)) || unit.charAt(i) == ' ';
    }
    if (!word) {
      return unit;
    }
    return unit.endsWith("ies")
        ? unit.substring(0, unit.length() - 3) + "y"
        : unit.substring(0, unit.length() - 1);
  }

  /** With at most one decimal and a point, for coordinates. */
  public static String coordinate(double value) {
    long tenths = Math.round(Math.abs(value) * 10);
    String sign = value < 0 && tenths > 0 ? "-" : "";
    return sign + tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10);
  }

  private static String rounded(double size, int decimals) {
    long ten = 1;
    for (int i = 0; i < decimals; i++) {
      ten *= 10;
    }
    long all = Math.round(size * ten);
    StringBuilder part = new StringBuilder(Long.toString(all % ten + ten)).deleteCharAt(0);
    while (!part.isEmpty() && part.charAt(part.length() - 1) == '0') {
      part.setLength(part.length() - 1);
    }
    return grouped(all / ten) + (part.isEmpty() ? "" : "." + part);
  }

  private static String grouped(long whole) {
    StringBuilder text = new StringBuilder(Long.toString(whole));
    for (int i = text.length() - 3; i > 0; i -= 3) {
      text.insert(i, ',');
    }
    return text.toString();
  }

  /** {@code 1.235e18}: the power by repeated division, which rounds alike everywhere. */
  private static String power(double size) {
    int power = 0;
    double rest = size;
    for (; rest >= 10; rest /= 10) {
      power++;
    }
    for (; rest < 1; rest *= 10) {
      power--;
    }
    String digits = rounded(rest, DIGITS - 1);
    return digits.equals("10") ? "1e" + (power + 1) : digits + "e" + power;
  }
}
