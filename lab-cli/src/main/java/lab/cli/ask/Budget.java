package lab.cli.ask;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.input.BadInput;

/**
 * How long one room may look.
 *
 * @param word as it was typed: {@code quick}, {@code normal}, {@code long} or a duration
 * @param perRoom time for the evidence of one room
 */
public record Budget(String word, Duration perRoom) {
  public static final Budget QUICK = new Budget("quick", Duration.ofSeconds(10));
  public static final Budget NORMAL = new Budget("normal", Duration.ofSeconds(60));
  public static final Budget LONG = new Budget("long", Duration.ofMinutes(30));

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

  /**
   * @throws BadInput if it is neither a word nor a positive duration
   */
  public static Budget parse(String text) {
    return switch (text) {
      case "quick" -> QUICK;
      case "normal" -> NORMAL;
      case "long" -> LONG;
      default -> new Budget(text, duration(text));
    };
  }

  private static Duration duration(String text) {
    Matcher m = DURATION.matcher(text);
    if (!m.matches() || Long.parseLong(m.group(1)) == 0) {
      throw new BadInput(
          "budget is quick, normal, long or a duration such as 500ms, 20s, 5m or 1h (got %s)"
              .formatted(text));
    }
    long n = Long.parseLong(m.group(1));
    return switch (m.group(2)) {
      case "ms" -> Duration.ofMillis(n);
      case "s" -> Duration.ofSeconds(n);
      case "m" -> Duration.ofMinutes(n);
      default -> Duration.ofHours(n);
    };
  }
}
