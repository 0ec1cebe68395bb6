package lab.bench.cpu.branch;

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
 * The same copy over a million bytes that repeat after {@code period}: time per byte. As many bytes
 * are read and as many branches run at every period; what grows is what there is to remember.
 *
 * <p>Expected: as fast as sorted bytes while the predictor remembers the period, as slow as
 * shuffled ones when it no longer does. On a Zen 4 that began between 4 and 64 Ki and was over at
 * 256 Ki; in between times drift while the predictor still learns.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Bytes.COUNT)
public class PeriodBench {
  private static final int HALF = 50;

  @Param("1024")
  public int period;

  private Bytes bytes;
  private int kept;

  @Setup
  public void fill() {
    bytes = Bytes.repeating(period, HALF);
  }

  /** What was measured was done, and nothing of it folded away. */
  @TearDown(Level.Trial)
  public void check() {
    bytes.checkCopy(kept);
  }

  @Benchmark
  public int repeated() {
    kept = bytes.branches();
    return kept;
  }
}
