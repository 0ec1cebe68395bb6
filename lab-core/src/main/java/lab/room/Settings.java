package lab.room;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A value for every control of a room, in the controls' order. Values are canonical words: made by
 * {@link Controls} alone.
 */
public record Settings(Map<String, String> values) {
  public Settings {
    values = Ordered.copy(values);
  }

  /**
   * Reads {@code tag=on tagBits=2}: control to value, in that order. Nothing is looked up.
   *
   * @throws IllegalArgumentException if a word has no {@code =}
   */
  public static Map<String, String> parse(String words) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String word : words.isBlank() ? new String[0] : words.strip().split(" +")) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("settings are NAME=VALUE (got " + word + ")");
      }
      values.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return Ordered.copy(values);
  }

  /** What the value of a control means. */
  public <T> T get(Control<T> control) {
    return control.value(get(control.name()));
  }

  /** The word of a control's value. */
  public String get(String control) {
    String value = values.get(control);
    if (value == null) {
      throw new IllegalArgumentException("no control " + control + " in " + values.keySet());
    }
    return value;
  }

  public boolean is(String control, String value) {
    return get(control).equals(value);
  }

  Settings with(String control, String word) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.put(control, word);
    return new Settings(changed);
  }

  /** Each control whose value is another one in {@code base}, and its value here. */
  public Map<String, String> differences(Settings base) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.entrySet().removeAll(base.values.entrySet());
    return Ordered.copy(changed);
  }

  /** Whether each of these controls has that value. */
  public boolean all(Map<String, String> these) {
    return these.entrySet().stream().allMatch(e -> e.getValue().equals(values.get(e.getKey())));
  }

  /** {@code mode=plain model=java}. */
  @Override
  public String toString() {
    return words(values);
  }

  /** {@code mode=plain model=java}. */
  public static String words(Map<String, String> values) {
    return values.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(" "));
  }
}
