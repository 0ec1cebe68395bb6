package lab.explore;

import java.util.function.LongSupplier;

/**
 * How much more a search may keep, so that it ends with an answer instead of an {@link
 * OutOfMemoryError}. An eighth of the heap is left to everybody else, and in a small heap more: G1
 * gives large arrays whole regions of a megabyte, and what is free between them is of no use.
 *
 * <p>What is not collected yet counts as used until the budget seems exhausted; only then is a
 * collection asked for, once.
 */
final class HeapBudget {
  private static final long LEAST_SPARE = 12L << 20;

  private final LongSupplier free;
  private final Runnable collect;
  private final long spare;
  private final int share;
  private long credit;

  /**
   * @param exact whether {@link #take} is told true sizes; of estimates only a quarter of what is
   *     free is handed out between two measurements
   */
  static HeapBudget ofThisJvm(boolean exact) {
    Runtime jvm = Runtime.getRuntime();
    return new HeapBudget(
        () -> jvm.maxMemory() - (jvm.totalMemory() - jvm.freeMemory()),
        System::gc,
        Math.max(jvm.maxMemory() / 8, LEAST_SPARE),
        exact ? 1 : 4);
  }

  HeapBudget(LongSupplier free, Runnable collect, long spare, int share) {
    this.free = free;
    this.collect = collect;
    this.spare = spare;
    this.share = share;
    measure();
  }

  private void measure() {
    credit = (free.getAsLong() - spare) / share;
  }

  /** Asks for that many bytes; false if they are not there. */
  synchronized boolean take(long bytes) {
    if (bytes > credit) {
      collect.run();
      measure();
    }
    if (bytes > credit) {
      return false;
    }
    credit -= bytes;
    return true;
  }

  /** Hands back what was taken and dropped. */
  synchronized void give(long bytes) {
    credit += bytes;
  }
}
