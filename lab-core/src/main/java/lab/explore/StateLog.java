package lab.explore;

import java.util.Arrays;

/**
 * All states that were reached, packed, by number: state 0 is where the search began, and numbers
 * grow in breadth-first order. Beside each state stands the number of the state it was first
 * reached from; which step led there is found by stepping that one again.
 *
 * <p>Kept in segments, so that nothing is copied as it grows. Several threads may read, and write
 * different states, after one thread has made room.
 */
final class StateLog {
  private static final int SEGMENT_BITS = 12;
  private static final int SEGMENT = 1 << SEGMENT_BITS;
  private static final int IN_SEGMENT = SEGMENT - 1;

  private final int words;
  private final HeapBudget heap;
  private long[][] states = new long[4][];
  private int[][] parents = new int[4][];
  private int room;

  StateLog(int words, HeapBudget heap) {
    this.words = words;
    this.heap = heap;
  }

  /** How many {@code long}s a state takes. */
  int words() {
    return words;
  }

  /** Makes room for states with numbers below {@code count}; false if the heap has none. */
  boolean reserve(int count) {
    while (room < count) {
      if (!heap.take((long) SEGMENT * (words * Long.BYTES + Integer.BYTES))) {
        return false;
      }
      int segment = room >>> SEGMENT_BITS;
      if (segment == states.length) {
        states = Arrays.copyOf(states, 2 * segment);
        parents = Arrays.copyOf(parents, 2 * segment);
      }
      states[segment] = new long[SEGMENT * words];
      parents[segment] = new int[SEGMENT];
      room += SEGMENT;
    }
    return true;
  }

  void write(int state, long[] from, int at, int parent) {
    int segment = state >>> SEGMENT_BITS;
    int within = state & IN_SEGMENT;
    long[] to = states[segment];
    for (int i = 0, start = within * words; i < words; i++) {
      to[start + i] = from[at + i];
    }
    parents[segment][within] = parent;
  }

  boolean same(int state, long[] other, int at) {
    long[] mine = states[state >>> SEGMENT_BITS];
    int start = (state & IN_SEGMENT) * words;
    for (int i = 0; i < words; i++) {
      if (mine[start + i] != other[at + i]) {
        return false;
      }
    }
    return true;
  }

  <S> S read(int state, Machine.Codec<S> codec) {
    return codec.unpack(states[state >>> SEGMENT_BITS], (state & IN_SEGMENT) * words);
  }

  /** The state it was first reached from; -1 for the first of all. */
  int parent(int state) {
    return parents[state >>> SEGMENT_BITS][state & IN_SEGMENT];
  }

  /** Mixes all bits of a packed state into 64. */
  static long hash(long[] from, int at, int words) {
    long h = 0;
    for (int i = 0; i < words; i++) {
      h = (h ^ from[at + i]) * 0x9E3779B97F4A7C15L;
      h ^= h >>> 32;
    }
    h *= 0xD6E8FEB86659FD93L;
    return h ^ (h >>> 32);
  }
}
