package lab.stress.memory.mpmc;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The room's {@code reserve=plain} in miniature, for the ring that ships has none: a sequence for
 * each slot and everything volatile, but the index is read and written apart. Seen 22 times in
 * 2,048, 2.5 s, on a virtual machine with two Zen 4 CPUs and a load of 30.
 */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "All payloads are there, once and whole.")
@Outcome(id = "1", expect = ACCEPTABLE_INTERESTING, desc = "Both had one slot: one is lost.")
@Outcome(id = "2", expect = FORBIDDEN, desc = "A payload came twice or out of order.")
@State
public class PlainReservation {
  private static final int CAPACITY = 2;

  private final AtomicIntegerArray slots = new AtomicIntegerArray(CAPACITY);
  private final AtomicIntegerArray sequences = new AtomicIntegerArray(new int[] {0, 1});
  private volatile int producerIndex;

  private void offer(int payload) {
    int p = producerIndex;
    while (sequences.get(p & (CAPACITY - 1)) != p) {
      p = producerIndex;
    }
    producerIndex = p + 1;
    slots.set(p & (CAPACITY - 1), payload);
    sequences.set(p & (CAPACITY - 1), p + 1);
  }

  @Actor
  public void producer1() {
    offer(Census.FIRST);
  }

  @Actor
  public void producer2() {
    offer(Census.SECOND);
  }

  @Arbiter
  public void count(I_Result r) {
    r.r1 = Census.inAnyOrder(slots.get(0), slots.get(1));
  }
}
