package lab.stress.concurrent.ring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import lab.concurrent.ring.MpmcRing;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** {@link MpmcRing}: two on the same slot. */
public class MpmcRingStress {

  /** Two producers, payloads 11 and 22: both arrive. */
  @JCStressTest
  @Outcome(
      id = {"11, 22", "22, 11"},
      expect = ACCEPTABLE,
      desc = "Both payloads.")
  @Outcome(expect = FORBIDDEN, desc = "One is lost, or there twice.")
  @State
  public static class TwoProducers {
    private final MpmcRing<Integer> ring = new MpmcRing<>(2);

    @Actor
    public void p1() {
      ring.offer(11);
    }

    @Actor
    public void p2() {
      ring.offer(22);
    }

    @Arbiter
    public void count(II_Result r) {
      r.r1 = orNothing(ring.poll());
      r.r2 = orNothing(ring.poll());
    }
  }

  /**
   * The broken twin: a plain reservation. Seen 60 times in 13 million, 3 s, on a busy virtual
   * machine with two Zen 4 CPUs.
   */
  @JCStressTest
  @Outcome(
      id = {"11, 22", "22, 11"},
      expect = ACCEPTABLE,
      desc = "Both payloads.")
  @Outcome(expect = ACCEPTABLE_INTERESTING, desc = "Both had the same slot: one is lost.")
  @State
  public static class TwoProducersPlain {
    private final int[] slots = new int[2];
    private volatile int producerIndex;

    private void offer(int x) {
      int p = producerIndex;
      producerIndex = p + 1;
      slots[p] = x;
    }

    @Actor
    public void p1() {
      offer(11);
    }

    @Actor
    public void p2() {
      offer(22);
    }

    @Arbiter
    public void count(II_Result r) {
      r.r1 = slots[0];
      r.r2 = slots[1];
    }
  }

  /** Two consumers, one element: exactly one gets it. */
  @JCStressTest
  @Outcome(
      id = {"11, 0", "0, 11"},
      expect = ACCEPTABLE,
      desc = "One consumer has it.")
  @Outcome(expect = FORBIDDEN, desc = "Both have it, or none.")
  @State
  public static class TwoConsumers {
    private final MpmcRing<Integer> ring = new MpmcRing<>(2);

    public TwoConsumers() {
      ring.offer(11);
    }

    @Actor
    public void c1(II_Result r) {
      r.r1 = orNothing(ring.poll());
    }

    @Actor
    public void c2(II_Result r) {
      r.r2 = orNothing(ring.poll());
    }
  }

  /** A full ring of two on its second lap: an offer meets the poll that empties its slot. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "What was accepted came out, once, in order.")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "Lost, repeated or out of order.")
  @State
  public static class Full {
    private final MpmcRing<Integer> ring = new MpmcRing<>(2);
    private int accepted = 2;
    private int first;

    public Full() {
      ring.offer(9);
      ring.poll();
      ring.offer(1);
      ring.offer(2);
    }

    @Actor
    public void producer() {
      if (ring.offer(3)) {
        accepted = 3;
      }
    }

    @Actor
    public void consumer() {
      first = orNothing(ring.poll());
    }

    @Arbiter
    public void count(I_Result r) {
      int second = orNothing(ring.poll());
      r.r1 = Order.of(accepted, first, second, orNothing(ring.poll()));
    }
  }

  private static int orNothing(Integer message) {
    return message == null ? 0 : message;
  }
}
