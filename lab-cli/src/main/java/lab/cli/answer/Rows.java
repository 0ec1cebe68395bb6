package lab.cli.answer;

import java.util.Map;
import java.util.stream.Collectors;
import lab.room.Room;

/** How the rows of a run are called. */
public final class Rows {
  private Rows() {}

  /**
   * {@code mode=plain}: the controls that the run varies; the test's short name if there is none.
   */
  public static String label(Room room, Map<String, String> settings, String test) {
    String label =
        room.contrast().stream()
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
