package lab.memorymodel.engine;

import lab.explore.Action;
import lab.explore.Machine;
import lab.memorymodel.Grain;
import lab.memorymodel.Instruction;
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
final class TsoEngine extends PackedEngine {
  private static final String DRAIN = "drain";
  private static final int LOOP_CAPACITY = 4;

  private final TsoMemory memory;
  private final Action[] drains;

  TsoEngine(Program program) {
    super(program, Grain.ACCESSES);
    drains = new Action[layout.count];
    int[] capacity = new int[layout.count];
    for (int t = 0; t < layout.count; t++) {
      drains[t] = Action.of(layout.name(t), DRAIN);
      capacity[t] = capacity(program.threads().get(t));
      for (Program.Line line : program.threads().get(t).lines()) {
        if (ProgramThreads.isStep(line) && line.verb().equals(DRAIN)) {
          throw new IllegalArgumentException(
              "under tso "
                  + drains[t]
                  + " is the step of the store buffer; no line of "
                  + program.name()
                  + " may have that verb");
        }
      }
    }
    memory = new TsoMemory(layout, capacity);
    layout.waiting = memory.buffers();
  }

  private static int capacity(Program.ThreadCode thread) {
    Loops around = new Loops(thread);
    int stores = 0;
    boolean loops = false;
    for (int i = 0; i < thread.lines().size(); i++) {
      if (thread.lines().get(i).instruction() instanceof Instruction.Store store
          && TsoMemory.buffered(store.mode())) {
        stores++;
        loops |= around.around(i);
      }
    }
    return loops ? Math.max(stores, LOOP_CAPACITY) : stores;
  }

  @Override
  int length() {
    return memory.length();
  }

  @Override
  public void steps(FlatState state, Machine.Steps<ProgramState> out) {
    int[] words = state.words;
    if (words[Layout.FAILED] != 0) {
      return;
    }
    for (int t = 0; t < layout.count; t++) {
      Access a = layout.next(words, t);
      if (a != null) {
        step(words, t, a, out);
      }
      if (memory.waiting(words, t) > 0) {
        drain(words, t, out);
      }
    }
  }

  private void step(int[] words, int t, Access a, Machine.Steps<ProgramState> out) {
    if (a.kind() == Access.Kind.CHOICE) {
      CommonSteps.choose(layout, story, words, t, a, out);
      return;
    }
    if (memory.blocked(words, t, a)) {
      return;
    }
    int[] next = words.clone();
    memory.execute(next, t, a);
    FlatState after = new FlatState(layout, next);
    out.step(
        a.action(),
        after,
        () -> story.ending(story.sentence(t, memory.clause(story, words, t, a)), after));
    if (a.weak() && ScMemory.matches(layout, words, a)) {
      CommonSteps.spurious(layout, story, words, t, a, out);
    }
  }

  private void drain(int[] words, int t, Machine.Steps<ProgramState> out) {
    int[] next = words.clone();
    memory.drain(next, t);
    out.step(
        drains[t],
        new FlatState(layout, next),
        () ->
            Story.who(layout.name(t))
                + "'s buffered write of "
                + layout.cellName(memory.oldestCell(words, t))
                + " = "
                + memory.oldestValue(words, t)
                + " reaches memory.");
  }
}
