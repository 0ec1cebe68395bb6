package lab.host;

/**
 * The stretches of time in which one thread really ran, found by looking at the clock all the time:
 * where it jumps, the thread had been taken off its CPU, or the virtual CPU off the real one.
 */
final class Stretches {
  /** A jump shorter than this is an interrupt or a look at the clock, not a pause. */
  static final long PAUSE_NANOS = 50_000;

  private static final int MOST = 4096;

  private final long[] from = new long[MOST];
  private final long[] to = new long[MOST];
  private int count;

  /** Watches from then to then, by {@link System#nanoTime}; call it once. */
  void watch(long start, long end) {
    long last = System.nanoTime();
    while (last - start < 0) {
      Thread.onSpinWait();
      last = System.nanoTime();
    }
    long began = last;
    while (last - end < 0 && count < MOST) {
      long now = System.nanoTime();
      if (now - last > PAUSE_NANOS) {
        add(began, last);
        began = now;
      }
      last = now;
    }
    add(began, Math.min(last, end));
  }

  /** Adds a stretch; later than those before it. One that is empty counts for nothing. */
  void add(long start, long end) {
    if (count < MOST && end > start) {
      from[count] = start;
      to[count] = end;
      count++;
    }
  }

  /** How long the thread ran. */
  long nanos() {
    return common(this);
  }

  /** How long both ran at the same time. */
  long common(Stretches other) {
    long sum = 0;
    int i = 0;
    int j = 0;
    while (i < count && j < other.count) {
      sum += Math.max(0, Math.min(to[i], other.to[j]) - Math.max(from[i], other.from[j]));
      if (to[i] < other.to[j]) {
        i++;
      } else {
        j++;
      }
    }
    return sum;
  }

  /** The longest time between two stretches, or before the first or after the last. */
  long longestPause(long start, long end) {
    long longest = 0;
    long last = start;
    for (int i = 0; i < count; i++) {
      longest = Math.max(longest, from[i] - last);
      last = to[i];
    }
    return Math.max(longest, end - last);
  }
}
