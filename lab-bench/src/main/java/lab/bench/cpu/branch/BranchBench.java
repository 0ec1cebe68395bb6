package lab.bench.cpu.branch;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * A million bytes, of which those that are not negative are copied: time per byte. Whether a byte
 * is copied is the branch; sorted or shuffled, the same bytes make the same branches in another
 * order.
 *
 * <p>Expected: shuffled several times sorted at 50 percent (7.7 times on a Zen 4), and much the
 * same where the JVM may make no conditional moves; without a branch the order does not matter. The
 * sum shows what happens where C2 does make one: sorted and shuffled alike, until it may not.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Bytes.COUNT)
public class BranchBench {
  private static final String NO_MOVES = "-XX:ConditionalMoveLimit=0";

  /** Of the bytes that many go the usual way: they are negative. */
  @Param("50")
  public int percent;

  private Bytes shuffled;
  private Bytes sorted;
  private Runnable check;

  @Setup
  public void fill() {
    shuffled = Bytes.noise(percent);
    sorted = shuffled.sorted();
  }

  /** What was measured was done, and nothing of it folded away. */
  @TearDown(Level.Trial)
  public void check() {
    check.run();
  }

  @Benchmark
  public int shuffled() {
    return copied(shuffled, shuffled.branches());
  }

  @Benchmark
  public int sorted() {
    return copied(sorted, sorted.branches());
  }

  @Benchmark
  public int branchless() {
    return copied(shuffled, shuffled.branchless());
  }

  @Benchmark
  @Fork(jvmArgsAppend = NO_MOVES)
  public int shuffledJumps() {
    return copied(shuffled, shuffled.branches());
  }

  @Benchmark
  @Fork(jvmArgsAppend = NO_MOVES)
  public int sortedJumps() {
    return copied(sorted, sorted.branches());
  }

  @Benchmark
  public int sumShuffled() {
    return summed(shuffled, shuffled.sum());
  }

  @Benchmark
  public int sumSorted() {
    return summed(sorted, sorted.sum());
  }

  @Benchmark
  @Fork(jvmArgsAppend = NO_MOVES)
  public int sumShuffledJumps() {
    return summed(shuffled, shuffled.sum());
  }

  private int copied(Bytes bytes, int kept) {
    check = () -> bytes.checkCopy(kept);
    return kept;
  }

  private int summed(Bytes bytes, int sum) {
    check = () -> bytes.checkSum(sum);
    return sum;
  }
}
