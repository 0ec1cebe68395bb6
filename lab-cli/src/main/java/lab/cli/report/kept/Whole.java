package lab.cli.report.kept;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for what is missing in a document that was read. A reference that the text does not give is
 * null in the record; only what is an {@link Optional} may be unknown.
 */
final class Whole {
  private Whole() {}

  /** Where the first null is, as in {@code machine.jdk}; empty if there is none. */
  static Optional<String> missing(Record document) {
    return missing("", document);
  }

  private static Optional<String> missing(String path, Object value) {
    return switch (value) {
      case null -> Optional.of(path);
      case Record record -> inRecord(path, record);
      case Collection<?> all -> inAll(path, all);
      case Map<?, ?> map -> inAll(path, map.values());
      case Optional<?> some -> some.flatMap(v -> missing(path, v));
      default -> Optional.empty();
    };
  }

  private static Optional<String> inAll(String path, Collection<?> all) {
    return all.stream().flatMap(v -> missing(path, v).stream()).findFirst();
  }

  private static Optional<String> inRecord(String path, Record record) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      String name = path.isEmpty() ? component.getName() : path + "." + component.getName();
      Optional<String> missing = missing(name, value(record, component));
      if (missing.isPresent()) {
        return missing;
      }
    }
    return Optional.empty();
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("no accessor of " + component, e);
    }
  }
}
