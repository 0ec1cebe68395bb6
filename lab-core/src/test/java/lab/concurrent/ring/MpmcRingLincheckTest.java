package lab.concurrent.ring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
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
        .actorsAfter(1);
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

  @Test
  void offerAndPollAreLinearizable() {
    options(2).check(Definite.class);
    options(3).check(Definite.class);
  }

  @Test
  void theStalledProducerIsFound() {
    assertThatThrownBy(() -> options(3).check(Relaxed.class))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining("poll(): null");
  }
}
