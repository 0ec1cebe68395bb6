package lab.bench.cpu.locality;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A square matrix of longs, row by row in one array: summed along its rows or its columns;
 * transposed row by row, or in squares of 8 by 8, whose 16 lines an L1 holds. An invocation does
 * the same number of elements whatever the side, and the next one goes on from there.
 *
 * <p>Expected: a sum along columns several times as dear, for each element is on another line; a
 * transpose the more so as a side is a power of two and a column falls into few sets.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(MatrixBench.ELEMENTS)
public class MatrixBench {
  static final int ELEMENTS = 1 << 14;
  private static final int SQUARE = 8;

  /** A power of two, 128..2048: so many rows, and bands of squares, come out even. */
  @Param("2048")
  public int side;

  @Param("rows")
  public String order;

  private boolean asItLies;
  private long[] from;
  private long[] to;
  private int line;
  private long sum;
  private boolean summed;
  private boolean transposed;

  @Setup
  public void fill() {
    if (Integer.bitCount(side) != 1 || side < 128 || side > ELEMENTS / SQUARE) {
      throw new IllegalArgumentException("side is a power of two, 128..2048 (got " + side + ")");
    }
    asItLies = order.equals("rows") || order.equals("blocked");
    from = new long[side * side];
    to = new long[side * side];
    for (int i = 0; i < from.length; i++) {
      from[i] = i * 0x9E3779B97F4A7C15L;
    }
  }

  /** Adds up some rows, or as many columns. */
  @Benchmark
  public long sum() {
    long all = 0;
    int last = line + ELEMENTS / side;
    for (int i = line; i < last; i++) {
      all += asItLies ? row(i) : column(i);
    }
    sum = all;
    summed = true;
    line = last & side - 1;
    return all;
  }

  private long row(int row) {
    long all = 0;
    for (int i = row * side; i < (row + 1) * side; i++) {
      all += from[i];
    }
    return all;
  }

  private long column(int column) {
    long all = 0;
    for (int i = column; i < from.length; i += side) {
      all += from[i];
    }
    return all;
  }

  /** Transposes some rows. */
  @Benchmark
  public void transpose() {
    int last = line + ELEMENTS / side;
    if (asItLies) {
      for (int top = line; top < last; top += SQUARE) {
        for (int left = 0; left < side; left += SQUARE) {
          square(top, left);
        }
      }
    } else {
      for (int row = line; row < last; row++) {
        for (int column = 0; column < side; column++) {
          to[column * side + row] = from[row * side + column];
        }
      }
    }
    transposed = true;
    line = last & side - 1;
  }

  private void square(int top, int left) {
    for (int row = top; row < top + SQUARE; row++) {
      for (int column = left; column < left + SQUARE; column++) {
        to[column * side + row] = from[row * side + column];
      }
    }
  }

  /** The last rows or columns once more, the slow way. */
  @TearDown(Level.Iteration)
  public void check() {
    int lines = ELEMENTS / side;
    int first = line - lines & side - 1;
    long all = 0;
    boolean right = true;
    for (int i = first; i < first + lines; i++) {
      for (int j = 0; j < side; j++) {
        all += from[asItLies ? i * side + j : j * side + i];
        right &= !transposed || to[j * side + i] == from[i * side + j];
      }
    }
    if (!right || (summed && sum != all)) {
      throw new IllegalStateException("elements were left out: order=" + order + " side=" + side);
    }
  }
}
