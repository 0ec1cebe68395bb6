package lab.cli.judge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.cli.answer.Rows;
import lab.cli.answer.Verdict;
import lab.room.Evidence;
import lab.room.NoEvidence;
import lab.room.Room;
import lab.room.Settings;

/** What a run asked, as far as it must be known to judge the answers. */
public interface Questions {

  Room room();

  /** A value for each control of the room. */
  Settings settings();

  /** What was asked, in order. */
  List<Evidence> evidence();

  /** The controls that tell the rows apart. */
  List<String> contrast();

  /** The row that there is no evidence for; usually that of the run. */
  default Map<String, String> row(NoEvidence none) {
    return Map.of();
  }

  /** What a row is called; by the test's name where nothing else tells it apart. */
  default String label(Map<String, String> row, String test) {
    return Rows.label(contrast(), row, test);
  }

  /**
   * The same, where some of the controls are enough.
   *
   * @param telling names of those that tell the row from the others
   */
  default String label(Map<String, String> row, String test, List<String> telling) {
    return Rows.label(telling, row, test);
  }

  /** The access that runs weaker than it ships in that row, if one does. */
  default Optional<Verdict.Weakened> weakened(Map<String, String> row) {
    return Optional.empty();
  }
}
