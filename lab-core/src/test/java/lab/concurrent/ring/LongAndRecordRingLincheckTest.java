package lab.concurrent.ring;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** Linearizability of the rings that hold numbers, element by element and in bulk. */
class LongAndRecordRingLincheckTest {

  private static final ModelCheckingOptions OPTIONS =
      new ModelCheckingOptions()
          .iterations(5)
          .invocationsPerIteration(300)
          .threads(2)
          .actorsPerThread(3)
          .actorsBefore(1)
          .actorsAfter(1);

  /** Both ways in and both ways out of one ring. */
  public static class Longs {
    private final SpscLongRing ring = new SpscLongRing(2);

    @Operation(nonParallelGroup = "producer")
    public boolean offer(@Param(gen = IntGen.class, conf = "1:3") int x) {
      return ring.offer(x);
    }

    @Operation(nonParallelGroup = "producer")
    public int fillOne(@Param(gen = IntGen.class, conf = "1:3") int x) {
      return ring.fill(new long[] {x}, 0, 1);
    }

    @Operation(nonParallelGroup = "consumer")
    public long poll() {
      return ring.poll(-1);
    }

    @Operation(nonParallelGroup = "consumer")
    public long drainOne() {
      long[] into = {-1};
      ring.drain(into, 0, 1);
      return into[0];
    }
  }

  /** One record at a time, two words that must agree. */
  public static class Records {
    private final SpscRecordRing ring = new SpscRecordRing(2, 2);

    @Operation(nonParallelGroup = "producer")
    public boolean put(@Param(gen = IntGen.class, conf = "1:3") int x) {
      if (ring.claim(1) == 0) {
        return false;
      }
      ring.words()[ring.claimed(0)] = x;
      ring.words()[ring.claimed(0) + 1] = -x;
      ring.commit(1);
      return true;
    }

    @Operation(nonParallelGroup = "consumer")
    public long take() {
      if (ring.available(1) == 0) {
        return -1;
      }
      long first = ring.words()[ring.front(0)];
      long second = ring.words()[ring.front(0) + 1];
      ring.release(1);
      return first == -second ? first : Long.MIN_VALUE;
    }
  }

  @Test
  void longs() {
    OPTIONS.check(Longs.class);
  }

  @Test
  void records() {
    OPTIONS.check(Records.class);
  }
}
