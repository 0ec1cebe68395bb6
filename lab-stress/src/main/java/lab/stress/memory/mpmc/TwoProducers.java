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

/** Two producers of the ring that ships come to the same slot. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "All payloads are there, once and whole.")
@Outcome(id = "1", expect = FORBIDDEN, desc = "A payload is lost or was not written.")
@Outcome(id = "2", expect = FORBIDDEN, desc = "A payload came twice or out of order.")
@State
public class TwoProducers {
  private final MpmcRing<Integer> ring = new MpmcRing<>(2);

  @Actor
  public void producer1() {
    ring.offer(Census.FIRST);
  }

  @Actor
  public void producer2() {
    ring.offer(Census.SECOND);
  }

  @Arbiter
  public void count(I_Result r) {
    r.r1 = Census.inAnyOrder(Census.orNothing(ring.poll()), Census.orNothing(ring.poll()));
  }
}
