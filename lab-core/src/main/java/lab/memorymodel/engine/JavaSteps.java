package lab.memorymodel.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lab.explore.Action;
import lab.explore.Machine;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Grain;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;
import lab.memorymodel.compiler.Loops;
import lab.memorymodel.messages.Messages;
import lab.memorymodel.messages.RunGraph;
import lab.memorymodel.messages.Traits;

/**
 * The steps of the threads under the {@code java} model, for one order of their instructions. After
 * {@link Layout#tail} a state has the number of the order, per thread whether a spin is hoisted,
 * and then the memory.
 */
final class JavaSteps {
  static final int NOT_HOISTED = 0;
  static final int HOISTED = 1;
  static final int HUNG = 2;

  private final Layout layout;
  private final int order;
  private final int hoisted;
  private final Messages memory;
  private final Traits traits;
  private final JavaStory story;
  private final RunGraph graph;

  /** Per thread and line: whether it is the read of a spin that may be hoisted. */
  private final boolean[][] spins;

  JavaSteps(JavaEngine engine, Program program, Traits traits) {
    this.traits = traits;
    layout = new Layout(engine, new ProgramThreads(program, Grain.ACCESSES), program.cells());
    order = layout.tail;
    hoisted = order + 1;
    memory = new Messages(MemoryUses.shape(program), traits, hoisted + layout.count);
    story = new JavaStory(layout, memory);
    graph = new RunGraph(memory);
    spins = new boolean[layout.count][];
    for (int t = 0; t < layout.count; t++) {
      spins[t] = new Loops(program.threads().get(t)).hoistable();
    }
  }

  Messages memory() {
    return memory;
  }

  /** The state in which the compiler has chosen the order of that number. */
  FlatState start(int number) {
    int[] front = layout.initial(hoisted + layout.count);
    front[order] = number;
    int[] values = Arrays.copyOfRange(front, layout.cells, layout.tail);
    return new FlatState(layout, memory.start(front, values));
  }

  int order(int[] words) {
    return words[order];
  }

  int hoisted(int[] words, int t) {
    return words[hoisted + t];
  }

  void steps(FlatState state, Machine.Steps<ProgramState> out) {
    int[] words = state.words;
    if (words[Layout.FAILED] != 0) {
      return;
    }
    for (int t = 0; t < layout.count; t++) {
      Access a = layout.next(words, t);
      if (a == null || hoisted(words, t) == HUNG) {
        continue;
      }
      switch (a.kind()) {
        case CHOICE -> CommonSteps.choose(layout, story.plain(), words, t, a, out);
        case FENCE -> report(t, a, List.of(fence(words, t, a)), out);
        case STORE -> report(t, a, store(words, t, a), out);
        default -> report(t, a, read(words, t, a), out);
      }
      if (spins[t][line(words, t)] && hoisted(words, t) == NOT_HOISTED) {
        hoist(words, t, a, out);
      }
    }
  }

  private int line(int[] words, int t) {
    return layout.threads.line(t, words[Layout.THREAD + t]);
  }

  private void report(int t, Access a, List<JavaWay> ways, Machine.Steps<ProgramState> out) {
    for (JavaWay way : ways) {
      boolean hung = hoisted(way.after().words, t) == HUNG;
      out.step(
          way.action(a, ways),
          way.after(),
          () -> story.sentence(t, way.clause().get(), hung, way.after()));
    }
  }

  private JavaWay fence(int[] words, int t, Access a) {
    int[] next = words.clone();
    memory.fence(next, t, a.fence());
    next = graph.fence(next, t, a.fence(), u -> words[Layout.THREAD + u]);
    return new JavaWay(0, 0, false, finish(next, t, 0, true), () -> story.fence(words, t, a));
  }

  private List<JavaWay> store(int[] words, int t, Access a) {
    int x = a.cell();
    List<JavaWay> ways = new ArrayList<>();
    int count = memory.count(words, x);
    for (int p = memory.seen(words, t, x, a.mode()) + 1; p <= count; p++) {
      if (p < count && memory.glued(words, x, p)) {
        continue;
      }
      int at = p;
      int[] next = write(words, t, x, p, a.operand(), false, a.mode());
      next = graph.write(next, t, x, p, a.mode(), words[Layout.THREAD + t]);
      if (next != null) {
        FlatState after = finish(next, t, 0, true);
        ways.add(new JavaWay(a.operand(), p, false, after, () -> story.write(words, a, at)));
      }
    }
    return ways;
  }

