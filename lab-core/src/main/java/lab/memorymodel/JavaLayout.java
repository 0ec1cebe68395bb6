package lab.memorymodel;

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
class JavaLayout {
  static final int NOT_HOISTED = 0;
  static final int HOISTED = 1;
  static final int HUNG = 2;

  final Code code;
  final JavaTraits traits;
  final int cells;
  private final int order;
  private final int hoisted;
  final int cur;
  final int[] acq;
  final int[][] rel;
  final int fences;
  final int counts;
  private final int eventCounts;
  final int messages;
  final int stride;
  final int eventStride;

  JavaLayout(Code code, JavaTraits traits) {
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

  int message(int[] words, int x, int i) {
    int before = 0;
    for (int y = 0; y < x; y++) {
      before += words[counts + y];
    }
    return messages + (before + i) * stride;
  }

  int messagesEnd(int[] words) {
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
