package lab.stress.memory.spsc;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import lab.concurrent.ring.SpscLongRing;
import lab.concurrent.ring.SpscRecordRing;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** {@link SpscLongRing} and {@link SpscRecordRing}, one producer and one consumer. */
public class SpscNumbersStress {

  /** A consumer that has looked at the empty ring before still finds the value. */
  @JCStressTest
  @Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "Too early both times.")
  @Outcome(id = "-1, 42", expect = ACCEPTABLE, desc = "Too early once.")
  @Outcome(id = "42, 42", expect = ACCEPTABLE, desc = "There both times.")
  @Outcome(expect = FORBIDDEN, desc = "A slot was taken for full before its value was there.")
  @State
  public static class Publication {
    private final SpscLongRing ring = new SpscLongRing(2);

    @Actor
    public void producer() {
      ring.offer(42);
    }

    @Actor
    public void consumer(JJ_Result r) {
      r.r1 = ring.peek(-1);
      r.r2 = ring.poll(-1);
    }
  }

  /**
   * The broken twin: the same slot and tag without access modes. Seen 455 times in 18 million, 3 s,
   * on a busy virtual machine with two Zen 4 CPUs.
   */
  @JCStressTest
  @Outcome(id = "0, -1", expect = ACCEPTABLE, desc = "Too early.")
  @Outcome(id = "0, 42", expect = ACCEPTABLE, desc = "Empty, then there.")
  @Outcome(id = "42, -1", expect = ACCEPTABLE, desc = "The value before its tag.")
  @Outcome(id = "42, 42", expect = ACCEPTABLE, desc = "There both times.")
  @Outcome(
      id = "0, 0",
      expect = ACCEPTABLE_INTERESTING,
      desc = "Full, but the value is the old one.")
  @State
  public static class PublicationPlain {
    private long value;
    private int tag;

    @Actor
    public void producer() {
      value = 42;
      tag = 1;
    }

    @Actor
    public void consumer(JJ_Result r) {
      long early = value;
      r.r1 = early;
      r.r2 = tag == 1 ? value : -1;
    }
  }

  /** A full ring of two: two more go in, by offer and by array, while two come out. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "What was accepted came out, once, in order.")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "Lost, repeated or out of order.")
  @State
  public static class Full {
    private final SpscLongRing ring = new SpscLongRing(2);
    private int accepted = 2;
    private long first;
    private long second;

    public Full() {
      ring.offer(1);
      ring.offer(2);
    }

    @Actor
    public void producer() {
      if (ring.offer(3)) {
        accepted = 3;
        if (ring.fill(new long[] {4}, 0, 1) == 1) {
          accepted = 4;
        }
      }
    }

    @Actor
    public void consumer() {
      first = ring.poll(0);
      long[] one = new long[1];
      ring.drain(one, 0, 1);
      second = one[0];
    }

    @Arbiter
    public void count(I_Result r) {
      long third = ring.poll(0);
      r.r1 = Order.of(accepted, first, second, third, ring.poll(0));
    }
  }

  /** A ring of one record, used again at once: the two words are of the same record. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The first record.")
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "The second one.")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Too early: the first is released, no second.")
  @Outcome(expect = FORBIDDEN, desc = "Half of one and half of the other.")
  @State
  public static class RecordReused {
    private final SpscRecordRing ring = new SpscRecordRing(1, 2);

    public RecordReused() {
      put(1);
    }

    private void put(long x) {
      if (ring.claim(1) == 1) {
        ring.words()[ring.claimed(0)] = x;
        ring.words()[ring.claimed(0) + 1] = x;
        ring.commit(1);
      }
    }

    @Actor
    public void producer() {
      put(2);
    }

    @Actor
    public void consumer(JJ_Result r) {
      if (ring.available(1) == 1) {
        ring.release(1);
      }
      if (ring.available(1) == 1) {
        r.r1 = ring.words()[ring.front(0)];
        r.r2 = ring.words()[ring.front(0) + 1];
      }
    }
  }

  /** The first record is read while the producer waits for its place. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The first record, whole.")
  @Outcome(expect = FORBIDDEN, desc = "Overwritten while it was read.")
  @State
  public static class RecordHeld {
    private final SpscRecordRing ring = new SpscRecordRing(1, 2);

    public RecordHeld() {
      ring.claim(1);
      ring.words()[ring.claimed(0)] = 1;
      ring.words()[ring.claimed(0) + 1] = 1;
      ring.commit(1);
    }

    @Actor
    public void producer() {
      if (ring.claim(1) == 1) {
        ring.words()[ring.claimed(0)] = 2;
        ring.words()[ring.claimed(0) + 1] = 2;
        ring.commit(1);
      }
    }

    @Actor
    public void consumer(JJ_Result r) {
      ring.available(1);
      r.r1 = ring.words()[ring.front(0)];
      r.r2 = ring.words()[ring.front(0) + 1];
      ring.release(1);
    }
  }

  /**
   * The broken twin of {@link RecordHeld}: released before it is read. Seen 119 times in 4.3
   * million, 3 s, on a busy virtual machine with two Zen 4 CPUs.
   */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The first record, whole.")
  @Outcome(expect = ACCEPTABLE_INTERESTING, desc = "Overwritten while it was read.")
  @State
  public static class RecordReleasedTooEarly {
    private final SpscRecordRing ring = new SpscRecordRing(1, 2);

    public RecordReleasedTooEarly() {
      ring.claim(1);
      ring.words()[ring.claimed(0)] = 1;
      ring.words()[ring.claimed(0) + 1] = 1;
      ring.commit(1);
    }

    @Actor
    public void producer() {
      if (ring.claim(1) == 1) {
        ring.words()[ring.claimed(0)] = 2;
        ring.words()[ring.claimed(0) + 1] = 2;
        ring.commit(1);
      }
    }

    @Actor
    public void consumer(JJ_Result r) {
      ring.available(1);
      int at = ring.front(0);
      ring.release(1);
      r.r1 = ring.words()[at];
      r.r2 = ring.words()[at + 1];
    }
  }
}
