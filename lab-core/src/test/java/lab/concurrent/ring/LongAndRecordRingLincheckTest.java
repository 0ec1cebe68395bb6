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

  /** The tag is set before the value: the consumer may take the value of the lap before. */
  public static class TagBeforeValue {
    private final long[] values = new long[2];
    private final AtomicIntegerArray tags = new AtomicIntegerArray(2);
    private long next;
    private volatile long consumerIndex;

    @Operation(nonParallelGroup = "producer")
    public boolean offer(@Param(gen = IntGen.class, conf = "1:3") int x) {
      if (next - consumerIndex == 2) {
        return false;
      }
      int slot = (int) next & 1;
      tags.set(slot, lap(next));
      values[slot] = x;
      next++;
      return true;
    }

    @Operation(nonParallelGroup = "consumer")
    public long poll() {
      long c = consumerIndex;
      int slot = (int) c & 1;
      if (tags.get(slot) != lap(c)) {
        return -1;
      }
      long x = values[slot];
      consumerIndex = c + 1;
      return x;
    }

    private static int lap(long index) {
      return (int) (index >> 1) + 1;
    }
  }

  /** The shipped ring, used wrongly: committed before it is written. */
  public static class CommittedTooEarly {
    private final SpscRecordRing ring = new SpscRecordRing(2, 2);

    @Operation(nonParallelGroup = "producer")
    public boolean put(@Param(gen = IntGen.class, conf = "1:3") int x) {
      if (ring.claim(1) == 0) {
        return false;
      }
      int at = ring.claimed(0);
      ring.commit(1);
      ring.words()[at] = x;
      ring.words()[at + 1] = -x;
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

  private static final StressOptions STRESS =
      new StressOptions()
          .iterations(5)
          .invocationsPerIteration(1_000)
          .threads(2)
          .actorsPerThread(3)
          .actorsBefore(1)
          .actorsAfter(1);

  @Test
  void longs() {
    OPTIONS.check(Longs.class);
    STRESS.check(Longs.class);
  }

  @Test
  void records() {
    OPTIONS.check(Records.class);
    STRESS.check(Records.class);
  }

  @Test
  void aTagThatComesTooEarlyIsFound() {
    assertThatThrownBy(() -> OPTIONS.check(TagBeforeValue.class))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining("tags");
  }

  @Test
  void aCommitThatComesTooEarlyIsFound() {
    assertThatThrownBy(() -> OPTIONS.check(CommittedTooEarly.class))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining("commit");
  }
}
