package lab.memorymodel.litmus.stress;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.ProgramState;
import lab.memorymodel.compiler.LoadBuffering;
import lab.memorymodel.engine.ProgramMachine;
import lab.memorymodel.litmus.LitmusAnswer;
import lab.memorymodel.litmus.LitmusTest;
import lab.memorymodel.litmus.Observed;

/** Asks the models which outcomes a generated test may have. */
public final class Outcomes {
  private Outcomes() {}

  /**
   * Every outcome that some model allows, and every weak one that none does, in ascending order.
   * All others are forbidden too.
   */
  public static List<ShapeOutcome> of(StressCase stress) {
    LitmusTest test = stress.test();
    Map<MemoryModel, Set<List<Integer>>> allowed = new EnumMap<>(MemoryModel.class);
    LitmusAnswer.of(test, List.of(MemoryModel.values()))
        .models()
        .forEach((model, answer) -> allowed.put(model, complete(stress, model, answer)));
    List<ShapeOutcome> outcomes = new ArrayList<>();
    for (List<Integer> values : interesting(test, allowed)) {
      List<MemoryModel> by =
          allowed.entrySet().stream()
              .filter(e -> e.getValue().contains(values))
              .map(Map.Entry::getKey)
              .toList();
      boolean weak = weak(test, values);
      boolean beyond = by.isEmpty() && LoadBuffering.possible(test.program());
      outcomes.add(new ShapeOutcome(id(values), meaning(test, values, weak), weak, by, beyond));
    }
    return outcomes;
  }

  private static Set<List<Integer>> complete(
      StressCase stress, MemoryModel model, LitmusAnswer.Answer answer) {
    if (answer instanceof LitmusAnswer.Allowed a && a.complete()) {
      return new HashSet<>(a.allowed());
    }
    throw new IllegalStateException(
        "%s has no complete answer for %s".formatted(model.word(), stress.className()));
  }

  /** What is allowed, and what is weak among all combinations of values that columns can have. */
  private static Set<List<Integer>> interesting(
      LitmusTest test, Map<MemoryModel, Set<List<Integer>>> allowed) {
    Set<List<Integer>> all = new TreeSet<>(Outcomes::compare);
    allowed.values().forEach(all::addAll);
    List<Set<Integer>> domains = new ArrayList<>();
    for (int c = 0; c < test.observed().size(); c++) {
      int column = c;
      domains.add(
          all.stream().map(v -> v.get(column)).collect(Collectors.toCollection(TreeSet::new)));
    }
    combinations(domains).stream().filter(v -> weak(test, v)).forEach(all::add);
    return all;
  }

  private static List<List<Integer>> combinations(List<Set<Integer>> domains) {
    List<List<Integer>> combinations = List.of(List.of());
    for (Set<Integer> domain : domains) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> values : combinations) {
        for (int value : domain) {
          List<Integer> appended = new ArrayList<>(values);
          appended.add(value);
          longer.add(appended);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  private static boolean weak(LitmusTest test, List<Integer> values) {
    Map<Observed, Integer> state = new LinkedHashMap<>();
    for (int c = 0; c < values.size(); c++) {
      state.put(test.observed().get(c), values.get(c));
    }
    return test.condition().orElseThrow().proposition().holds(state::get);
  }

  private static String id(List<Integer> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static String meaning(LitmusTest test, List<Integer> values, boolean weak) {
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < values.size(); c++) {
      text.append(c == 0 ? "" : ", ")
          .append(test.columnName(test.observed().get(c)))
          .append('=')
          .append(values.get(c));
    }
    return weak ? text + ": " + test.info().get("Weak") : text.toString();
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

  /** The two outcomes of a termination test: whether the thread that waits comes to an end. */
  public static List<ShapeOutcome> ofSpin(StressCase spin) {
    List<MemoryModel> endless = new ArrayList<>();
    for (MemoryModel model : MemoryModel.values()) {
      if (mayNeverEnd(spin, model)) {
        endless.add(model);
      }
    }
    return List.of(
        new ShapeOutcome(
            "TERMINATED", "the wait ends", false, List.of(MemoryModel.values()), false),
        new ShapeOutcome("STALE", "the wait never ends", true, endless, false));
  }

  private static boolean mayNeverEnd(StressCase spin, MemoryModel model) {
    Claim<ProgramState> ends =
        new Claim.Stuck<>("ends", "The wait can always end.", ProgramState::allDone);
    ProgramMachine machine =
        ProgramMachine.of(spin.test().program(), model, Grain.ACCESSES, List.of(ends));
    Exploration exploration = Explorer.explore(machine, Bounds.DEFAULT.withThreads(1));
    return exploration.answer("ends").outcome() == Exploration.Outcome.BREAKS;
  }
}
