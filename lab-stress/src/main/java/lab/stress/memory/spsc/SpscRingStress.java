package lab.stress.memory.spsc;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import lab.concurrent.ring.SpscRing;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** {@link SpscRing}, one producer and one consumer. */
public class SpscRingStress {

  /** Not final on purpose: the ring has to publish its field. */
  private static final class Message {
    int number;

    Message(int number) {
      this.number = number;
    }
  }

  /** What the consumer finds in a message is what the producer wrote. */
  @JCStressTest
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Too early: the ring is empty.")
  @Outcome(id = "42", expect = ACCEPTABLE, desc = "The message with its contents.")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "The message without its contents.")
  @State
  public static class Publication {
    private final SpscRing<Message> ring = new SpscRing<>(2);

    @Actor
    public void producer() {
      Message m = new Message(0);
      m.number = 42;
      ring.offer(m);
    }

    @Actor
    public void consumer(I_Result r) {
      Message m = ring.poll();
      r.r1 = m == null ? -1 : m.number;
    }
  }

  /** The same in bulk: put in by array, taken out one by one. */
  @JCStressTest
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Too early: the ring is empty.")
  @Outcome(id = "42", expect = ACCEPTABLE, desc = "The message with its contents.")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "The message without its contents.")
  @State
  public static class PublicationInBulk {
    private final SpscRing<Message> ring = new SpscRing<>(2);

    @Actor
    public void producer() {
      Message m = new Message(0);
      m.number = 42;
      ring.fill(new Message[] {m}, 0, 1);
    }

    @Actor
    public void consumer(I_Result r) {
      Message m = ring.poll();
      r.r1 = m == null ? -1 : m.number;
    }
  }

  /** A full ring of two: the producer tries two more while the consumer takes two. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "What was accepted came out, once, in order.")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "Lost, repeated or out of order.")
  @State
  public static class Full {
    private final SpscRing<Integer> ring = new SpscRing<>(2);
    private int accepted = 2;
    private int first;
    private int second;

    public Full() {
      ring.offer(1);
      ring.offer(2);
    }

    @Actor
    public void producer() {
      if (ring.offer(3)) {
        accepted = 3;
        if (ring.fill(new Integer[] {4}, 0, 1) == 1) {
          accepted = 4;
        }
      }
    }

    @Actor
    public void consumer() {
      first = orNothing(ring.poll());
      Integer[] one = new Integer[1];
      ring.drain(one, 0, 1);
      second = orNothing(one[0]);
    }

    @Arbiter
    public void count(I_Result r) {
      int third = orNothing(ring.poll());
      int fourth = orNothing(ring.poll());
      r.r1 = Order.of(accepted, first, second, third, fourth);
    }
  }

  /** An empty ring: the producer puts three in while the consumer tries to take them. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "What was accepted came out, once, in order.")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "Lost, repeated or out of order.")
  @State
  public static class Empty {
    private final SpscRing<Integer> ring = new SpscRing<>(2);
    private int accepted;
    private int first;
    private int second;

    @Actor
    public void producer() {
      for (int i = 1; i <= 3 && ring.offer(i); i++) {
        accepted = i;
      }
    }

    @Actor
    public void consumer() {
      first = orNothing(ring.poll());
      second = orNothing(ring.poll());
    }

    @Arbiter
    public void count(I_Result r) {
      int third = orNothing(ring.poll());
      int fourth = orNothing(ring.poll());
      r.r1 = Order.of(accepted, first, second, third, fourth);
    }
  }

  /**
   * The broken twin of {@link Full}: the consumer gives the slot back before it has read it (C3
   * before C1). Seen 633 times in 5.7 million, 3 s, on a busy virtual machine with two Zen 4 CPUs.
   */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "What was accepted came out, once, in order.")
  @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "Overwritten while it was read.")
  @State
  public static class FreedBeforeRead {
    private final int[] slots = {1, 2};
    private volatile int producerIndex = 2;
    private volatile int consumerIndex;
    private int accepted = 2;
    private int first;

    @Actor
    public void producer() {
      int p = producerIndex;
      if (p - consumerIndex < 2) {
        slots[p & 1] = 3;
        producerIndex = p + 1;
        accepted = 3;
      }
    }

    @Actor
    public void consumer() {
      int c = consumerIndex;
      consumerIndex = c + 1;
      first = slots[c & 1];
    }

    @Arbiter
    public void count(I_Result r) {
      int second = slots[1];
      int third = accepted == 3 ? slots[0] : 0;
      r.r1 = Order.of(accepted, first, second, third);
    }
  }

  private static int orNothing(Integer message) {
    return message == null ? 0 : message;
  }
}
