package lab.room;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Copies of maps that keep their order. {@link Map#copyOf} does not: its order differs from one JVM
 * to the next, and what is printed, kept or typed as a command would with it.
 */
public final class Ordered {
  private Ordered() {}

  /** A copy that cannot be changed. */
  public static <K, V> Map<K, V> copy(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
