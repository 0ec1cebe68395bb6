package lab.memorymodel.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Refusal;
import lab.memorymodel.Grain;
import lab.memorymodel.ProgramState;

/**
 * The machine of a program, whose whole operations somebody who knows what they mean may tell
 * otherwise. Single accesses are told in the program's own words.
 */
public interface RetoldMachine extends Machine<ProgramState> {

  /** Other words for a whole operation. */
  @FunctionalInterface
  interface Retelling {
    String story(ProgramState before, Action action, ProgramState after);
  }

  /** The program's own machine. */
  ProgramMachine inner();

  /** Empty: the program's own words do. */
  default Optional<Retelling> retelling() {
    return Optional.empty();
  }

  @Override
  default ProgramState start() {
    return inner().start();
  }

  @Override
  default void steps(ProgramState state, Steps<ProgramState> out) {
    Optional<Retelling> words = words();
    if (words.isEmpty()) {
      inner().steps(state, out);
      return;
    }
    Retelling told = words.get();
    inner()
        .steps(
            state,
            (action, next, story) -> out.step(action, next, () -> told.story(state, action, next)));
  }

  @Override
  default List<Refusal> refusals(ProgramState state) {
    Map<Action, String> told = new HashMap<>();
    words()
        .ifPresent(words ->
            inner()
                .idle(
                    state,
                    (action, next, story) -> told.put(action, words.story(state, action, next))));
    return inner().refusals(state).stream()
        .map(r -> new Refusal(r.action(), told.getOrDefault(r.action(), r.reason())))
        .toList();
  }

  private Optional<Retelling> words() {
    return inner().grain() == Grain.OPERATIONS ? retelling() : Optional.empty();
  }

  @Override
  default List<Claim<ProgramState>> claims() {
    return inner().claims();
  }

  @Override
  default Optional<Codec<ProgramState>> codec() {
    return inner().codec();
  }
}
