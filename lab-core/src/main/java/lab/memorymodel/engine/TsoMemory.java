package lab.memorymodel.engine;

import lab.memorymodel.AccessMode;
import lab.memorymodel.FenceKind;

/**
 * Memory behind store buffers. Per thread the state has, from {@code buffers()[t]} on, the number
 * of waiting stores and then (cell, value) of each, oldest first; unused places are 0.
 */
final class TsoMemory {
  private final Code code;
  private final int[] buffers;
  private final int[] capacity;
  private final int length;

  TsoMemory(Code code, int[] capacity) {
    this.code = code;
    this.capacity = capacity;
    buffers = new int[code.threads];
    int next = code.tail;
    for (int t = 0; t < code.threads; t++) {
      buffers[t] = next;
      next += 1 + 2 * capacity[t];
    }
    length = next;
  }

  /** Words of a state. */
  int length() {
    return length;
  }

  int[] buffers() {
    return buffers;
  }

  int waiting(int[] words, int t) {
    return words[buffers[t]];
  }

  int oldestCell(int[] words, int t) {
    return words[buffers[t] + 1];
  }

  int oldestValue(int[] words, int t) {
    return words[buffers[t] + 2];
  }

  /** Whether {@code op} is a store that may wait in the buffer. */
  static boolean buffered(Op op) {
    return op.kind == Op.Kind.STORE && op.mode != AccessMode.VOLATILE;
  }

  /** Whether {@code op} has to wait for the buffer: for room in it, or until it is empty. */
  boolean blocked(int[] words, int t, Op op) {
    if (op.kind == Op.Kind.LOAD) {
      return false;
    }
    if (buffered(op)) {
      return waiting(words, t) == capacity[t];
    }
    return (waits(op) && waiting(words, t) > 0) || (heavy(op) && anyWaiting(words));
  }

  private static boolean waits(Op op) {
    return op.kind != Op.Kind.FENCE || op.fence.full();
  }

  private static boolean heavy(Op op) {
    return op.kind == Op.Kind.FENCE && op.fence == FenceKind.HEAVY;
  }

  private boolean anyWaiting(int[] words) {
    for (int t = 0; t < code.threads; t++) {
      if (waiting(words, t) > 0) {
        return true;
      }
    }
    return false;
  }

  void execute(int[] words, int t, Op op) {
    if (buffered(op)) {
      int value = op.value.eval(words, code.registers[t]);
      int at = buffers[t] + 1 + 2 * waiting(words, t);
      words[at] = code.cell(op, words, t);
      words[at + 1] = value;
      words[buffers[t]]++;
    } else if (op.kind == Op.Kind.LOAD) {
      int cell = code.cell(op, words, t);
      int newest = newest(words, t, cell);
      words[code.registers[t] + op.register] =
          newest < 0 ? words[code.cells + cell] : words[newest];
    } else {
      ScMemory.execute(code, words, t, op);
    }
  }

  /** Moves the oldest waiting store to memory. */
  void drain(int[] words, int t) {
    int at = buffers[t];
    int count = words[at];
    words[code.cells + words[at + 1]] = words[at + 2];
    System.arraycopy(words, at + 3, words, at + 1, 2 * (count - 1));
    words[at + 2 * count] = 0;
    words[at + 2 * count - 1] = 0;
    words[at] = count - 1;
  }

  /** Where the newest waiting value of the cell stands, or -1. */
  private int newest(int[] words, int t, int cell) {
    int at = buffers[t];
    for (int i = words[at]; i > 0; i--) {
      if (words[at + 2 * i - 1] == cell) {
        return at + 2 * i;
      }
    }
    return -1;
  }

  String clause(Story story, int[] words, int t, Op op) {
    if (buffered(op)) {
      return story.writes(code.cell(op, words, t), op.value.eval(words, code.registers[t]))
          + " into its store buffer, where nobody else sees it yet";
    }
    if (op.kind == Op.Kind.LOAD) {
      int cell = code.cell(op, words, t);
      int newest = newest(words, t, cell);
      return newest < 0
          ? story.reads(cell, words[code.cells + cell]) + " from memory"
          : story.reads(cell, words[newest]) + " from its own store buffer";
    }
    String clause = ScMemory.clause(code, story, words, t, op);
    if (heavy(op)) {
      return clause + ", every store buffer being empty";
    }
    return waits(op) ? clause + ", its store buffer being empty" : clause;
  }
}
