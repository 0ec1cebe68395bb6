package lab.cli.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.room.Ordered;

/**
 * What {@code lab litmus} found.
 *
 * @param tests one per file, in the order in which they were named
 */
public record LitmusDocument(List<Test> tests) {
  public LitmusDocument {
    tests = List.copyOf(tests);
  }

  /**
   * A file: what the models say of its test, or why it could not be read. Its fields tell which.
   */
  @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
  @JsonSubTypes({@JsonSubTypes.Type(Answered.class), @JsonSubTypes.Type(Unread.class)})
  public sealed interface Test {
    /** As it was named. */
    String file();
  }

  /**
   * A test that was read.
   *
   * @param name as it stands in the file
   * @param registers the columns of a final state, as in {@code 1:r0} or {@code x}
   * @param models by the models' words, in the order in which they were asked; empty (in JSON null)
   *     for one that gives no answer
   * @param condition on the final states, if the file has one
   * @param reason why some models give no answer, in one line; left out if all do
   * @param dialect {@code Java}, {@code C}, {@code X86_64} or {@code X86}
   * @param reasons the same model by model: only those without an answer
   * @param validated whether the final states are as the condition asks, by model; empty without a
   *     condition
   * @param leftOut what the answer of {@code java} is not about, one sentence; left out if nothing
   */
  public record Answered(
      String file,
      String name,
      List<String> registers,
      Map<String, Optional<Allowed>> models,
      Optional<Condition> condition,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> reason,
      String dialect,
      Map<String, String> reasons,
      Map<String, Boolean> validated,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> leftOut)
      implements Test {
    public Answered {
      registers = List.copyOf(registers);
      models = Ordered.copy(models);
      reasons = Ordered.copy(reasons);
      validated = Ordered.copy(validated);
    }

    /** Whether every model that answers has followed every run. */
    public boolean complete() {
      return models.values().stream().flatMap(Optional::stream).allMatch(Allowed::complete);
    }
  }

  /**
   * A file that could not be read.
   *
   * @param error where and why, in one line
   */
  public record Unread(String file, String error) implements Test {}

  /**
   * What a model allows.
   *
   * @param allowed the final states: values of the columns, in ascending order
   * @param states how many states of the machine were visited
   * @param complete whether every run was followed; if not, there may be more
   */
  public record Allowed(List<List<Integer>> allowed, long states, boolean complete) {
    public Allowed {
      allowed = allowed.stream().map(List::copyOf).toList();
    }
  }

  /**
   * What the file says of the final states.
   *
   * @param text the whole condition as it stands in the file
   * @param quantifier {@code exists}, {@code ~exists} or {@code forall}
   * @param holds of how many allowed final states its proposition is true, by model: {@code
   *     always}, {@code sometimes} or {@code never}
   */
  public record Condition(String text, String quantifier, Map<String, String> holds) {
    public Condition {
      holds = Ordered.copy(holds);
    }
  }
}
