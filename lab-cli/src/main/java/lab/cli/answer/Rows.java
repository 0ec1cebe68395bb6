package lab.cli.answer;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import lab.room.ProgramControls;

/** How the rows of a run are called. */
public final class Rows {
  private Rows() {}

  /**
   * {@code mode=plain}: the controls that the run varies; the test's short name if there is none.
   *
   * @param contrast names of those controls
   */
  public static String label(List<String> contrast, Map<String, String> settings, String test) {
    String label =
        contrast.stream()
            .filter(settings::containsKey)
            .map(c -> c + "=" + settings.get(c))
            .collect(Collectors.joining(" "));
    return label.isEmpty() ? shortName(test) : label;
  }

  /**
   * The controls that tell rows apart: the mode, and those whose values differ. Where none does,
   * all of them.
   *
   * @param contrast names of the controls that the run varies
   * @param rows what they are to tell apart
   */
  public static List<String> telling(List<String> contrast, Collection<Map<String, String>> rows) {
    List<String> telling =
        contrast.stream()
            .filter(c ->
                c.equals(ProgramControls.MODE)
                    || rows.stream().map(row -> row.getOrDefault(c, "")).distinct().count() > 1)
            .toList();
    boolean tells = rows.stream().anyMatch(row -> telling.stream().anyMatch(row::containsKey));
    return tells ? telling : contrast;
  }

  /** {@code reused first}: the words of a test's name, of a nested class those of its own. */
  public static String words(String test) {
    String name = shortName(test);
    return name.substring(name.lastIndexOf('$') + 1)
        .replace('_', ' ')
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }

  /** A test's name without its package. */
  public static String shortName(String test) {
    return test.substring(test.lastIndexOf('.') + 1);
  }
}
