package lab.experiments.trespass.third;

import java.util.Locale;
import java.util.Map;
import lab.catalog.Catalog;

/** Breaks three walls on purpose: it looks up to the list, salts an order, and formats a number. */
public final class RoomWithTheCatalog {
  Catalog all;

  Map<String, String> settings(Map<String, String> asked) {
    return Map.copyOf(asked);
  }

  String nanos(double measured) {
    return String.format(Locale.ROOT, "%.1f", measured);
  }
}
