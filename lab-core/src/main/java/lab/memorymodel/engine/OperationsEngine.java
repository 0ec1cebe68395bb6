package lab.memorymodel.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import lab.explore.Action;
import lab.explore.Machine;
import lab.input.BadInput;
import lab.memorymodel.Grain;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;

/** Sequential consistency, one operation at a time: no other thread runs in between. */
final class OperationsEngine extends PackedEngine {
  private static final int MOST_TOLD = 6;
  private static final int MOST_ACCESSES = 1_000_000;
  private static final int NO_CHOICE = -1;

  OperationsEngine(Program program) {
    super(program, Grain.OPERATIONS);
  }

  @Override
  public void steps(FlatState state, Machine.Steps<ProgramState> out) {
    operations(
        state,
        (action, next, story) -> {
          if (!same(next, state)) {
            out.step(action, next, story);
          }
        });
  }

  @Override
  public void idle(FlatState state, Machine.Steps<ProgramState> out) {
    operations(
        state,
        (action, next, story) -> {
          if (same(next, state)) {
            out.step(action, next, story);
          }
        });
  }

  private static boolean same(ProgramState next, FlatState state) {
    return Arrays.equals(((FlatState) next).words, state.words);
  }

  @Override
  public void waiting(FlatState state, Consumer<Action> out) {
    Set<Action> possible = new HashSet<>();
    operations(state, (action, next, story) -> possible.add(action));
    begun(
        state,
        (t, action, way) -> {
          if (!possible.contains(action)) {
            out.accept(action);
          }
        });
  }

  /** Hears of every operation that a thread could begin. */
  private interface Begun {
    /**
     * @param way the way chosen, or {@link #NO_CHOICE}
     */
    void operation(int thread, Action action, int way);
  }

  private void operations(FlatState state, Machine.Steps<ProgramState> out) {
    begun(state, (t, action, way) -> operation(state, t, action, way, out));
  }

  private void begun(FlatState state, Begun out) {
    int[] words = state.words;
    for (int t = 0; t < layout.count && words[Layout.FAILED] == 0; t++) {
      Access a = layout.next(words, t);
      if (a == null) {
        continue;
      }
      if (a.kind() == Access.Kind.CHOICE) {
        for (Access.Way way : a.ways()) {
          out.operation(t, way.action(), way.number());
        }
      } else {
        out.operation(t, a.action(), NO_CHOICE);
      }
    }
  }

  private void operation(
      FlatState state, int t, Action action, int way, Machine.Steps<ProgramState> out) {
    int[] next = state.words.clone();
    if (run(next, t, way, null)) {
      FlatState after = new FlatState(layout, next);
      out.step(action, after, () -> tell(state, t, action, way, after));
    }
  }

  /**
   * Runs the thread to where its next operation begins.
   *
   * @param way how the operation begins: with a choice, or with the access the thread is at
   * @return whether it got there; not if it waits for another thread, going round without change
   */
  private boolean run(int[] words, int t, int way, List<String> told) {
    boolean first = way == NO_CHOICE;
    if (!first) {
      layout.advance(words, t, way, true);
    }
    // Brent's cycle search: compares with the state at the last power of two of accesses.
    int[] mark = null;
    int ran = 0;
    Access a = layout.next(words, t);
    while (a != null && words[Layout.FAILED] == 0 && (first || !a.begins())) {
      first = false;
      if (told != null && a.kind() != Access.Kind.NOTHING) {
        told.add(ScMemory.clause(layout, story, words, a));
      }
      ScMemory.execute(layout, words, t, a);
      if (Arrays.equals(words, mark)) {
        return false;
      }
      if (++ran > MOST_ACCESSES) {
        throw new BadInput(
            "an operation of thread "
                + layout.name(t)
                + " does not end in "
                + MOST_ACCESSES
                + " accesses");
      }
      if (Integer.bitCount(ran) == 1) {
        mark = words.clone();
      }
      a = layout.next(words, t);
    }
    return true;
  }

  private String tell(FlatState before, int t, Action action, int way, FlatState after) {
    List<String> told = new ArrayList<>();
    run(before.words.clone(), t, way, told);
    String what = action.verb() + (action.arg().isEmpty() ? "" : " " + action.arg());
    int more = told.size() - MOST_TOLD;
    String all =
        more > 1
            ? String.join(", ", told.subList(0, MOST_TOLD)) + " and " + more + " accesses more"
            : String.join(", ", told);
    String sentence =
        story.sentence(t, "does " + what + " as one step" + (all.isEmpty() ? "" : ": it " + all));
    return story.ending(sentence, after);
  }
}
