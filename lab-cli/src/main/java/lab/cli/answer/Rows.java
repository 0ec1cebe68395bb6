package lab.cli.answer;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

  /** A test's name without its package. */
  public static String shortName(String test) {
    return test.substring(test.lastIndexOf('.') + 1);
  }
}
