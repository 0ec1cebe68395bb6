package lab.cli.ask;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lab.cli.answer.Count;
import lab.room.Outcome;

/** Joins what a harness counted with what the test's author expected. */
final class Counts {
  private Counts() {}

  /**
   * Every expected outcome, seen or not, in its order; then those that nobody expected.
   *
   * @param row the settings that the test stands for
   */
  static List<Count> of(
      List<Outcome> outcomes, Inquiry inquiry, Map<String, String> row, Map<String, Long> seen) {
    List<Count> counts = new ArrayList<>();
    Set<String> expected = new HashSet<>();
    for (Outcome outcome : outcomes) {
      expected.add(outcome.id());
      long count = seen.getOrDefault(outcome.id(), 0L);
      counts.add(Count.of(outcome, inquiry.allowing(outcome, row), count));
    }
    seen.forEach((id, count) -> {
      if (!expected.contains(id)) {
        Outcome unexpected = inquiry.unexpected(id);
        counts.add(Count.of(unexpected, inquiry.allowing(unexpected, row), count));
      }
    });
    return counts;
  }

  /** How many of them violate the claim. */
  static long violations(List<Count> counts) {
    return counts.stream().filter(Count::violation).mapToLong(Count::count).sum();
  }
}
