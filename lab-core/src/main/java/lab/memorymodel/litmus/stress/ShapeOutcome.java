package lab.memorymodel.litmus.stress;

import java.util.List;
import java.util.stream.Collectors;
import lab.memorymodel.MemoryModel;

/**
 * What a jcstress test may see, and who allows it. The {@code java} model is RC11-style: what it
 * forbids a CPU may still be free to show, if RC11 alone rules that out.
 *
 * @param id as jcstress prints it
 * @param meaning in words
 * @param weak whether it is what the shape asks after
 * @param allowed the models that allow it, in order
 * @param beyondRc11 whether Armv8 may show it although no model here allows it
 */
public record ShapeOutcome(
    String id, String meaning, boolean weak, List<MemoryModel> allowed, boolean beyondRc11) {
  public ShapeOutcome {
    allowed = List.copyOf(allowed);
  }

  /** How jcstress is to judge it, in its own words. */
  public String expect() {
    if (allowed.isEmpty() && !beyondRc11) {
      return "FORBIDDEN";
    }
    return allowed.contains(MemoryModel.SC) && !weak ? "ACCEPTABLE" : "ACCEPTABLE_INTERESTING";
  }

  /** {@code allowed by tso, java}. */
  public String verdict() {
    if (allowed.isEmpty()) {
      return beyondRc11
          ? "RC11, and java here, rule it out; Armv8 may show it"
          : "none of sc, tso, java allows this";
    }
    return allowed.stream()
        .map(MemoryModel::word)
        .collect(Collectors.joining(", ", "allowed by ", ""));
  }
}
