package lab.bench.cpu.batching;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import lab.concurrent.layout.AlignedLongs;
import lab.concurrent.layout.CacheLine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What the writer pays: items of 64 bytes, and a doorbell in memory for so many of them. One
 * thread, nobody reads. A bell that waits for the stores before it is what a device asks for that
 * may have stopped looking (virtio's event index, a re-armed interrupt).
 *
 * <p>Expected on x86: about 6 ns a fenced bell, 2 ns an item; a release store is a plain one there,
 * and its curve is nearly level.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(BellBench.ITEMS)
public class BellBench {
  static final int ITEMS = 256;
  private static final int WORDS = CacheLine.BYTES / Long.BYTES;

  @Param({"1", "2", "4", "8", "16", "32", "64"})
  public int batch;

  private final AlignedLongs items = new AlignedLongs(Arena.ofAuto(), ITEMS, CacheLine.BYTES);
  private final AlignedLongs bells = new AlignedLongs(Arena.ofAuto(), 2, CacheLine.PAIR_BYTES);
  private final MemorySegment bell = bells.segment();
  private final long taken = bells.offset(1);
  private long written;

  @Benchmark
  public long fenced() {
    for (int i = 0; i < ITEMS; i += batch) {
      write(i);
      AlignedLongs.LONG.setVolatile(bell, 0L, written);
    }
    return written;
  }

  @Benchmark
  public long released() {
    for (int i = 0; i < ITEMS; i += batch) {
      write(i);
      AlignedLongs.LONG.setRelease(bell, 0L, written);
    }
    return written;
  }

  /** As a producer does, it looks first at what has been taken. */
  private void write(int from) {
    // Volatile: between two volatile stores, or C2 leaves the first one's barrier out.
    if ((long) AlignedLongs.LONG.getVolatile(bell, taken) != 0) {
      throw new IllegalStateException("nobody takes anything here");
    }
    MemorySegment memory = items.segment();
    for (int j = from; j < from + batch; j++) {
      for (int word = 0; word < WORDS; word++) {
        // Plain, as a producer writes: no word is written twice before a bell, and no store
        // may pass the bell behind it, so none can be left out. item() and a test look.
        AlignedLongs.LONG.set(memory, ((long) j * WORDS + word) * Long.BYTES, written);
      }
      written++;
    }
  }

  /** A word of an item, for a test. */
  long item(int index, int word) {
    return (long)
        AlignedLongs.LONG.get(items.segment(), ((long) index * WORDS + word) * Long.BYTES);
  }

  /** What the bell says, for a test. */
  long rung() {
    return (long) AlignedLongs.LONG.getAcquire(bell, 0L);
  }
}
