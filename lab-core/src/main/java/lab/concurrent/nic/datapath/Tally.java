package lab.concurrent.nic.datapath;

import java.util.TreeSet;

/**
 * What became of every frame, as the worker sees it: numbers are expected to ascend by one. A gap
 * is remembered, so that a frame that comes late is told from one that comes twice. One thread.
 */
public final class Tally {
  /** Gaps remembered one by one; beyond that they are only counted. */
  private static final int MOST_REMEMBERED = 1 << 16;

  private final TreeSet<Long> missing = new TreeSet<>();
  private long expected;
  private long skipped;
  private long whole;
  private long torn;
  private long repeated;
  private long reordered;

  /** Counts a frame. */
  public void frame(long sequence) {
    if (sequence == expected) {
      expected++;
      whole++;
    } else {
      unexpected(sequence);
    }
  }

  private void unexpected(long sequence) {
    if (sequence == TestFrame.TORN) {
      torn++;
    } else if (sequence > expected) {
      for (long s = expected; s < sequence && missing.size() < MOST_REMEMBERED; s++) {
        missing.add(s);
      }
      skipped += sequence - expected;
      expected = sequence + 1;
      whole++;
    } else if (missing.remove(sequence)) {
      skipped--;
      reordered++;
    } else {
      repeated++;
    }
  }

  /** Frames that came once, in order, whole. */
  public long whole() {
    return whole;
  }

  /** Frames whose bytes are not those of one frame. */
  public long torn() {
    return torn;
  }

  /** Frames that had come before. */
  public long repeated() {
    return repeated;
  }

  /** Frames that came after a later one. */
  public long reordered() {
    return reordered;
  }

  /** Every frame that came, however. */
  public long all() {
    return whole + torn + repeated + reordered;
  }

  /**
   * How many of the frames that were sent have not come.
   *
   * @param sent how many were sent: numbers 0 to one less
   */
  public long absent(long sent) {
    return skipped + Math.max(0, sent - expected);
  }
}
