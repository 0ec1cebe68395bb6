package lab.bench.nic.mmio;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One access to one of a million cache lines, in an order that no prefetcher knows. The order is
 * the same for all; only who waits for whom differs: it tells what dependence costs, whether reads
 * or writes depend, and nothing of a device's registers.
 *
 * <p>Expected: dependent loads 60 to 150 ns each, which is what DRAM and the page walk take;
 * independent stores and loads several times less, for many are under way at once.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(MmioBench.ACCESSES)
public class MmioBench {
  static final int ACCESSES = 1024;
  private static final int LINES = 1 << 20;
  private static final int LONGS_PER_LINE = 8;
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  /** The first word of each line names the line that comes next: one cycle through all of them. */
  private final long[] lines = new long[LINES * LONGS_PER_LINE];

  /** The same cycle as a list, which is read ahead without waiting for the lines. */
  private final int[] order = new int[LINES];

  private int at;
  private int line;

  @Setup
  public void makeCycle() {
    SplittableRandom random = new SplittableRandom(1);
    int[] next = new int[LINES];
    for (int i = 0; i < LINES; i++) {
      next[i] = i;
    }
    // Sattolo: swapping with a lower index only leaves one single cycle.
    for (int i = LINES - 1; i > 0; i--) {
      int other = random.nextInt(i);
      int swapped = next[i];
      next[i] = next[other];
      next[other] = swapped;
    }
    int visited = 0;
    for (int i = 0; i < LINES; i++) {
      order[i] = visited * LONGS_PER_LINE;
      lines[visited * LONGS_PER_LINE] = next[visited] * (long) LONGS_PER_LINE;
      visited = next[visited];
    }
  }

  /** Nobody waits for the store, and the next address is known. */
  @Benchmark
  public void independentStores() {
    int from = advance();
    for (int i = from; i < from + ACCESSES; i++) {
      // Opaque: so that no store is left out. The neighbour, so that the cycle stays whole.
      CELL.setOpaque(lines, order[i] + 1, (long) i);
    }
  }

  /** Each address is what the load before brings. */
  @Benchmark
  public int dependentLoads() {
    int here = line;
    for (int i = 0; i < ACCESSES; i++) {
      here = (int) lines[here];
    }
    line = here;
    return here;
  }

  /** Loads too can overlap if nothing makes them wait. */
  @Benchmark
  public long independentLoads() {
    int from = advance();
    long sum = 0;
    for (int i = from; i < from + ACCESSES; i++) {
      sum += lines[order[i]];
    }
    return sum;
  }

  private int advance() {
    int from = at;
    at = (from + ACCESSES) & (LINES - 1);
    return from;
  }
}
