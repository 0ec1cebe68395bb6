package lab.concurrent.ring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/** Linearizability with both roles on every thread. */
class MpmcRingLincheckTest {

  private static ModelCheckingOptions options(int threads) {
    return new ModelCheckingOptions()
        .iterations(4)
        .invocationsPerIteration(300)
        .threads(threads)
        .actorsPerThread(2)
        .actorsBefore(1)
        .actorsAfter(1)
        // A definite answer pauses for 64 spin-wait hints, which is no livelock.
        .loopBound(1_000);
  }

  /** The calls that give a definite answer. */
  public static class Definite {
    private final MpmcRing<Integer> ring = new MpmcRing<>(2);

    @Operation
    public boolean offer(@Param(gen = IntGen.class, conf = "1:3") int x) {
      return ring.offer(x);
    }

    @Operation
    public Integer poll() {
      return ring.poll();
    }
  }

  /** The calls that never wait: what their Javadoc warns of is real. */
  public static class Relaxed {
    private final MpmcRing<Integer> ring = new MpmcRing<>(2);

    @Operation
    public boolean offer(@Param(gen = IntGen.class, conf = "1:3") int x) {
      return ring.relaxedOffer(x);
    }

    @Operation
    public Integer poll() {
      return ring.relaxedPoll();
    }
  }

  /** The ring's algorithm with an index that is read and written apart: two get one slot. */
  public static class PlainReservation {
    private static final int CAPACITY = 4;

    private final AtomicIntegerArray slots = new AtomicIntegerArray(CAPACITY);
    private final AtomicIntegerArray sequences = new AtomicIntegerArray(new int[] {0, 1, 2, 3});
    private volatile int producerIndex;
    private volatile int consumerIndex;

    @Operation
    public boolean offer(@Param(gen = IntGen.class, conf = "1:3") int x) {
      int p = producerIndex;
      if (sequences.get(p % CAPACITY) != p) {
        return false;
      }
      producerIndex = p + 1;
      slots.set(p % CAPACITY, x);
      sequences.set(p % CAPACITY, p + 1);
      return true;
    }

    @Operation(nonParallelGroup = "consumer")
    public Integer poll() {
      int c = consumerIndex;
      if (sequences.get(c % CAPACITY) != c + 1) {
        return null;
      }
      consumerIndex = c + 1;
      int x = slots.get(c % CAPACITY);
      sequences.set(c % CAPACITY, c + CAPACITY);
      return x;
    }
  }

  @Test
  void offerAndPollAreLinearizable() {
    options(2).check(Definite.class);
    options(3).check(Definite.class);
  }

  @Test
  void offerAndPollAreLinearizableUnderStress() {
    new StressOptions()
        .iterations(4)
        .invocationsPerIteration(2_000)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(1)
        .check(Definite.class);
  }

  @Test
  void theStalledProducerIsFound() {
    assertThatThrownBy(() -> options(3).check(Relaxed.class))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining("poll(): null");
  }

  @Test
  void aSlotThatTwoHaveIsFound() {
    assertThatThrownBy(() -> options(2).actorsAfter(3).check(PlainReservation.class))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining("offer(")
        .hasMessageContaining("producerIndex");
  }
}
