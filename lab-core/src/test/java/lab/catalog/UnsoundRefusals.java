package lab.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import lab.explore.Action;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Explorer;
import lab.explore.Machine;
import lab.explore.Refusal;
import lab.room.Scene;

/** Refusals that cannot be right: of what is possible, of the same twice, without a reason. */
final class UnsoundRefusals {
  /** The rooms with more states have the same refusals again and again. */
  private static final Bounds BOUNDS = Bounds.DEFAULT.withMaxStates(20_000);

  private UnsoundRefusals() {}

  /** What is wrong with which action, in any state of a preset; of the largest, in the first. */
  static Set<String> of(Scene<?> scene) {
    return of(scene.machine());
  }

  private static <S> Set<String> of(Machine<S> machine) {
    Set<String> unsound = new ConcurrentSkipListSet<>();
    Explorer.explore(new Asking<>(machine, unsound), BOUNDS);
    return unsound;
  }

  private record Asking<S>(Machine<S> machine, Set<String> unsound) implements Machine<S> {
    @Override
    public S start() {
      return machine.start();
    }

    @Override
    public void steps(S state, Steps<S> out) {
      Set<Action> possible = new HashSet<>();
      machine.steps(
          state,
          (action, next, story) -> {
            possible.add(action);
            out.step(action, next, story);
          });
      Set<Action> refused = new HashSet<>();
      for (Refusal refusal : machine.refusals(state)) {
        if (possible.contains(refusal.action())) {
          unsound.add(refusal.action() + " is possible: " + refusal.reason());
        }
        if (!refused.add(refusal.action())) {
          unsound.add(refusal.action() + " is refused twice: " + refusal.reason());
        }
        if (refusal.reason().isBlank()) {
          unsound.add(refusal.action() + " has no reason");
        }
      }
    }

    @Override
    public List<Claim<S>> claims() {
      return machine.claims();
    }

    @Override
    public Optional<Codec<S>> codec() {
      return machine.codec();
    }
  }
}
