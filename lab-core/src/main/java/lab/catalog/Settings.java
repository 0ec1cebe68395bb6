package lab.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A value for every control of an experiment, in the controls' order. Values are canonical: made by
 * {@link Controls} alone.
 */
public record Settings(Map<String, String> values) {
  public Settings {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public String get(String control) {
    String value = values.get(control);
    if (value == null) {
      throw new IllegalArgumentException("no control " + control + " in " + values.keySet());
    }
    return value;
  }

  public int number(String control) {
    return Integer.parseInt(get(control));
  }

  public boolean is(String control, String value) {
    return get(control).equals(value);
  }

  /** {@code mode=plain model=java}. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(" "));
  }
}
