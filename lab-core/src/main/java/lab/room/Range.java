package lab.room;

import java.util.List;
import java.util.stream.Stream;
import lab.input.BadInput;

/**
 * A whole number from {@code min} to {@code max}, both included.
 *
 * @param scale how its values are spread over a slider, and which of them a person can reach there
 * @param unit what it counts, as in {@code ns}; empty where the name says it
 */
public record Range(
    String name,
    String text,
    int min,
    int max,
    int defaultNumber,
    Scale scale,
    String unit,
    Place place)
    implements Control<Integer> {

  /**
   * How values are spread over a slider.
   *
   * @param log whether by their logarithm: each step multiplies by {@code step}, else it adds it
   * @param step at least 1, and at least 2 if {@code log}
   */
  public record Scale(boolean log, int step) {
    static final Scale USUAL = new Scale(false, 1);
  }

  public Range {
    if (min > defaultNumber || defaultNumber > max || scale.step() < (scale.log() ? 2 : 1)) {
      throw new IllegalArgumentException(
          "%s: %d..%d, default %d, step %d".formatted(name, min, max, defaultNumber, scale.step()));
    }
  }

  public static Range of(String name, String text, int min, int max, int byDefault) {
    return new Range(name, text, min, max, byDefault, Scale.USUAL, "", Place.USUAL);
  }

  /** The same numbers, each slider step multiplying by {@code factor}. */
  public Range log(int factor) {
    return new Range(name, text, min, max, defaultNumber, new Scale(true, factor), unit, place);
  }

  /** The same numbers, each slider step adding {@code by}. */
  public Range step(int by) {
    return new Range(name, text, min, max, defaultNumber, new Scale(false, by), unit, place);
  }

  /** The same numbers, of something. */
  public Range unit(String counted) {
    return new Range(name, text, min, max, defaultNumber, scale, counted, place);
  }

  /** The same numbers, at hand at once. */
  public Range primary() {
    return new Range(
        name, text, min, max, defaultNumber, scale, unit, new Place(true, place.group()));
  }

  /** The same numbers, as part of a group. */
  public Range group(String group) {
    return new Range(
        name, text, min, max, defaultNumber, scale, unit, new Place(place.primary(), group));
  }

  @Override
  public String defaultValue() {
    return Integer.toString(defaultNumber);
  }

  @Override
  public List<String> samples() {
    return Stream.of(defaultNumber, min, (min + max) / 2, max)
        .map(String::valueOf)
        .distinct()
        .toList();
  }

  @Override
  public String domain() {
    return min + ".." + max;
  }

  @Override
  public String check(String typed) {
    try {
      int number = Integer.parseInt(typed);
      if (number >= min && number <= max) {
        return Integer.toString(number);
      }
    } catch (NumberFormatException e) {
      // Falls through: the message is the same.
    }
    throw new BadInput("%s is %s (got %s)".formatted(name, domain(), typed));
  }

  @Override
  public Integer value(String word) {
    return Integer.valueOf(word);
  }
}
