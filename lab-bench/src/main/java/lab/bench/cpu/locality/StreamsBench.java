package lab.bench.cpu.locality;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Stores to six arrays of 16 MiB: in one loop, so that six lines are open at a time, or in two
 * loops of three. Old cores had four write-combining buffers, and the one loop was slower; ns for
 * each store.
 *
 * <p>Expected: little or no difference on a core of today, or the one loop ahead.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(StreamsBench.STORES)
public class StreamsBench {
  private static final int ARRAYS = 6;
  private static final int PART = 1024;
  static final int STORES = ARRAYS * PART;
  private static final int BYTES = 16 << 20;

  private final byte[] a = new byte[BYTES];
  private final byte[] b = new byte[BYTES];
  private final byte[] c = new byte[BYTES];
  private final byte[] d = new byte[BYTES];
  private final byte[] e = new byte[BYTES];
  private final byte[] f = new byte[BYTES];
  private int at;
  private byte value;

  @Benchmark
  public void together() {
    int from = begin();
    byte v = value;
    for (int i = from; i < from + PART; i++) {
      int slot = scattered(i);
      a[slot] = v;
      b[slot] = v;
      c[slot] = v;
      d[slot] = v;
      e[slot] = v;
      f[slot] = v;
    }
  }

  @Benchmark
  public void apart() {
    int from = begin();
    byte v = value;
    for (int i = from; i < from + PART; i++) {
      int slot = scattered(i);
      a[slot] = v;
      b[slot] = v;
      c[slot] = v;
    }
    for (int i = from; i < from + PART; i++) {
      int slot = scattered(i);
      d[slot] = v;
      e[slot] = v;
      f[slot] = v;
    }
  }

  /** A line further each time, so that C2 makes no fill of the loop. */
  private static int scattered(int i) {
    return i * 64 + (i >> 18) & BYTES - 1;
  }

  private int begin() {
    int from = at;
    at = from + PART & BYTES - 1;
    value++;
    return from;
  }

  /** The last window's stores are all there. */
  @TearDown(Level.Iteration)
  public void check() {
    for (int i = at - PART; i < at; i++) {
      int slot = scattered(i & BYTES - 1);
      if (((a[slot] ^ value) | (b[slot] ^ value) | (c[slot] ^ value)) != 0
          || ((d[slot] ^ value) | (e[slot] ^ value) | (f[slot] ^ value)) != 0) {
        throw new IllegalStateException("a store was left out at " + slot);
      }
    }
  }
}
