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

/**
 * A producer puts in an object whose field is written plainly just before, and a consumer looks:
 * what it takes is written, and what it does not take stays.
 */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "All payloads are there, once and whole.")
@Outcome(id = "1", expect = FORBIDDEN, desc = "A payload is lost or was not written.")
@Outcome(id = "2", expect = FORBIDDEN, desc = "A payload came twice or out of order.")
@State
public class Publication {
  private final MpmcRing<Box> ring = new MpmcRing<>(2);
  private int seen;
  private boolean taken;

  /** A payload that can be seen half made. */
  static final class Box {
    int payload;
  }

  @Actor
  public void producer() {
    Box box = new Box();
    box.payload = Census.FIRST;
    ring.offer(box);
  }

  @Actor
  public void consumer() {
    Box box = ring.poll();
    if (box != null) {
      taken = true;
      seen = box.payload;
    }
  }

  @Arbiter
  public void count(I_Result r) {
    Box left = ring.poll();
    if (taken && seen != Census.FIRST) {
      r.r1 = Census.LOST;
    } else {
      r.r1 = Census.exactlyOnce(seen, left == null ? 0 : left.payload);
    }
  }
}
