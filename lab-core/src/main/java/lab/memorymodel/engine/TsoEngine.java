package lab.memorymodel.engine;

import java.util.Optional;
import lab.explore.Action;
import lab.explore.Machine;
import lab.memorymodel.Grain;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;
import lab.memorymodel.compiler.Loops;

/**
 * x86-TSO: a store goes to the end of the thread's own first-in-first-out buffer, and a step of its
 * own, {@code thread.drain}, moves the oldest one to memory. A load takes the newest buffered value
 * of its cell, else memory's. A read-modify-write, a full fence and a volatile store are not
 * possible while the buffer holds anything, a heavy fence not while any thread's does; acquire and
 * release fences order nothing that x86 does not order anyway. No compiler reorders here, so plain
 * accesses are as written.
 *
 * <p>A thread that does not store in a loop has a buffer for all its stores. One that does has room
 * for {@value #LOOP_CAPACITY} or for as many as it has lines that store, whichever is more; a full
 * buffer makes the next store wait, as in a CPU (whose buffers hold 40 to 70).
 */
final class TsoEngine implements Engine {
  private static final int LOOP_CAPACITY = 4;

  private final Code code;
  private final Story story;
  private final TsoMemory memory;
  private final Action[] drains;
  private FlatCodec codec;

  TsoEngine(Program program) {
    code = new Code(program, Grain.ACCESSES, this);
    story = new Story(code);
    drains = new Action[code.threads];
    int[] capacity = new int[code.threads];
    for (int t = 0; t < code.threads; t++) {
      drains[t] = Action.of(code.name(t), "drain");
      capacity[t] = capacity(code.ops[t], new Loops(program.threads().get(t)));
      for (Op op : code.ops[t]) {
        if (drains[t].equals(op.action)) {
          throw new IllegalArgumentException(
              "under tso %s is the step of the store buffer; no line of %s may have that verb"
                  .formatted(drains[t], program.name()));
        }
      }
    }
    memory = new TsoMemory(code, capacity);
    code.waiting = memory.buffers();
  }

  private static int capacity(Op[] ops, Loops around) {
    int stores = 0;
    boolean loops = false;
    for (int i = 0; i < ops.length; i++) {
      if (TsoMemory.buffered(ops[i])) {
        stores++;
        loops |= around.around(i);
      }
    }
    return loops ? Math.max(stores, LOOP_CAPACITY) : stores;
  }

  @Override
  public FlatState start() {
    int[] words = code.initial(memory.length());
    code.settleAll(words);
    return new FlatState(code, words);
  }

  @Override
  public void steps(FlatState state, Machine.Steps<ProgramState> out) {
    int[] words = state.words;
    if (words[Code.FAILED] != 0) {
      return;
    }
    for (int t = 0; t < code.threads; t++) {
      int pc = words[Code.PC + t];
      if (pc < code.ops[t].length) {
        step(words, t, code.ops[t][pc], out);
      }
      if (memory.waiting(words, t) > 0) {
        drain(words, t, out);
      }
    }
  }

  private void step(int[] words, int t, Op op, Machine.Steps<ProgramState> out) {
    if (op.kind == Op.Kind.CHOOSE) {
      CommonSteps.choose(code, story, words, t, op, out);
      return;
    }
    if (memory.blocked(words, t, op)) {
      return;
    }
    int[] next = words.clone();
    memory.execute(next, t, op);
    code.settle(next, t, words[Code.PC + t] + 1);
    FlatState after = new FlatState(code, next);
    out.step(
        op.action,
        after,
        () -> story.ending(story.sentence(t, memory.clause(story, words, t, op)), after));
    if (op.weak && ScMemory.matches(code, words, t, op)) {
      CommonSteps.spurious(code, story, words, t, op, out);
    }
  }

  private void drain(int[] words, int t, Machine.Steps<ProgramState> out) {
    int[] next = words.clone();
    memory.drain(next, t);
    out.step(
        drains[t],
        new FlatState(code, next),
        () ->
            "%s's buffered write of %s = %d reaches memory."
                .formatted(
                    Story.who(code.name(t)),
                    code.cellName(memory.oldestCell(words, t)),
                    memory.oldestValue(words, t)));
  }

  @Override
  public synchronized Optional<Machine.Codec<ProgramState>> codec() {
    if (codec == null) {
      codec = new FlatCodec(this, code);
    }
    return Optional.of(codec);
  }
}
