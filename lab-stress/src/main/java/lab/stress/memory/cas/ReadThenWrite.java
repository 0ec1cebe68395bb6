package lab.stress.memory.cas;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/**
 * What the room is about: volatile, but read and written apart. Seen 10,929 times in 6.9 million, 3
 * s, on a busy virtual machine with two Zen 4 CPUs.
 */
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "Both count.")
@Outcome(id = "1", expect = ACCEPTABLE_INTERESTING, desc = "One is lost.")
@State
public class ReadThenWrite {
  private volatile long value;

  private void add() {
    long v = value;
    value = v + 1;
  }

  @Actor
  public void adder1() {
    add();
  }

  @Actor
  public void adder2() {
    add();
  }

  @Arbiter
  public void read(J_Result r) {
    r.r1 = value;
  }
}
