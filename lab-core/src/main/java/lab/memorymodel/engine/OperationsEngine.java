package lab.memorymodel.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import lab.explore.Action;
import lab.explore.Machine;
import lab.memorymodel.Grain;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;

/** Sequential consistency, one operation at a time: no other thread runs in between. */
final class OperationsEngine implements Engine {
  private static final int MOST_TOLD = 6;

  private final Code code;
  private final Story story;
  private FlatCodec codec;

  OperationsEngine(Program program) {
    code = new Code(program, Grain.OPERATIONS, this);
    story = new Story(code);
  }

  @Override
  public FlatState start() {
    int[] words = code.initial(code.tail);
    code.settleAll(words);
    return new FlatState(code, words);
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
        (t, action, from) -> {
          if (!possible.contains(action)) {
            out.accept(action);
          }
        });
  }

  /** Hears of every operation that a thread could begin. */
  private interface Begun {
    void operation(int thread, Action action, int from);
  }

  private void operations(FlatState state, Machine.Steps<ProgramState> out) {
    begun(state, (t, action, from) -> operation(state, t, action, from, out));
  }

  private void begun(FlatState state, Begun out) {
    int[] words = state.words;
    for (int t = 0; t < code.threads && words[Code.FAILED] == 0; t++) {
      int pc = words[Code.PC + t];
      if (pc >= code.ops[t].length) {
        continue;
      }
      Op op = code.ops[t][pc];
      if (op.kind == Op.Kind.CHOOSE) {
        for (Op.Way way : op.ways) {
          if (way.guard().eval(words, code.registers[t]) != 0) {
            out.operation(t, way.action(), way.target());
          }
        }
      } else {
        out.operation(t, op.action, pc);
      }
    }
  }

  private void operation(
      FlatState state, int t, Action action, int from, Machine.Steps<ProgramState> out) {
    int[] next = state.words.clone();
    boolean chosen = from != next[Code.PC + t];
    if (run(next, t, from, chosen, null)) {
      FlatState after = new FlatState(code, next);
      out.step(action, after, () -> tell(state, t, action, from, after));
    }
  }

  /**
   * Runs the thread to where its next operation begins.
   *
   * @param chosen whether the operation began with a choice, so that {@code from} may end it
   * @return whether it got there; not if it waits for another thread, going round without change
   */
  private boolean run(int[] words, int t, int from, boolean chosen, List<String> told) {
    Op[] ops = code.ops[t];
    int at = from;
    boolean first = !chosen;
    // Brent's cycle search: compares with the state at the last power of two of instructions.
    int[] mark = null;
    int ran = 0;
    while (at < ops.length && words[Code.FAILED] == 0) {
      Op op = ops[at];
      if (!first && (op.operation || op.kind == Op.Kind.CHOOSE)) {
        break;
      }
      first = false;
      if (op.local()) {
        at = code.local(op, words, code.registers[t], at);
      } else {
        if (told != null) {
          told.add(ScMemory.clause(code, story, words, t, op));
        }
        ScMemory.execute(code, words, t, op);
        at++;
      }
      words[Code.PC + t] = at;
      if (Arrays.equals(words, mark)) {
        return false;
      }
      ran++;
      if (Integer.bitCount(ran) == 1) {
        mark = words.clone();
      }
      if (ran > 1_000_000) {
        throw code.endless(t);
      }
    }
    words[Code.PC + t] = at;
    return true;
  }

  private String tell(FlatState before, int t, Action action, int from, FlatState after) {
    List<String> told = new ArrayList<>();
    int[] words = before.words.clone();
    run(words, t, from, from != words[Code.PC + t], told);
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

  @Override
  public synchronized Optional<Machine.Codec<ProgramState>> codec() {
    if (codec == null) {
      codec = new FlatCodec(this, code);
    }
    return Optional.of(codec);
  }
}
