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

/** A full ring of two on its second lap: an offer meets the poll that frees its slot. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "All payloads are there, once and whole.")
@Outcome(id = "1", expect = FORBIDDEN, desc = "A payload is lost or was not written.")
@Outcome(id = "2", expect = FORBIDDEN, desc = "A payload came twice or out of order.")
@State
public class NextLap {
  private static final int OLDEST = 7;

  private final MpmcRing<Integer> ring = new MpmcRing<>(2);
  private boolean accepted;
  private int first;

  public NextLap() {
    ring.offer(1);
    ring.poll();
    ring.offer(OLDEST);
    ring.offer(Census.FIRST);
  }

  @Actor
  public void producer() {
    accepted = ring.offer(Census.SECOND);
  }

  @Actor
  public void consumer() {
    first = Census.orNothing(ring.poll());
  }

  @Arbiter
  public void count(I_Result r) {
    int second = Census.orNothing(ring.poll());
    int third = Census.orNothing(ring.poll());
    int expected = accepted ? Census.SECOND : 0;
    if (first == OLDEST && second == Census.FIRST && third == expected) {
      r.r1 = Census.RIGHT;
    } else {
      r.r1 = first == 0 || second == 0 || (third == 0 && accepted) ? Census.LOST : Census.TWICE;
    }
  }
}
