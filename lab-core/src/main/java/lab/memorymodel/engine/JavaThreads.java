package lab.memorymodel.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import lab.explore.Action;
import lab.explore.Machine;
import lab.memorymodel.AccessMode;
import lab.memorymodel.ProgramState;
import lab.memorymodel.compiler.Loops;
import lab.memorymodel.messages.Messages;
import lab.memorymodel.messages.RunGraph;
import lab.memorymodel.messages.Traits;

/**
 * The steps of the threads under the {@code java} model, for one order of their instructions. After
 * {@link Code#tail} a state has the number of the order, per thread whether a spin is hoisted, and
 * then the memory.
 */
final class JavaThreads {
  static final int NOT_HOISTED = 0;
  static final int HOISTED = 1;
  static final int HUNG = 2;

  private final Code code;
  private final int order;
  private final int hoisted;
  private final Messages memory;
  private final Traits traits;
  private final JavaStory story;
  private final RunGraph graph;

  /** Per thread and line: whether it is the read of a spin that may be hoisted. */
  private final boolean[][] spins;

  /**
   * One way of a step that has several.
   *
   * @param value the value read or, of a write, written
   * @param position of the message read or written
   * @param spurious whether a weak compare-and-exchange failed without reason
   */
  private record Way(
      int value, int position, boolean spurious, FlatState after, Supplier<String> clause) {}

  JavaThreads(Code code, Traits traits) {
    this.code = code;
    this.traits = traits;
    order = code.tail;
    hoisted = order + 1;
    memory =
        new Messages(MemoryUses.shape(code.program), traits, hoisted + code.threads, code.words());
    story = new JavaStory(code, memory);
    graph = new RunGraph(memory, code);
    spins = new boolean[code.threads][];
    for (int t = 0; t < code.threads; t++) {
      spins[t] = new Loops(code.program.threads().get(t)).hoistable();
    }
  }

  Messages memory() {
    return memory;
  }

  /** The state in which the compiler has chosen the order of that number. */
  FlatState start(int number) {
    int[] front = code.initial(hoisted + code.threads);
    front[order] = number;
    int[] values = Arrays.copyOfRange(front, code.cells, code.cells + code.cellCount);
    int[] words = memory.start(front, values);
    code.settleAll(words);
    return new FlatState(code, words);
  }

  int order(int[] words) {
    return words[order];
  }

  int hoisted(int[] words, int t) {
    return words[hoisted + t];
  }

  void steps(FlatState state, Machine.Steps<ProgramState> out) {
    int[] words = state.words;
    if (words[Code.FAILED] != 0) {
      return;
    }
    for (int t = 0; t < code.threads; t++) {
      int pc = words[Code.PC + t];
      if (pc >= code.ops[t].length || hoisted(words, t) == HUNG) {
        continue;
      }
      Op op = code.ops[t][pc];
      if (op.kind == Op.Kind.CHOOSE) {
        CommonSteps.choose(code, story.plain(), words, t, op, out);
      } else if (op.kind == Op.Kind.FENCE) {
        report(t, op, List.of(fence(words, t, op)), out);
      } else if (op.kind == Op.Kind.STORE) {
        report(t, op, store(words, t, op), out);
      } else {
        report(t, op, read(words, t, op), out);
      }
      if (spins[t][pc] && hoisted(words, t) == NOT_HOISTED) {
        hoist(words, t, op, out);
      }
    }
  }

  private void report(int t, Op op, List<Way> ways, Machine.Steps<ProgramState> out) {
    long messages = ways.stream().filter(w -> !w.spurious).count();
    for (Way way : ways) {
      String arg = messages > 1 ? (op.reads() ? readArg(way, ways) : writeArg(way, ways)) : "";
      if (way.spurious) {
        arg += arg.isEmpty() ? "spurious" : "/spurious";
      }
      Action action = arg.isEmpty() ? op.action : Action.of(code.name(t), op.verb, arg);
      boolean hung = hoisted(way.after.words, t) == HUNG;
      out.step(action, way.after, () -> story.sentence(t, way.clause.get(), hung, way.after));
    }
  }

  private static String readArg(Way way, List<Way> ways) {
    boolean unique =
        ways.stream().noneMatch(w -> w.value == way.value && w.position != way.position);
    return unique ? "" + way.value : way.value + "@" + way.position;
  }

  private static String writeArg(Way way, List<Way> ways) {
    return way.position == ways.getLast().position ? "last" : "@" + way.position;
  }

  private Way fence(int[] words, int t, Op op) {
    int[] next = words.clone();
    memory.fence(next, t, op.fence);
    next = graph.fence(next, words, t, op.fence);
    return new Way(0, 0, false, finish(next, t), () -> story.fence(words, t, op));
  }

