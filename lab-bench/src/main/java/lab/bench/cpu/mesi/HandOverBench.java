package lab.bench.cpu.mesi;

import java.util.concurrent.TimeUnit;
import lab.bench.harness.PairedWindow;
import lab.concurrent.layout.CacheLine;
import lab.concurrent.layout.SpacedLongs;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The same writes into one word, each of which waits for the one before: by one thread, and by two
 * that take turns, so that every write needs the line from the other core. Expected: 1 to 3 ns
 * alone, a hand-over in turns: 25 to 60 ns where the two CPUs share a cache, 70 to 200 where not.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(HandOverBench.WRITES)
public class HandOverBench {
  /** Even; a window takes 0.25 to 2 ms. */
  static final int WRITES = 10_000;

  private final SpacedLongs cells = new SpacedLongs(2, CacheLine.PAIR_BYTES);

  @Benchmark
  public void alone(PairedWindow pair, PairedWindow.Calibration calibration) {
    long start = value(0);
    pair.run(() -> write(0, start, 1), () -> {});
    check(0, start);
  }

  @Benchmark
  public void inTurns(PairedWindow pair, PairedWindow.Calibration calibration) {
    long start = value(1);
    pair.run(() -> write(1, start, 2), () -> write(1, start + 1, 2));
    check(1, start);
  }

  /** Of the writes from {@code first} on every one that is {@code step} behind the last. */
  private void write(int cell, long first, int step) {
    long[] array = cells.array();
    int index = cells.index(cell);
    long end = first + WRITES;
    for (long turn = first; turn < end; turn += step) {
      // Acquire and release as queues use them; the number is all that is handed over.
      while ((long) SpacedLongs.ELEMENT.getAcquire(array, index) != turn) {
        Thread.onSpinWait();
      }
      SpacedLongs.ELEMENT.setRelease(array, index, turn + 1);
    }
  }

  private long value(int cell) {
    return (long) SpacedLongs.ELEMENT.getAcquire(cells.array(), cells.index(cell));
  }

  /** Nothing was folded away, and nobody wrote out of turn. */
  private void check(int cell, long start) {
    if (value(cell) != start + WRITES) {
      throw new IllegalStateException(
          "%d writes made %d of %d".formatted(WRITES, value(cell), start));
    }
  }
}
