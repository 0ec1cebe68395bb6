package lab.stress.memory.cas;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import lab.concurrent.counter.CasCounter;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** Two threads add one each to the counter that ships, by either of its loops. */
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "Both count.")
@Outcome(id = "1", expect = FORBIDDEN, desc = "One is lost.")
@State
public class ShippedCounter {
  private final CasCounter counter = new CasCounter(0);

  @Actor
  public void adder() {
    counter.getAndAdd(1);
  }

  @Actor
  public void updater() {
    counter.update(v -> v + 1);
  }

  @Arbiter
  public void read(J_Result r) {
    r.r1 = counter.get();
  }
}
