package lab.concurrent.layout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Longs at a fixed distance in one {@code long[]}.
 *
 * <pre>
 *   header | guard 128 B | cell 0 ... stride ... cell 1 ... stride ... | guard 128 B
 * </pre>
 *
 * Elements of an array lie as far apart as their indices say, so cells at least a line apart never
 * share one, wherever the array begins (16 bytes into its object, hence not at a line's start). The
 * guards keep the array's own length, which every access reads, and whatever the heap has put next
 * to the array, off the lines that are written.
 *
 * <p>Hot code takes {@link #array()} and {@link #index} once and uses {@link #ELEMENT} itself, so
 * that the access mode stands where the algorithm is.
 */
public final class SpacedLongs {
  /** All access modes over {@code (long[], int)}. */
  public static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);

  private static final int GUARD = CacheLine.PAIR_BYTES / Long.BYTES;

  /** Index of the only cell of {@link #single()}: a constant, so that it costs no load. */
  public static final int SINGLE = GUARD;

  private final long[] array;
  private final int cells;
  private final int strideBytes;

  /**
   * @param cells how many, at least 1
   * @param strideBytes distance of two neighbours: a multiple of 8; {@link CacheLine#BYTES} or more
   *     keeps them on lines of their own, 8 packs them as an ordinary array does
   */
  public SpacedLongs(int cells, int strideBytes) {
    if (cells < 1) {
      throw new IllegalArgumentException("cells must be >= 1: cells=" + cells);
    }
    if (strideBytes < Long.BYTES || strideBytes % Long.BYTES != 0) {
      throw new IllegalArgumentException(
          "strideBytes must be a multiple of 8, at least 8: strideBytes=" + strideBytes);
    }
    this.cells = cells;
    this.strideBytes = strideBytes;
    long length = 2L * GUARD + (cells - 1L) * (strideBytes / Long.BYTES) + 1;
    array = new long[Math.toIntExact(length)];
  }

  /** An array that holds one padded cell, at index {@link #SINGLE}. */
  public static long[] single() {
    return new SpacedLongs(1, CacheLine.PAIR_BYTES).array;
  }

  public int cells() {
    return cells;
  }

  public int strideBytes() {
    return strideBytes;
  }

  /** The array itself, cells, gaps and guards. */
  public long[] array() {
    return array;
  }

  /** Where a cell lies in {@link #array()}. */
  public int index(int cell) {
    if (cell < 0 || cell >= cells) {
      throw new IndexOutOfBoundsException("cell is 0.." + (cells - 1) + ": cell=" + cell);
    }
    return GUARD + cell * (strideBytes / Long.BYTES);
  }

  /** The plain values of all cells, for when no other thread writes any more. */
  public long[] values() {
    long[] values = new long[cells];
    Arrays.setAll(values, cell -> array[index(cell)]);
    return values;
  }
}
