package lab.catalog;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lab.input.BadInput;
import lab.input.Suggest;

/** A setting of an experiment: a name, the values it may take, and the value it has by default. */
public sealed interface Control {

  /** As typed, as in {@code tagBits}. */
  String name();

  /** What it does, in a few words. */
  String text();

  String defaultValue();

  /** {@code choice} or {@code number}: as it stands in JSON. */
  default String kind() {
    return this instanceof Choice ? "choice" : "number";
  }

  /** The values it may take, to be read: {@code plain|opaque} or {@code 1..16}. */
  String domain();

  /**
   * The canonical form of a value that was typed.
   *
   * @throws BadInput if it is none of the control's values; the message states the rule and the
   *     value
   */
  String check(String value);

  /** One of a few words; aliases are other spellings of one of them. */
  record Choice(
      String name,
      String text,
      List<String> values,
      String defaultValue,
      Map<String, String> aliases)
      implements Control {
    public Choice {
      values = List.copyOf(values);
      aliases = Map.copyOf(aliases);
    }

    @Override
    public String domain() {
      return String.join("|", values);
    }

    @Override
    public String check(String value) {
      String canonical = aliases.getOrDefault(value, value);
      if (!values.contains(canonical)) {
        throw new BadInput(
            "%s is one of %s (got %s)%s"
                .formatted(
                    name,
                    values.stream().collect(Collectors.joining(", ")),
                    value,
                    Suggest.didYouMean(value, values)));
      }
      return canonical;
    }
  }

  /** A whole number from {@code min} to {@code max}, both included. */
  record Range(String name, String text, int min, int max, int defaultNumber) implements Control {
    @Override
    public String defaultValue() {
      return Integer.toString(defaultNumber);
    }

    @Override
    public String domain() {
      return min + ".." + max;
    }

    @Override
    public String check(String value) {
      try {
        int number = Integer.parseInt(value);
        if (number >= min && number <= max) {
          return Integer.toString(number);
        }
      } catch (NumberFormatException e) {
        // Falls through: the message is the same.
      }
      throw new BadInput("%s is %s (got %s)".formatted(name, domain(), value));
    }
  }

  static Choice choice(String name, String text, String defaultValue, String... values) {
    return new Choice(name, text, List.of(values), defaultValue, Map.of());
  }

  static Range number(String name, String text, int min, int max, int defaultNumber) {
    return new Range(name, text, min, max, defaultNumber);
  }
}
