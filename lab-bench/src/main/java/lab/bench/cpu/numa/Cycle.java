package lab.bench.cpu.numa;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import lab.concurrent.layout.CacheLine;

/** One cycle through all lines of a memory, in an order that no prefetcher knows. */
final class Cycle {
  private final MemorySegment memory;

  Cycle(MemorySegment memory) {
    this.memory = memory;
    SplittableRandom random = new SplittableRandom(1);
    long lines = memory.byteSize() / CacheLine.BYTES;
    for (long i = 0; i < lines; i++) {
      set(i, i);
    }
    // Sattolo: swapping with a lower index only leaves one single cycle.
    for (long i = lines - 1; i > 0; i--) {
      long other = random.nextLong(i);
      long swapped = next(i);
      set(i, next(other));
      set(other, swapped);
    }
  }

  private long next(long line) {
    return memory.get(JAVA_LONG, line * CacheLine.BYTES) / CacheLine.BYTES;
  }

  private void set(long line, long next) {
    memory.set(JAVA_LONG, line * CacheLine.BYTES, next * CacheLine.BYTES);
  }

  /** The offset that so many loads lead to, each of which waits for the one before. */
  long follow(long offset, int loads) {
    long at = offset;
    for (int i = 0; i < loads; i++) {
      at = memory.get(JAVA_LONG, at);
    }
    return at;
  }
}
