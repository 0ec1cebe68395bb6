package lab.memorymodel.engine;

/** Accesses that meet memory directly, in one indivisible step. */
final class ScMemory {
  private ScMemory() {}

  /** Does what {@code op} does to registers and cells; the program counter stays. */
  static void execute(Code code, int[] words, int thread, Op op) {
    if (!op.accesses()) {
      return; // A fence orders nothing that was not in order.
    }
    int base = code.registers[thread];
    int at = code.cells + code.cell(op, words, thread);
    int old = words[at];
    switch (op.kind) {
      case STORE -> words[at] = op.value.eval(words, base);
      case CAS -> {
        boolean equal = old == op.expected.eval(words, base);
        if (equal) {
          words[at] = op.value.eval(words, base);
        }
        if (op.succeeded >= 0) {
          words[base + op.succeeded] = equal ? 1 : 0;
        }
      }
      case EXCHANGE -> words[at] = op.value.eval(words, base);
      case ADD -> words[at] = old + op.value.eval(words, base);
      default -> {
        // A load changes no cell.
      }
    }
    if (op.register >= 0) {
      words[base + op.register] = old;
    }
  }

  /** Whether a compare-and-exchange would succeed. */
  static boolean matches(Code code, int[] words, int thread, Op op) {
    return words[code.cells + code.cell(op, words, thread)]
        == op.expected.eval(words, code.registers[thread]);
  }

  /** A weak compare-and-exchange that leaves the cell alone although it could have succeeded. */
  static void failSpuriously(Code code, int[] words, int thread, Op op) {
    int base = code.registers[thread];
    int old = words[code.cells + code.cell(op, words, thread)];
    if (op.succeeded >= 0) {
      words[base + op.succeeded] = 0;
    }
    words[base + op.register] = old;
  }

  /** What {@code op} does when it runs in this state. */
  static String clause(Code code, Story story, int[] words, int thread, Op op) {
    if (op.kind == Op.Kind.FENCE) {
      return Story.fence(op);
    }
    int cell = code.cell(op, words, thread);
    int base = code.registers[thread];
    int old = words[code.cells + cell];
    if (op.kind == Op.Kind.LOAD) {
      return story.reads(cell, old);
    }
    int[] after = words.clone();
    execute(code, after, thread, op);
    int now = after[code.cells + cell];
    if (op.kind == Op.Kind.STORE) {
      return story.writes(cell, now);
    }
    boolean cas = op.kind == Op.Kind.CAS;
    int expected = cas ? op.expected.eval(words, base) : old;
    return story.modifies(op, cell, old, old == expected, expected, now);
  }
}
