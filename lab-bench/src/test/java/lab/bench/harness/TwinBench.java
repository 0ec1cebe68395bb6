package lab.bench.harness;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Benchmarks whose only purpose is that the tests of the harness run them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TwinBench {
  private static final int OPERATIONS = 20_000;
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  /** 256 bytes from each other and from the ends. */
  private static final int MINE = 32;

  private static final int THEIRS = 64;

  private final long[] cells = new long[97];

  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public void apart(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(() -> add(MINE), () -> add(THEIRS));
  }

  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public void sameLine(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(() -> add(MINE), () -> add(MINE + 1));
  }

  @Benchmark
  public void fails(PairedWindow pair) {
    pair.run(
        () -> {},
        () -> {
          throw new IllegalArgumentException("broken on purpose");
        });
  }

  private void add(int index) {
    for (int i = 0; i < OPERATIONS; i++) {
      CELL.getAndAdd(cells, index, 1L);
    }
  }
}
