package lab.concurrent.reclaim;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A writer replaces a block again and again, two readers read it. How often: the system property
 * {@code lab.soak.retires}, by default what a build has time for.
 */
class ReclaimSoakTest {
  private static final long RETIRES = Long.getLong("lab.soak.retires", 100_000L);
  private static final int READERS = 2;

  @ParameterizedTest
  @EnumSource(PinFence.class)
  void noReaderSeesAFreedBlockAndNoBlockIsLost(PinFence fence) throws Exception {
    try (Arena arena = Arena.ofShared();
        ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
      Slab slab = new Slab(arena, 64, 2);
      EpochDomain domain = new EpochDomain(slab, READERS, 48, fence);
      AtomicInteger current = new AtomicInteger(fresh(slab, 0));
      AtomicBoolean over = new AtomicBoolean();
      Future<?>[] readers = new Future<?>[READERS];
      for (int r = 0; r < READERS; r++) {
        readers[r] = threads.submit(() -> read(slab, domain.reader(), current, over));
      }
      try {
        for (long i = 1; i <= RETIRES; i++) {
          int next = fresh(slab, i);
          while (next == Slab.NONE) {
            domain.poll();
            LockSupport.parkNanos(1);
            next = fresh(slab, i);
          }
          int old = current.getAndSet(next);
          while (!domain.retire(old)) {
            LockSupport.parkNanos(1);
          }
        }
      } finally {
        over.set(true);
      }
      for (Future<?> reader : readers) {
        reader.get();
      }
      domain.synchronize();
      assertThat(domain.held()).isZero();
      slab.free(current.get());
      int left = 0;
      while (slab.allocate() != Slab.NONE) {
        left++;
      }
      assertThat(left).isEqualTo(slab.blocks());
    }
  }

  /** A block whose second word is the complement of its first; poison is not. */
  private static int fresh(Slab slab, long number) {
    int block = slab.allocate();
    if (block != Slab.NONE) {
      slab.segment().set(JAVA_LONG, slab.offset(block), number);
      slab.segment().set(JAVA_LONG, slab.offset(block) + Long.BYTES, ~number);
    }
    return block;
  }

  private static void read(
      Slab slab, EpochReader reader, AtomicInteger current, AtomicBoolean over) {
    long newest = 0;
    while (!over.get()) {
      reader.pin();
      try {
        long at = slab.offset(current.getAcquire());
        long first = (long) Slab.WORD.getOpaque(slab.segment(), at);
        long second = (long) Slab.WORD.getOpaque(slab.segment(), at + Long.BYTES);
        if (first != ~second || first < newest) {
          throw new IllegalStateException(
              "read " + Long.toHexString(first) + " " + Long.toHexString(second));
        }
        newest = first;
      } finally {
        reader.unpin();
      }
    }
  }
}
