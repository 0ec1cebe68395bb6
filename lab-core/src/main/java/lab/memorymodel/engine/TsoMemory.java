package lab.memorymodel.engine;

import lab.memorymodel.AccessMode;
import lab.memorymodel.FenceKind;

/**
 * Memory behind store buffers. Per thread the state has, from {@code buffers()[t]} on, the number
 * of waiting stores and then (cell, value) of each, oldest first; unused places are 0.
 */
final class TsoMemory {
  private final Layout layout;
  private final int[] buffers;
  private final int[] capacity;
  private final int length;

  TsoMemory(Layout layout, int[] capacity) {
    this.layout = layout;
    this.capacity = capacity;
    buffers = new int[layout.count];
    int next = layout.tail;
    for (int t = 0; t < layout.count; t++) {
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

  /** Whether a store of that mode may wait in the buffer. */
  static boolean buffered(AccessMode mode) {
    return mode != AccessMode.VOLATILE;
  }

  private static boolean buffered(Access a) {
    return a.kind() == Access.Kind.STORE && buffered(a.mode());
  }

  /** Whether the access has to wait for the buffer: for room in it, or until it is empty. */
  boolean blocked(int[] words, int t, Access a) {
    if (a.kind() == Access.Kind.LOAD) {
      return false;
    }
    if (buffered(a)) {
      return waiting(words, t) == capacity[t];
    }
    return (waits(a) && waiting(words, t) > 0) || (heavy(a) && anyWaiting(words));
  }

  private static boolean waits(Access a) {
    return a.kind() != Access.Kind.FENCE || a.fence().full();
  }

  private static boolean heavy(Access a) {
    return a.kind() == Access.Kind.FENCE && a.fence() == FenceKind.HEAVY;
  }

  private boolean anyWaiting(int[] words) {
    for (int t = 0; t < layout.count; t++) {
      if (waiting(words, t) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Does the access, and lets the thread go on with what came of it. */
  void execute(int[] words, int t, Access a) {
    if (buffered(a)) {
      int at = buffers[t] + 1 + 2 * waiting(words, t);
      words[at] = a.cell();
      words[at + 1] = a.operand();
      words[buffers[t]]++;
      layout.advance(words, t);
    } else if (a.kind() == Access.Kind.LOAD) {
      int newest = newest(words, t, a.cell());
      layout.advance(words, t, words[newest < 0 ? layout.cells + a.cell() : newest], true);
    } else {
      ScMemory.execute(layout, words, t, a);
    }
  }

  /** Moves the oldest waiting store to memory. */
  void drain(int[] words, int t) {
    int at = buffers[t];
    int count = words[at];
    words[layout.cells + words[at + 1]] = words[at + 2];
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

  String clause(Story story, int[] words, int t, Access a) {
    if (buffered(a)) {
      return story.writes(a.cell(), a.operand())
          + " into its store buffer, where nobody else sees it yet";
    }
    if (a.kind() == Access.Kind.LOAD) {
      int newest = newest(words, t, a.cell());
      return newest < 0
          ? story.reads(a.cell(), words[layout.cells + a.cell()]) + " from memory"
          : story.reads(a.cell(), words[newest]) + " from its own store buffer";
    }
    String clause = ScMemory.clause(layout, story, words, a);
    if (heavy(a)) {
      return clause + ", every store buffer being empty";
    }
    return waits(a) ? clause + ", its store buffer being empty" : clause;
  }
}
