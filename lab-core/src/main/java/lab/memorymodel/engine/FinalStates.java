package lab.memorymodel.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;

/**
 * Every state in which a program may end under a memory model.
 *
 * @param all the final states, in ascending order of their values
 * @param states how many states of the machine were visited to find them
 * @param complete whether every run was followed; if not, there may be more final states
 */
public record FinalStates(List<FinalState> all, long states, boolean complete) {
  /** More states than any litmus test needs, and few enough to keep in memory. */
  public static final long MOST_STATES = 2_000_000;

  public FinalStates {
    all = List.copyOf(all);
  }

  public static FinalStates of(Program program, MemoryModel model) {
    return of(program, model, MOST_STATES);
  }

  /** Visits at most {@code mostStates} states. */
  public static FinalStates of(Program program, MemoryModel model, long mostStates) {
    Engine engine = ProgramMachine.engine(program, model, Grain.ACCESSES);
    Set<FinalState> found = new TreeSet<>();
    Set<ProgramState> seen = new HashSet<>();
    Deque<FlatState> work = new ArrayDeque<>();
    boolean[] cut = new boolean[1];
    seen.add(engine.start());
    work.add(engine.start());
    while (!work.isEmpty()) {
      FlatState state = work.removeLast();
      if (state.allDone() && state.failedAssertion().isEmpty()) {
        found.add(FinalState.of(program, state));
      }
      engine.steps(
          state,
          (action, next, story) -> {
            // A hoisted spin ends in no state that the spin as written does not end in.
            if (action.verb().equals("hoist") && action.actor().equals("jit")) {
              return;
            }
            if (seen.size() >= mostStates) {
              cut[0] |= !seen.contains(next);
            } else if (seen.add(next)) {
              work.add((FlatState) next);
            }
          });
    }
    return new FinalStates(List.copyOf(found), seen.size(), !cut[0]);
  }
}
