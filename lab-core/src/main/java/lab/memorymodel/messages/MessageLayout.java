package lab.memorymodel.messages;

import java.util.Arrays;
import lab.memorymodel.AccessMode;

/**
 * Memory as messages and views. Each cell has a list of messages, whose order is the cell's
 * modification order; message 0 is the value at the start. A view gives a position for each cell.
 * Of a thread, {@code cur} is what it has seen, {@code acq} what an acquire fence would add, and
 * {@code rel(x)} what a later write of x that does not release still carries.
 *
 * <p>A state is one array of words. Its front is the threads' own; then stand: all {@code cur};
 * those {@code acq} and {@code rel} that can matter; the view {@code S} of the full fences; the
 * number of messages per cell; the number of events per thread; then the messages, each (value,
 * glued, view), and the events. Glued is a message of a read-modify-write: nothing comes between it
 * and the one before.
 */
class MessageLayout {
  final MemoryShape shape;
  final Traits traits;
  final int cells;
  final int cur;
  final int[] acq;
  final int[][] rel;
  final int fences;
  final int counts;
  private final int eventCounts;
  final int messages;
  final int stride;
  final int eventStride;

  /**
   * @param front how many words of a state are the threads' own
   */
  MessageLayout(MemoryShape shape, Traits traits, int front) {
    this.shape = shape;
    this.traits = traits;
    cells = shape.cells();
    int threads = shape.threads();
    cur = front;
    int next = cur + threads * cells;
    acq = new int[threads];
    rel = new int[threads][cells];
    for (int t = 0; t < threads; t++) {
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
    messages = eventCounts + (traits.graph() ? threads : 0);
    stride = 2 + (traits.views() ? cells : 0);
    // Where threads come round, each event tells where its thread was.
    eventStride = Events.WORDS + (traits.loops() ? 1 : 0);
  }

  /**
   * The state in which nothing has happened yet.
   *
   * @param front the threads' own words
   * @param values the value of each cell at the start
   */
  public int[] start(int[] front, int[] values) {
    int[] words = Arrays.copyOf(front, messages + cells * stride);
    for (int x = 0; x < cells; x++) {
      words[counts + x] = 1;
      words[messages + x * stride] = values[x];
    }
    return words;
  }

  /** How many messages the cell has. */
  public int count(int[] words, int x) {
    return words[counts + x];
  }

  /** The value of the message at position i of x. */
  public int value(int[] words, int x, int i) {
    return words[message(words, x, i)];
  }

  /** Whether nothing may come between the message at position i and the one before. */
  public boolean glued(int[] words, int x, int i) {
    return words[message(words, x, i) + 1] != 0;
  }

  /** Where the message at position i of x begins. */
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
  public int seen(int[] words, int t, int x) {
    return words[cur + t * cells + x];
  }

  /** The same for an access of mode {@code mode}. */
  public int seen(int[] words, int t, int x, AccessMode mode) {
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
