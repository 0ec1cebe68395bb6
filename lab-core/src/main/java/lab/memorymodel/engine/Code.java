package lab.memorymodel.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lab.input.BadInput;
import lab.memorymodel.Grain;
import lab.memorymodel.Program;
import lab.memorymodel.messages.Places;

/**
 * A program compiled to flat arrays, and the part of its states that every memory model has: word 0
 * is the number of the failed assertion (0 for none), then come one program counter per thread, the
 * registers of all threads, and one word per cell. What a model adds follows at {@link #tail}.
 */
final class Code implements Places {
  /** A thread that runs so many local instructions without a step runs for ever. */
  private static final int MOST_LOCAL = 100_000;

  static final int FAILED = 0;
  static final int PC = 1;

  final Program program;
  final int threads;
  final Op[][] ops;

  /** Where the registers of each thread begin. */
  final int[] registers;

  final int cells;
  final int cellCount;
  final int tail;
  final List<String> claims;

  /** Where each thread's count of stores not yet in memory stands, if the model has such. */
  int[] waiting = {};

  /** What steps these states. */
  final Engine engine;

  private final boolean stopAtOperations;

  Code(Program program, Grain grain, Engine engine) {
    this.engine = engine;
    this.program = program;
    stopAtOperations = grain == Grain.OPERATIONS;
    threads = program.threads().size();
    ops = new Op[threads][];
    registers = new int[threads];
    int next = PC + threads;
    List<String> names = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      registers[t] = next;
      next += program.threads().get(t).registers().size();
      ops[t] = compile(program.threads().get(t), names);
    }
    cells = next;
    cellCount = program.cells().size();
    tail = cells + cellCount;
    claims = List.copyOf(names);
  }

  private static Op[] compile(Program.ThreadCode thread, List<String> claims) {
    List<Program.Line> lines = thread.lines();
    Op[] compiled = new Op[lines.size()];
    for (int i = 0; i < compiled.length; i++) {
      Op op = Op.of(lines.get(i), thread.name());
      if (op.kind == Op.Kind.ASSERT) {
        if (!claims.contains(op.claim)) {
          claims.add(op.claim);
        }
        op.claimNumber = claims.indexOf(op.claim) + 1;
      }
      compiled[i] = op;
    }
    return compiled;
  }

  /** The words every model has, before any thread has run; {@code length} words in all. */
  int[] initial(int length) {
    int[] words = new int[length];
    for (int c = 0; c < cellCount; c++) {
      words[cells + c] = program.cells().get(c).initial();
    }
    return words;
  }

  /** Runs every thread up to its first step. */
  void settleAll(int[] words) {
    for (int t = 0; t < threads && words[FAILED] == 0; t++) {
      settle(words, t, 0);
    }
  }

  /** Runs the local instructions from {@code pc} on and leaves the thread at its next step. */
  void settle(int[] words, int thread, int pc) {
    Op[] code = ops[thread];
    int base = registers[thread];
    int at = pc;
    int ran = 0;
    while (at < code.length) {
      Op op = code[at];
      if (!op.local() || (stopAtOperations && op.operation)) {
        break;
      }
      at = local(op, words, base, at);
      if (words[FAILED] != 0) {
        break;
      }
      if (++ran > MOST_LOCAL) {
        throw endless(thread);
      }
    }
    words[PC + thread] = at;
  }

  /** Runs one local instruction and gives the line after it. */
  int local(Op op, int[] words, int base, int at) {
    switch (op.kind) {
      case ASSIGN -> words[base + op.register] = op.value.eval(words, base);
      case BRANCH -> {
        if (op.value.eval(words, base) != 0) {
          return op.target;
        }
      }
      case JUMP -> {
        return op.target;
      }
      case ASSERT -> {
        if (op.value.eval(words, base) == 0) {
          words[FAILED] = op.claimNumber;
          return at;
        }
      }
      default -> throw new IllegalStateException(op.kind + " is not local");
    }
    return at + 1;
  }

  BadInput endless(int thread) {
    return new BadInput(
        "thread %s of %s loops for ever without touching memory"
            .formatted(program.threads().get(thread).name(), program.name()));
  }

  /** The cell that {@code op} accesses. */
  int cell(Op op, int[] words, int thread) {
    if (op.index == null) {
      return op.base;
    }
    int cell = op.base + op.index.eval(words, registers[thread]);
    if (cell < 0 || cell >= cellCount) {
      throw new IllegalStateException(
          "%s of thread %s accesses cell %d; %s has cells 0..%d"
              .formatted(
                  op.text,
                  program.threads().get(thread).name(),
                  cell,
                  program.name(),
                  cellCount - 1));
    }
    return cell;
  }

  boolean ended(int[] words, int thread) {
    return words[PC + thread] >= ops[thread].length;
  }

  String name(int thread) {
    return program.threads().get(thread).name();
  }

  String cellName(int cell) {
    return program.cells().get(cell).name();
  }

  private int registers(int thread) {
    return program.threads().get(thread).registers().size();
  }

  /** A thread's place is its program counter and its registers. */
  @Override
  public int words() {
    return 1 + program.threads().stream().mapToInt(t -> t.registers().size()).max().orElse(0);
  }

  @Override
  public void save(int[] state, int thread, int[] into, int at) {
    into[at] = state[PC + thread];
    System.arraycopy(state, registers[thread], into, at + 1, registers(thread));
  }

  @Override
  public boolean same(int[] state, int thread, int[] kept, int at) {
    int from = registers[thread];
    int to = from + registers(thread);
    return kept[at] == state[PC + thread]
        && Arrays.equals(kept, at + 1, at + 1 + to - from, state, from, to);
  }
}
