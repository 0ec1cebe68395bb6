package lab.stress.memory.aba;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import lab.concurrent.stack.CasStack;
import lab.concurrent.stack.NodeStack;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** T2 pops A, pops B and pushes A again while T1 pops, with nothing beside the head. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "Every node is where it belongs.")
@Outcome(id = "1", expect = ACCEPTABLE_INTERESTING, desc = "A freed node is in the stack.")
@Outcome(id = "2", expect = ACCEPTABLE_INTERESTING, desc = "A node is lost.")
@State
public class BareStack {
  private final CasStack stack = new CasStack(Census.NODES);
  private int popped;
  private int freed = NodeStack.NONE;

  public BareStack() {
    Census.fill(stack);
  }

  @Actor
  public void t1() {
    popped = stack.pop();
  }

  @Actor
  public void t2() {
    int a = stack.pop();
    freed = stack.pop();
    if (a != NodeStack.NONE) {
      stack.push(a);
    }
  }

  @Arbiter
  public void count(I_Result r) {
    r.r1 = Census.count(stack, popped, freed);
  }
}
