package lab.concurrent.reclaim;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * What epochs and the slab are for, as linearizability: a register whose value lies in a block that
 * each write replaces, and blocks that nobody shares.
 */
class ReclaimLincheckTest {
  private static final ModelCheckingOptions MODEL =
      new ModelCheckingOptions()
          .iterations(10)
          .invocationsPerIteration(300)
          .threads(2)
          .actorsPerThread(2)
          .actorsBefore(1)
          .actorsAfter(1);

  private static final StressOptions STRESS =
      new StressOptions()
          .iterations(5)
          .invocationsPerIteration(500)
          .threads(2)
          .actorsPerThread(2)
          .actorsBefore(1)
          .actorsAfter(1);

  /** A register in a block of the slab, read within a section. */
  abstract static class Register {
    private static final int BLOCKS = 16;

    final Slab slab = new Slab(Arena.ofAuto(), BLOCKS, 1);
    final EpochDomain domain = new EpochDomain(slab, 1, BLOCKS, PinFence.READER);
    private final EpochReader reader = domain.reader();
    private final AtomicInteger pointer = new AtomicInteger(block(0));

    /** What the reader holds: an access that Lincheck sees, as it does not see a segment's. */
    @SuppressWarnings("UnusedVariable") // Written for Lincheck to switch threads at.
    private volatile int holds;

    abstract void free(int block);

    @Operation(nonParallelGroup = "reader")
    public long read() {
      reader.pin();
      int block = pointer.get();
      holds = block;
      long value = (long) Slab.WORD.getOpaque(slab.segment(), slab.offset(block));
      reader.unpin();
      return value;
    }

    @Operation
    public void write(@Param(gen = IntGen.class, conf = "1:5") int value) {
      free(pointer.getAndSet(block(value)));
    }

    private int block(long value) {
      int block = slab.allocate();
      slab.segment().set(JAVA_LONG, slab.offset(block), value);
      return block;
    }
  }

  /** Freed after a grace period. */
  public static class Retired extends Register {
    @Override
    void free(int block) {
      if (!domain.retire(block)) {
        throw new IllegalStateException("full");
      }
      domain.poll();
    }
  }

  /** Freed at once. */
  public static class FreedAtOnce extends Register {
    @Override
    void free(int block) {
      slab.free(block);
    }
  }

  /** Two blocks for two threads: each always has one to itself. */
  public static class Blocks {
    private final Slab slab = new Slab(Arena.ofAuto(), 2, 1);

    @Operation
    public boolean use(@Param(gen = IntGen.class, conf = "1:5") int value) {
      int block = slab.allocate();
      slab.segment().set(JAVA_LONG, slab.offset(block), value);
      boolean mine = slab.segment().get(JAVA_LONG, slab.offset(block)) == value;
      slab.free(block);
      return mine;
    }
  }

  /** The same with a free list that is read and written in two steps. */
  public static class SharedBlocks {
    private final int[] free = {0, 1};
    private final int[] words = new int[2];
    private volatile int top = 2;

    @Operation
    public boolean use(@Param(gen = IntGen.class, conf = "1:5") int value) {
      int now = top;
      int block = free[now - 1];
      top = now - 1;
      words[block] = value;
      boolean mine = words[block] == value;
      int then = top;
      free[then] = block;
      top = then + 1;
      return mine;
    }
  }

  @Test
  void whatIsRetiredIsNeverReadAsPoison() {
    MODEL.check(Retired.class);
    STRESS.check(Retired.class);
  }

  @Test
  void whatIsFreedAtOnceIsFound() {
    assertThatThrownBy(() -> MODEL.check(FreedAtOnce.class))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining("read(): " + Slab.POISON);
  }

  @Test
  void aBlockHasOneUserAtATime() {
    MODEL.check(Blocks.class);
    STRESS.check(Blocks.class);
  }

  @Test
  void aFreeListOfTwoStepsIsFound() {
    assertThatThrownBy(() -> MODEL.check(SharedBlocks.class))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining("top");
  }
}
