package lab.bench.cpu.locality;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.SplittableRandom;
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
 * One access to each of many words of eight bytes, as they lie in memory or in one random cycle
 * through all of them. A dependent read finds in its word where the next one is; an independent one
 * and a store are told by a list, which is read in order.
 *
 * <p>Expected: no difference in L1. In 64 MiB a dependent read costs 1 to 2 ns in order, which is a
 * hit in L1 since the prefetcher is ahead, and 60 to 150 at random; independent ones less, as many
 * are under way at once.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(OrderBench.ACCESSES)
public class OrderBench {
  static final int ACCESSES = 1024;

  private static final int LONGS_PER_KIB = 128;
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  /** A power of two and at least 8: a window must not be longer than the pass. */
  @Param("65536")
  public int kib;

  @Param("random")
  public String order;

  /** Where the next one is. */
  private long[] words;

  /** The same as a list. */
  private int[] walk;

  private int at;
  private int here;
  private long sum;
  private Done done = Done.NOTHING;

  /** What the last invocation did, so that it can be checked. */
  private enum Done {
    NOTHING,
    CHASED,
    SUMMED,
    STORED
  }

  @Setup
  public void lay() {
    int size = kib * LONGS_PER_KIB;
    if (Integer.bitCount(size) != 1 || size < ACCESSES) {
      throw new IllegalArgumentException("kib is a power of two, at least 8 (got " + kib + ")");
    }
    words = new long[size];
    walk = new int[size];
    if (order.equals("random")) {
      cycle();
    } else {
      for (int i = 0; i < size; i++) {
        words[i] = (i + 1L) & (size - 1);
      }
    }
    int visited = 0;
    for (int i = 0; i < size; i++) {
      walk[i] = visited;
      visited = (int) words[visited];
    }
  }

  /** Sattolo: swapping with a lower index only leaves one single cycle. */
  private void cycle() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < words.length; i++) {
      words[i] = i;
    }
    for (int i = words.length - 1; i > 0; i--) {
      int other = random.nextInt(i);
      long swapped = words[i];
      words[i] = words[other];
      words[other] = swapped;
    }
  }

  @Benchmark
  public int dependent() {
    int next = here;
    for (int i = 0; i < ACCESSES; i++) {
      next = (int) words[next];
    }
    here = next;
    done = Done.CHASED;
    at = at + ACCESSES & walk.length - 1;
    return next;
  }

  @Benchmark
  public long independent() {
    long read = 0;
    for (int i = at; i < at + ACCESSES; i++) {
      read += words[walk[i]];
    }
    sum = read;
    done = Done.SUMMED;
    at = at + ACCESSES & walk.length - 1;
    return read;
  }

  /** Opaque, so that each is made. */
  @Benchmark
  public void stores() {
    for (int i = at; i < at + ACCESSES; i++) {
      CELL.setOpaque(words, walk[i], (long) i);
    }
    done = Done.STORED;
    at = at + ACCESSES & walk.length - 1;
  }

  /** That nothing was left out: where a chain of so many reads ends, what the last window found. */
  @TearDown(Level.Iteration)
  public void check() {
    boolean right =
        switch (done) {
          case NOTHING -> true;
          case CHASED -> here == walk[at];
          case SUMMED -> sum == sumOfLast();
          case STORED -> storesOfLast();
        };
    if (!right) {
      throw new IllegalStateException("accesses were left out: order=" + order + " kib=" + kib);
    }
  }

  private long sumOfLast() {
    int from = at - ACCESSES & walk.length - 1;
    long expected = 0;
    for (int i = from; i < from + ACCESSES; i++) {
      expected += words[walk[i]];
    }
    return expected;
  }

  private boolean storesOfLast() {
    int from = at - ACCESSES & walk.length - 1;
    boolean there = true;
    for (int i = from; i < from + ACCESSES; i++) {
      there &= words[walk[i]] == i;
    }
    return there;
  }
}