  /** Writes, and keeps the cell's newest value in front, where claims read it. */
  private int[] write(
      int[] old, int t, int x, int p, int value, boolean modifies, AccessMode mode) {
    int[] words = memory.write(old, t, x, p, value, modifies, mode);
    words[layout.cells + x] = memory.value(words, x, memory.count(words, x) - 1);
    return words;
  }

  private List<JavaWay> read(int[] words, int t, Access a) {
    int x = a.cell();
    List<JavaWay> ways = new ArrayList<>();
    int count = memory.count(words, x);
    for (int i = memory.seen(words, t, x, a.mode()); i < count; i++) {
      if (!a.writes() || !a.matches(memory.value(words, x, i))) {
        add(ways, readOnly(words, t, a, i, false));
        continue;
      }
      if (i == count - 1 || !memory.glued(words, x, i + 1)) {
        add(ways, modify(words, t, a, i));
      }
      if (a.weak()) {
        add(ways, readOnly(words, t, a, i, true));
      }
    }
    return ways;
  }

  private static void add(List<JavaWay> ways, JavaWay way) {
    if (way != null) {
      ways.add(way);
    }
  }

  /** A load, or a compare-and-exchange that fails; null if psc forbids it. */
  private JavaWay readOnly(int[] words, int t, Access a, int i, boolean spurious) {
    boolean load = a.kind() == Access.Kind.LOAD;
    AccessMode mode = load ? a.mode() : JavaStory.readHalf(a.mode());
    int value = memory.value(words, a.cell(), i);
    int[] next = words.clone();
    memory.read(next, t, a.cell(), i, mode);
    next = graph.read(next, t, a.cell(), i, mode, words[Layout.THREAD + t]);
    return next == null
        ? null
        : new JavaWay(
            value,
            i,
            spurious,
            finish(next, t, value, load),
            () -> story.read(words, t, a, i, spurious));
  }

  /** A read-modify-write that reads message i; null if psc forbids it. */
  private JavaWay modify(int[] words, int t, Access a, int i) {
    int old = memory.value(words, a.cell(), i);
    int[] next = words.clone();
    memory.read(next, t, a.cell(), i, a.mode());
    next = write(next, t, a.cell(), i + 1, a.written(old), true, a.mode());
    next = graph.modify(next, t, a.cell(), i, a.mode(), words[Layout.THREAD + t]);
    return next == null
        ? null
        : new JavaWay(
            old, i, false, finish(next, t, old, true), () -> story.modify(words, t, a, i));
  }

  /** Lets the thread go on, and forgets what can no longer matter. */
  private FlatState finish(int[] next, int t, int value, boolean succeeded) {
    int line = line(next, t);
    layout.advance(next, t, value, succeeded);
    if (hoisted(next, t) == HOISTED) {
      next[hoisted + t] = spinOn(next, t, line, value);
    }
    int[] words = next;
    if (traits.graph()) {
      words = graph.cut(next, t, next[Layout.THREAD + t]);
    } else if (traits.writesInLoops()) {
      words = memory.trim(next, u -> layout.ended(next, u));
    }
    return new FlatState(layout, words);
  }

  /** Goes round a hoisted spin, which reads no more, until it ends or nothing changes any more. */
  private int spinOn(int[] next, int t, int line, int value) {
    for (int round = 0; line(next, t) == line && next[Layout.FAILED] == 0; round++) {
      int before = next[Layout.THREAD + t];
      layout.advance(next, t, value, true);
      if (next[Layout.THREAD + t] == before || round == 10_000) {
        return HUNG;
      }
    }
    return NOT_HOISTED;
  }

  private void hoist(int[] words, int t, Access a, Machine.Steps<ProgramState> out) {
    int[] next = words.clone();
    next[hoisted + t] = HOISTED;
    out.step(
        Action.of("jit", "hoist", layout.name(t)),
        new FlatState(layout, next),
        () -> story.hoist(t, a.cell()));
  }
}
