package lab.memorymodel;

import java.util.Arrays;

/**
 * Memory as messages and views. Each cell has a list of messages, whose order is the cell's
 * modification order; message 0 is the value at the start. A view gives a position for each cell.
 * Of a thread, {@code cur} is what it has seen, {@code acq} what an acquire fence would add, and
 * {@code rel(x)} what a later write of x that does not release still carries.
 *
 * <p>In a state, after {@link Code#tail}, stand: the number of the reordering; per thread whether a
 * spin is hoisted; all {@code cur}; those {@code acq} and {@code rel} that can matter; the view
 * {@code S} of the full fences; the number of messages per cell; the number of events per thread;
 * then the messages, each (value, glued, view), and the events. Glued is a message of a
 * read-modify-write: nothing comes between it and the one before.
 */
final class JavaMemory {
  static final int NOT_HOISTED = 0;
  static final int HOISTED = 1;
  static final int HUNG = 2;

  final Code code;
  final JavaTraits traits;
  private final int cells;
  private final int order;
  private final int hoisted;
  private final int cur;
  private final int[] acq;
  private final int[][] rel;
  private final int fences;
  private final int counts;
  private final int eventCounts;
  private final int messages;
  private final int stride;
  private final int eventStride;

  JavaMemory(Code code, JavaTraits traits) {
    this.code = code;
    this.traits = traits;
    cells = code.cellCount;
    order = code.tail;
    hoisted = order + 1;
    cur = hoisted + code.threads;
    int next = cur + code.threads * cells;
    acq = new int[code.threads];
    rel = new int[code.threads][cells];
    for (int t = 0; t < code.threads; t++) {
      acq[t] = traits.keepsAcquire(t) ? next : -1;
      next += traits.keepsAcquire(t) ? cells : 0;
      for (int x = 0; x < cells; x++) {
        rel[t][x] = traits.keepsRelease(t, x) ? next : -1;
        next += traits.keepsRelease(t, x) ? cells : 0;
      }
    }
    fences = traits.keepsFenceView() ? next : -1;
    counts = next + (traits.keepsFenceView() ? cells : 0);
    eventCounts = counts + cells;
    messages = eventCounts + (traits.graph() ? code.threads : 0);
    stride = 2 + (traits.views() ? cells : 0);
    eventStride = Events.WORDS + (traits.graph() && traits.loops() ? 1 + mostRegisters(code) : 0);
  }

  private static int mostRegisters(Code code) {
    return code.program.threads().stream().mapToInt(t -> t.registers().size()).max().orElse(0);
  }

  int[] initial(int reordering) {
    int[] words = code.initial(messages + cells * stride);
    words[order] = reordering;
    for (int x = 0; x < cells; x++) {
      words[counts + x] = 1;
      words[messages + x * stride] = words[code.cells + x];
    }
    return words;
  }

  int order(int[] words) {
    return words[order];
  }

  int hoisted(int[] words, int t) {
    return words[hoisted + t];
  }

  void setHoisted(int[] words, int t, int value) {
    words[hoisted + t] = value;
  }

  int count(int[] words, int x) {
    return words[counts + x];
  }

  int value(int[] words, int x, int i) {
    return words[message(words, x, i)];
  }

  boolean glued(int[] words, int x, int i) {
    return words[message(words, x, i) + 1] != 0;
  }

  private int message(int[] words, int x, int i) {
    int before = 0;
    for (int y = 0; y < x; y++) {
      before += words[counts + y];
    }
    return messages + (before + i) * stride;
  }

  private int messagesEnd(int[] words) {
    return message(words, cells, 0);
  }

  /** The position of the oldest message of x that the thread may still read. */
  int seen(int[] words, int t, int x) {
    return words[cur + t * cells + x];
  }

  /** The same for an access of mode {@code mode}. */
  int seen(int[] words, int t, int x, AccessMode mode) {
    int own = seen(words, t, x);
    boolean total = mode == AccessMode.VOLATILE && fences >= 0 && !traits.graph();
    return total ? Math.max(own, words[fences + x]) : own;
  }

  void read(int[] words, int t, int x, int i, AccessMode mode) {
    int view = message(words, x, i) + 2;
    int mine = cur + t * cells;
    words[mine + x] = Math.max(words[mine + x], i);
    if (acq[t] >= 0) {
      words[acq[t] + x] = Math.max(words[acq[t] + x], i);
      join(words, acq[t], words, view);
    }
    if (mode.acquires() && traits.views()) {
      join(words, mine, words, view);
    }
    if (acq[t] >= 0) {
      join(words, acq[t], words, mine);
    }
  }

