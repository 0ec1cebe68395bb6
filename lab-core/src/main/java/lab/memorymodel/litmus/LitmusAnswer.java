package lab.memorymodel.litmus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import lab.explore.EndStates;
import lab.input.BadInput;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.ProgramMachine;
import lab.memorymodel.ProgramState;

/**
 * What the models say to a litmus test.
 *
 * @param models one answer per model that was asked, in the order in which they were asked
 */
public record LitmusAnswer(LitmusTest test, Map<MemoryModel, Answer> models) {

  public LitmusAnswer {
    models = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(models));
  }

  /** A model's answer, or why it has none. */
  public sealed interface Answer {}

  /**
   * @param allowed the allowed values of the test's {@linkplain LitmusTest#observed() columns}, in
   *     ascending order
   * @param states how many states of the machine were visited
   * @param complete whether every run was followed; if not, there may be more
   * @param verdict on the test's condition, if it has one
   */
  public record Allowed(
      List<List<Integer>> allowed, long states, boolean complete, Optional<Verdict> verdict)
      implements Answer {
    public Allowed {
      allowed = List.copyOf(allowed);
    }
  }

  /** The model says nothing to tests of this dialect, or to one of this size. */
  public record NoAnswer(String reason) implements Answer {}

  /**
   * How many of the allowed final states are as the condition's proposition says, and whether that
   * is what its quantifier asks for.
   */
  public record Verdict(Holds holds, boolean validated) {}

  /** In how many of the final states a proposition is true. */
  public enum Holds {
    ALWAYS("always"),
    SOMETIMES("sometimes"),
    NEVER("never");

    private final String word;

    Holds(String word) {
      this.word = word;
    }

    /** As it stands in JSON. */
    public String word() {
      return word;
    }
  }

  public static LitmusAnswer of(LitmusTest test, List<MemoryModel> models) {
    Map<MemoryModel, Answer> answers = new LinkedHashMap<>();
    for (MemoryModel model : models) {
      answers.put(model, answer(test, model));
    }
    return new LitmusAnswer(test, answers);
  }

  private static Answer answer(LitmusTest test, MemoryModel model) {
    if (model == MemoryModel.JAVA && test.dialect().isMachineCode()) {
      return new NoAnswer(
          "machine instructions have no Java access modes; the models of "
              + test.dialect().word()
              + " files are sc and tso");
    }
    EndStates<ProgramState> finals;
    try {
      finals = ProgramMachine.finals(test.program(), model);
    } catch (BadInput e) {
      // A limit of the model, such as too many reorderings of plain accesses.
      return new NoAnswer(e.getMessage());
    }
    TreeSet<List<Integer>> allowed = new TreeSet<>(LitmusAnswer::compare);
    int satisfying = 0;
    for (ProgramState state : finals.all()) {
      allowed.add(test.observed().stream().map(o -> value(state, o)).toList());
      if (test.condition().isPresent()
          && test.condition().get().proposition().holds(o -> value(state, o))) {
        satisfying++;
      }
    }
    int satisfied = satisfying;
    return new Allowed(
        new ArrayList<>(allowed),
        finals.states(),
        finals.complete(),
        test.condition().map(c -> verdict(c.quantifier(), satisfied, finals.all().size())));
  }

  private static Verdict verdict(Condition.Quantifier quantifier, int satisfying, int all) {
    Holds holds =
        satisfying == 0 ? Holds.NEVER : satisfying == all ? Holds.ALWAYS : Holds.SOMETIMES;
    boolean validated =
        switch (quantifier) {
          case EXISTS -> holds != Holds.NEVER;
          case NOT_EXISTS -> holds == Holds.NEVER;
          case FORALL -> satisfying == all;
        };
    return new Verdict(holds, validated);
  }

  /** The value of a column in a final state. */
  public static int value(ProgramState state, Observed observed) {
    return switch (observed) {
      case Observed.Register o -> state.register(o.thread(), o.register());
      case Observed.Location o -> state.cell(o.cell());
    };
  }

  private static int compare(List<Integer> a, List<Integer> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = Integer.compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
