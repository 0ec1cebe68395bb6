package lab.bench.concurrent.soak;

import java.util.HashSet;
import java.util.Set;

/**
 * Accounts for a stream of messages that are numbered from 0 and ought to arrive in order. Belongs
 * to the thread that receives; read when it has finished.
 */
final class Ledger {
  /** More are counted as lost, but not remembered by name. */
  private static final int MOST_MISSING = 1 << 20;

  private final Set<Long> missing = new HashSet<>();
  private long next;
  private long inOrder;
  private long skipped;
  private long duplicated;
  private long reordered;
  private long altered;
  private long checksum;

  /** A message came. */
  void take(long number) {
    checksum = mix(checksum, number);
    if (number == next) {
      next++;
      inOrder++;
    } else {
      odd(number);
    }
  }

  private void odd(long number) {
    if (number < 0 || number < next) {
      if (missing.remove(number)) {
        skipped--;
        reordered++;
      } else {
        duplicated++;
      }
      return;
    }
    for (long gap = next; gap < number && missing.size() < MOST_MISSING; gap++) {
      missing.add(gap);
    }
    skipped += number - next;
    next = number + 1;
    inOrder++;
  }

  /** A message came whose parts do not belong together. */
  void alteredOne() {
    altered++;
  }

  /** How many came, in whichever state. */
  long came() {
    return inOrder + duplicated + reordered + altered;
  }

  long inOrder() {
    return inOrder;
  }

  /**
   * How many never came.
   *
   * @param sent how many were sent
   */
  long lost(long sent) {
    return skipped + Math.max(0, sent - next);
  }

  /** How many came a second time. */
  long duplicated() {
    return duplicated;
  }

  /** How many came after a later one. */
  long reordered() {
    return reordered;
  }

  long altered() {
    return altered;
  }

  /** Of all that came, in the order in which it came. */
  long checksum() {
    return checksum;
  }

  /** A checksum that depends on the order. */
  static long mix(long sum, long number) {
    return (sum ^ number) * 0x9E37_79B9_7F4A_7C15L;
  }
}
