package lab.explore;

import java.util.Arrays;

/**
 * Finds the number of a state: an open-addressing table whose entries hold 32 bits of the state's
 * hash and its number; the states themselves lie in the {@link StateLog}. Entries stand in the
 * order of their hash bits, so that growing reads and writes memory in order.
 *
 * <p>States met for the first time in a parallel round have no number yet, for it depends on what
 * other threads find. They are kept here until they get one.
 */
final class Index {
  private static final int FIRST_BITS = 8;
  private static final int MOST_BITS = 30;
  private static final long TAG = 0xFFFF_FFFF_0000_0000L;

  private final StateLog log;
  private final int words;
  private final HeapBudget heap;
  private long[] slots = new long[1 << FIRST_BITS];
  private int shift = Integer.SIZE - FIRST_BITS;
  private int used;
  private long[] unnumbered = new long[0];
  private int unnumberedCount;

  // Written so that the loads that fill the cache are not optimised away.
  @SuppressWarnings("UnusedVariable")
  private long touched;

  Index(StateLog log, HeapBudget heap) {
    this.log = log;
    this.words = log.words();
    this.heap = heap;
  }

  /** Makes room for {@code more} states; false if the heap has none. */
  boolean reserve(int more) {
    while (used + (long) more > slots.length / 8 * 5L) {
      long bytes = (long) slots.length * 2 * Long.BYTES;
      if (Integer.SIZE - shift == MOST_BITS || !heap.take(bytes)) {
        return false;
      }
      grow();
      heap.give(bytes / 2);
    }
    return true;
  }

  /** Whether another state needs {@link #reserve} first. */
  boolean isFull() {
    return used >= slots.length / 8 * 5;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    shift--;
    for (long entry : old) {
      if (entry != 0) {
        int slot = (int) (entry >>> 32) >>> shift;
        while (slots[slot] != 0) {
          slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = entry;
      }
    }
  }

  /**
   * Loads what {@link #find} will look at first. Called for a whole batch beforehand, it lets the
   * CPU wait for many cache misses at once instead of one after the other.
   */
  void touch(long hash) {
    touched += slots[(int) (hash >>> 32) >>> shift];
  }

  /** The slot of a state, or {@code ~slot} of the free one where it belongs. */
  int find(long hash, long[] from, int at) {
    long[] in = slots;
    int tag = (int) (hash >>> 32);
    int slot = tag >>> shift;
    while (true) {
      long entry = in[slot];
      if (entry == 0) {
        return ~slot;
      }
      if ((int) (entry >>> 32) == tag && same((int) entry, from, at)) {
        return slot;
      }
      slot = slot + 1 & in.length - 1;
    }
  }

  private boolean same(int reference, long[] from, int at) {
    if (reference > 0) {
      return log.same(reference - 1, from, at);
    }
    int mine = ~reference * words;
    return Arrays.equals(unnumbered, mine, mine + words, from, at, at + words);
  }

  /** Number of the state in that slot. */
  int number(int slot) {
    return (int) slots[slot] - 1;
  }

  /** Puts a numbered state into a free slot. */
  void put(int slot, long hash, int number) {
    setNumber(slot, hash, number);
    used++;
  }

  /** Numbers a state that was put without a number. */
  void setNumber(int slot, long hash, int number) {
    slots[slot] = (hash & TAG) | (number + 1);
  }

  /** Forgets the copies of states without number: they have one now. */
  void beginRound() {
    unnumberedCount = 0;
  }

  /** Puts a state into a free slot whose number will be known later. */
  void putUnnumbered(int slot, long hash, long[] from, int at) {
    int end = (unnumberedCount + 1) * words;
    if (end > unnumbered.length) {
      unnumbered = Arrays.copyOf(unnumbered, Math.max(2 * end, 1024));
    }
    System.arraycopy(from, at, unnumbered, end - words, words);
    slots[slot] = (hash & TAG) | (~unnumberedCount & ~TAG);
    unnumberedCount++;
    used++;
  }
}
