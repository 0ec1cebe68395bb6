package lab.explore;

import java.util.Arrays;

/**
 * Where the steps of each state lead, in the order of the states' numbers. Only kept when a {@link
 * Claim.Stuck} needs it: 4 bytes a step.
 *
 * <p>One stream of numbers; the last one of each state is complemented, and a state without steps
 * has a single {@link #NO_STEPS}.
 */
final class EdgeLog {
  static final int NO_STEPS = Integer.MIN_VALUE;

  private static final int SEGMENT_BITS = 14;
  private static final int SEGMENT = 1 << SEGMENT_BITS;

  private final HeapBudget heap;
  private int[][] segments = new int[4][];
  private long room;
  private long size;

  EdgeLog(HeapBudget heap) {
    this.heap = heap;
  }

  /** Makes room for {@code more} entries; false if the heap has none. */
  boolean reserve(long more) {
    while (room < size + more) {
      if (room == (long) Integer.MAX_VALUE + 1 || !heap.take((long) SEGMENT * Integer.BYTES)) {
        return false;
      }
      int segment = (int) (room >>> SEGMENT_BITS);
      if (segment == segments.length) {
        segments = Arrays.copyOf(segments, 2 * segment);
      }
      segments[segment] = new int[SEGMENT];
      room += SEGMENT;
    }
    return true;
  }

  void add(int entry) {
    set(size++, entry);
  }

  /** Number of entries. */
  long size() {
    return size;
  }

  /** Takes {@code count} reserved entries into use, which several threads then {@link #set}. */
  void extend(long count) {
    size += count;
  }

  void set(long place, int entry) {
    segments[(int) (place >>> SEGMENT_BITS)][(int) place & SEGMENT - 1] = entry;
  }

  int get(long place) {
    return segments[(int) (place >>> SEGMENT_BITS)][(int) place & SEGMENT - 1];
  }

  /** The state a step leads to. */
  static int target(int entry) {
    return entry < 0 ? ~entry : entry;
  }

  /** Whether this is the last entry of its state. */
  static boolean last(int entry) {
    return entry < 0;
  }
}