  /** Puts a message at position p of x; a read-modify-write has read the one before it. */
  int[] write(int[] old, int t, int x, int p, int value, boolean modifies, AccessMode mode) {
    int at = message(old, x, p);
    int[] words = new int[old.length + stride];
    System.arraycopy(old, 0, words, 0, at);
    System.arraycopy(old, at, words, at + stride, old.length - at);
    words[counts + x]++;
    words[at] = value;
    words[at + 1] = modifies ? 1 : 0;
    shift(words, x, p, 1);
    int mine = cur + t * cells;
    words[mine + x] = p;
    if (acq[t] >= 0) {
      words[acq[t] + x] = Math.max(words[acq[t] + x], p);
    }
    int view = at + 2;
    if (traits.views()) {
      int from = mode.releases() ? mine : rel[t][x];
      if (from >= 0) {
        System.arraycopy(words, from, words, view, cells);
      }
      words[view + x] = p;
      if (modifies) {
        join(words, view, words, view - stride);
      }
    }
    if (mode.releases() && rel[t][x] >= 0) {
      join(words, rel[t][x], words, mine);
    }
    if (mode == AccessMode.VOLATILE && fences >= 0 && !traits.graph()) {
      words[fences + x] = p;
    }
    words[code.cells + x] = value(words, x, count(words, x) - 1);
    return words;
  }

  void fence(int[] words, int t, Instruction.Fence.Kind kind) {
    int mine = cur + t * cells;
    if (kind != Instruction.Fence.Kind.RELEASE && acq[t] >= 0) {
      join(words, mine, words, acq[t]);
    }
    if (kind == Instruction.Fence.Kind.FULL && fences >= 0 && !traits.graph()) {
      join(words, mine, words, fences);
      join(words, fences, words, mine);
      join(words, acq[t], words, mine);
    }
    if (kind != Instruction.Fence.Kind.ACQUIRE) {
      for (int x = 0; x < cells; x++) {
        if (rel[t][x] >= 0) {
          System.arraycopy(words, mine, words, rel[t][x], cells);
        }
      }
    }
  }

  private void join(int[] words, int into, int[] from, int at) {
    if (!traits.views()) {
      return;
    }
    for (int x = 0; x < cells; x++) {
      words[into + x] = Math.max(words[into + x], from[at + x]);
    }
  }

  /** Moves every stored position of x from {@code p} on by {@code by}, down to 0 at least. */
  private void shift(int[] words, int x, int p, int by) {
    for (int v = cur; v < counts; v += cells) {
      shiftOne(words, v + x, p, by);
    }
    int end = messagesEnd(words);
    if (traits.views()) {
      for (int m = messages; m < end; m += stride) {
        shiftOne(words, m + 2 + x, p, by);
      }
    }
    for (int e = end; e < words.length; e += eventStride) {
      Events.shift(words, e, x, p, by);
    }
  }

  private static void shiftOne(int[] words, int at, int p, int by) {
    if (words[at] >= p) {
      words[at] = Math.max(0, words[at] + by);
    }
  }

  /**
   * Forgets the messages that no thread can read or write in front of, so that a loop that writes
   * comes round to an earlier state. Only for programs with loops: without, the picture may keep
   * them.
   */
  int[] trim(int[] old) {
    int[] words = old;
    for (int t = 0; t < code.threads; t++) {
      if (code.ended(words, t)) {
        Arrays.fill(words, cur + t * cells, cur + (t + 1) * cells, 0);
      }
    }
    for (int x = 0; x < cells; x++) {
      int least = count(words, x) - 1;
      for (int t = 0; t < code.threads; t++) {
        least = code.ended(words, t) ? least : Math.min(least, seen(words, t, x));
      }
      if (least > 0) {
        int at = message(words, x, 0);
        int[] shorter = new int[words.length - least * stride];
        System.arraycopy(words, 0, shorter, 0, at);
        System.arraycopy(words, at + least * stride, shorter, at, shorter.length - at);
        shorter[counts + x] -= least;
        shorter[at + 1] = 0;
        shift(shorter, x, 0, -least);
        words = shorter;
      }
    }
    return words;
  }

  int eventCount(int[] words, int t) {
    return words[eventCounts + t];
  }

  /** Where the events of the thread begin. */
  int events(int[] words, int t) {
    int before = 0;
    for (int u = 0; u < t; u++) {
      before += words[eventCounts + u];
    }
    return messagesEnd(words) + before * eventStride;
  }

  int eventStride() {
    return eventStride;
  }

  /**
   * Adds room for one event of the thread, or with a negative number takes its last events away.
   */
  int[] resizeEvents(int[] old, int t, int by) {
    int end = events(old, t + 1);
    int kept = by < 0 ? end + by * eventStride : end;
    int[] words = new int[old.length + by * eventStride];
    System.arraycopy(old, 0, words, 0, kept);
    System.arraycopy(old, end, words, end + by * eventStride, old.length - end);
    words[eventCounts + t] += by;
    return words;
  }
}
