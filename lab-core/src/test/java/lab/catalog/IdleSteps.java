package lab.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Explorer;
import lab.explore.Machine;
import lab.memorymodel.Grain;
import lab.memorymodel.engine.ProgramMachine;
import lab.memorymodel.engine.RetoldMachine;
import lab.room.Scene;

/**
 * Steps that lead from a reachable state to itself: something is told, and nothing has happened.
 * Single accesses of a loop that waits do that by right: they read, and find what they found
 * before.
 */
final class IdleSteps {
  /** Enough for every kind of step of a room with many states. */
  private static final Bounds BOUNDS = Bounds.DEFAULT.withMaxStates(20_000);

  private IdleSteps() {}

  /** Action and story of each, the first of each action. */
  static Set<String> of(Scene<?> scene) {
    return of(scene.machine());
  }

  private static <S> Set<String> of(Machine<S> machine) {
    Set<String> idle = new ConcurrentSkipListSet<>();
    if (singleAccesses(machine)) {
      return idle;
    }
    Explorer.explore(new Noticing<>(machine, idle), BOUNDS);
    return idle;
  }

  private static boolean singleAccesses(Machine<?> machine) {
    return switch (machine) {
      case ProgramMachine m -> m.grain() == Grain.ACCESSES;
      case RetoldMachine m -> singleAccesses(m.inner());
      default -> false;
    };
  }

  private record Noticing<S>(Machine<S> machine, Set<String> idle) implements Machine<S> {
    @Override
    public S start() {
      return machine.start();
    }

    @Override
    public void steps(S state, Steps<S> out) {
      machine.steps(
          state,
          (action, next, story) -> {
            if (next.equals(state)) {
              idle.add(action + ": " + story.get());
            }
            out.step(action, next, story);
          });
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
