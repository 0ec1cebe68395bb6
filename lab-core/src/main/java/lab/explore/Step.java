package lab.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A step as a value: what {@link Machine#steps} reported, kept.
 *
 * @param action what happens
 * @param next the state afterwards
 * @param story one English sentence of what happened
 */
public record Step<S>(Action action, S next, String story) {

  /** All steps that are possible in {@code state}, in the machine's order. */
  public static <S> List<Step<S>> from(Machine<S> machine, S state) {
    List<Step<S>> steps = new ArrayList<>();
    machine.steps(state, (action, next, story) -> steps.add(new Step<>(action, next, story.get())));
    return List.copyOf(steps);
  }

  /** The first of them that is the actor's. */
  public static <S> Optional<Step<S>> of(String actor, Machine<S> machine, S state) {
    return from(machine, state).stream().filter(s -> s.action().actor().equals(actor)).findFirst();
  }
}
