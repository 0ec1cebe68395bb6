package lab.stress.memory.mpmc;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import lab.concurrent.ring.MpmcRing;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Two consumers of the ring that ships come to the same payload: exactly one gets it. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "All payloads are there, once and whole.")
@Outcome(id = "1", expect = FORBIDDEN, desc = "A payload is lost or was not written.")
@Outcome(id = "2", expect = FORBIDDEN, desc = "A payload came twice or out of order.")
@State
public class TwoConsumers {
  private final MpmcRing<Integer> ring = new MpmcRing<>(2);
  private int one;
  private int other;

  public TwoConsumers() {
    ring.offer(Census.FIRST);
  }

  @Actor
  public void consumer1() {
    one = Census.orNothing(ring.poll());
  }

  @Actor
  public void consumer2() {
    other = Census.orNothing(ring.poll());
  }

  @Arbiter
  public void count(I_Result r) {
    r.r1 = Census.exactlyOnce(one, other);
  }
}
