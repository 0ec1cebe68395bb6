package lab.cli.ask;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import lab.cli.answer.HostResult;
import lab.room.Outcome;

/** Joins what a harness counted with what the test's author expected. */
final class Counts {
  private Counts() {}

  /** Every expected outcome, seen or not, in its order; then those that nobody expected. */
  static List<HostResult.Count> of(
      List<Outcome> outcomes, Function<Outcome, List<String>> allowing, Map<String, Long> seen) {
    List<HostResult.Count> counts = new ArrayList<>();
    Set<String> expected = new HashSet<>();
    for (Outcome outcome : outcomes) {
      expected.add(outcome.id());
      counts.add(
          new HostResult.Count(
              outcome, allowing.apply(outcome), seen.getOrDefault(outcome.id(), 0L)));
    }
    seen.forEach((id, count) -> {
      if (!expected.contains(id)) {
        // Not in the list of any model: whoever reads it must not take it for something allowed.
        counts.add(
            new HostResult.Count(Outcome.fine(id, "not expected by anybody"), List.of(), count));
      }
    });
    return counts;
  }

  /** How many of them violate the claim. */
  static long violations(List<HostResult.Count> counts) {
    return counts.stream()
        .filter(c -> c.outcome().violation())
        .mapToLong(HostResult.Count::count)
        .sum();
  }
}