  private List<Way> store(int[] words, int t, Op op) {
    int x = code.cell(op, words, t);
    int value = op.value.eval(words, code.registers[t]);
    List<Way> ways = new ArrayList<>();
    int count = memory.count(words, x);
    for (int p = memory.seen(words, t, x, op.mode) + 1; p <= count; p++) {
      if (p < count && memory.glued(words, x, p)) {
        continue;
      }
      int at = p;
      int[] next = write(words, t, x, p, value, false, op.mode);
      next = graph.write(next, words, t, x, p, op.mode);
      if (next != null) {
        ways.add(
            new Way(
                value, p, false, finish(next, t), () -> story.write(words, t, op, x, at, value)));
      }
    }
    return ways;
  }

  /** Writes, and keeps the cell's newest value in front, where claims read it. */
  private int[] write(
      int[] old, int t, int x, int p, int value, boolean modifies, AccessMode mode) {
    int[] words = memory.write(old, t, x, p, value, modifies, mode);
    words[code.cells + x] = memory.value(words, x, memory.count(words, x) - 1);
    return words;
  }

  private List<Way> read(int[] words, int t, Op op) {
    int x = code.cell(op, words, t);
    List<Way> ways = new ArrayList<>();
    int count = memory.count(words, x);
    for (int i = memory.seen(words, t, x, op.mode); i < count; i++) {
      int old = memory.value(words, x, i);
      boolean matches = op.kind != Op.Kind.CAS || old == op.expected.eval(words, code.registers[t]);
      if (op.kind == Op.Kind.LOAD || !matches) {
        add(ways, readOnly(words, t, op, x, i, false));
        continue;
      }
      if (i == count - 1 || !memory.glued(words, x, i + 1)) {
        add(ways, modify(words, t, op, x, i));
      }
      if (op.weak) {
        add(ways, readOnly(words, t, op, x, i, true));
      }
    }
    return ways;
  }

  private static void add(List<Way> ways, Way way) {
    if (way != null) {
      ways.add(way);
    }
  }

  /** A load, or a compare-and-exchange that fails; null if psc forbids it. */
  private Way readOnly(int[] words, int t, Op op, int x, int i, boolean spurious) {
    AccessMode mode = op.kind == Op.Kind.LOAD ? op.mode : JavaStory.readHalf(op.mode);
    int[] next = words.clone();
    memory.read(next, t, x, i, mode);
    int base = code.registers[t];
    int value = memory.value(words, x, i);
    next[base + op.register] = value;
    if (op.succeeded >= 0) {
      next[base + op.succeeded] = 0;
    }
    next = graph.read(next, words, t, x, i, mode);
    return next == null
        ? null
        : new Way(
            value, i, spurious, finish(next, t), () -> story.read(words, t, op, x, i, spurious));
  }

  /** A read-modify-write that reads message i; null if psc forbids it. */
  private Way modify(int[] words, int t, Op op, int x, int i) {
    int old = memory.value(words, x, i);
    int operand = op.value.eval(words, code.registers[t]);
    int now = op.kind == Op.Kind.ADD ? old + operand : operand;
    int[] next = words.clone();
    memory.read(next, t, x, i, op.mode);
    next = write(next, t, x, i + 1, now, true, op.mode);
    next[code.registers[t] + op.register] = old;
    if (op.succeeded >= 0) {
      next[code.registers[t] + op.succeeded] = 1;
    }
    next = graph.modify(next, words, t, x, i, op.mode);
    return next == null
        ? null
        : new Way(old, i, false, finish(next, t), () -> story.modify(words, t, op, x, i, now));
  }

  private FlatState finish(int[] next, int t) {
    int pc = next[Code.PC + t];
    code.settle(next, t, pc + 1);
    if (hoisted(next, t) == HOISTED) {
      next[hoisted + t] = spinOn(next, t, pc);
    }
    int[] words = next;
    if (traits.graph()) {
      words = graph.cut(next, t);
    } else if (traits.writesInLoops()) {
      words = memory.trim(next, u -> code.ended(next, u));
    }
    return new FlatState(code, words);
  }

  /** Goes round a hoisted spin, which reads no more, until it ends or nothing changes any more. */
  private int spinOn(int[] next, int t, int pc) {
    int register = code.registers[t] + code.ops[t][pc].register;
    int value = next[register];
    for (int round = 0; next[Code.PC + t] == pc && next[Code.FAILED] == 0; round++) {
      int[] before = next.clone();
      next[register] = value;
      code.settle(next, t, pc + 1);
      if (Arrays.equals(before, next) || round == 10_000) {
        return HUNG;
      }
    }
    return NOT_HOISTED;
  }

  private void hoist(int[] words, int t, Op op, Machine.Steps<ProgramState> out) {
    int[] next = words.clone();
    next[hoisted + t] = HOISTED;
    out.step(
        Action.of("jit", "hoist", code.name(t)),
        new FlatState(code, next),
        () -> story.hoist(t, code.cell(op, words, t)));
  }
}
