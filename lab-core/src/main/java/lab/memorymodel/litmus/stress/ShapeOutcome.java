package lab.memorymodel.litmus.stress;

import java.util.List;
import java.util.stream.Collectors;
import lab.memorymodel.MemoryModel;

/**
 * What a jcstress test may see, and who allows it.
 *
 * @param id as jcstress prints it
 * @param meaning in words
 * @param weak whether it is what the shape asks after
 * @param allowed the models that allow it, in order
 */
public record ShapeOutcome(String id, String meaning, boolean weak, List<MemoryModel> allowed) {
  public ShapeOutcome {
    allowed = List.copyOf(allowed);
  }

  /** How jcstress is to judge it, in its own words. */
  public String expect() {
    if (allowed.isEmpty()) {
      return "FORBIDDEN";
    }
    return allowed.contains(MemoryModel.SC) && !weak ? "ACCEPTABLE" : "ACCEPTABLE_INTERESTING";
  }

  /** {@code allowed by tso, java}. */
  public String verdict() {
    return allowed.isEmpty()
        ? "no model allows this"
        : allowed.stream()
            .map(MemoryModel::word)
            .collect(Collectors.joining(", ", "allowed by ", ""));
  }
}
