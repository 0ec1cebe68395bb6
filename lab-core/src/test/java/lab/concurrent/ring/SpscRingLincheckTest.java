package lab.concurrent.ring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * Linearizability over interleavings of up to three operations a side (sequential consistency: what
 * weaker memory does is the business of the stress tests and of the room's program).
 */
class SpscRingLincheckTest {

  private static final ModelCheckingOptions OPTIONS =
      new ModelCheckingOptions()
          .iterations(10)
          .invocationsPerIteration(500)
          .threads(2)
          .actorsPerThread(3)
          .actorsBefore(1)
          .actorsAfter(1);

  /** The smallest ring, so that every scenario meets full and empty. */
  public static class Shipped {
    private final SpscRing<Integer> ring = new SpscRing<>(2);

    @Operation(nonParallelGroup = "producer")
    public boolean offer(@Param(gen = IntGen.class, conf = "1:3") int x) {
      return ring.offer(x);
    }

    @Operation(nonParallelGroup = "producer")
    public int fillOne(@Param(gen = IntGen.class, conf = "1:3") int x) {
      return ring.fill(new Integer[] {x}, 0, 1);
    }

    @Operation(nonParallelGroup = "consumer")
    public Integer poll() {
      return ring.poll();
    }

    @Operation(nonParallelGroup = "consumer")
    public Integer peek() {
      return ring.peek();
    }

    @Operation(nonParallelGroup = "consumer")
    public Integer drainOne() {
      Integer[] into = new Integer[1];
      return ring.drain(into, 0, 1) == 1 ? into[0] : null;
    }
  }

  /** As Lamport's ring with its two stores the wrong way round: index first, then the slot. */
  public static class IndexBeforeSlot {
    private final Integer[] slots = new Integer[2];
    private volatile int producerIndex;
    private volatile int consumerIndex;

    @Operation(nonParallelGroup = "producer")
    public boolean offer(@Param(gen = IntGen.class, conf = "1:3") int x) {
      int p = producerIndex;
      if (p - consumerIndex == 2) {
        return false;
      }
      producerIndex = p + 1;
      slots[p & 1] = x;
      return true;
    }

    @Operation(nonParallelGroup = "consumer")
    public Integer poll() {
      int c = consumerIndex;
      if (c == producerIndex) {
        return null;
      }
      Integer x = slots[c & 1];
      slots[c & 1] = null;
      consumerIndex = c + 1;
      return x;
    }
  }

  @Test
  void theShippedRingIsLinearizable() {
    OPTIONS.check(Shipped.class);
  }

  /** The same scenarios at full speed, without control over the interleaving. */
  @Test
  void theShippedRingIsLinearizableUnderStress() {
    new StressOptions()
        .iterations(10)
        .invocationsPerIteration(1_000)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(1)
        .check(Shipped.class);
  }

  @Test
  void aRingThatPublishesTooEarlyIsFound() {
    assertThatThrownBy(() -> OPTIONS.check(IndexBeforeSlot.class))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining("producerIndex");
  }
}
