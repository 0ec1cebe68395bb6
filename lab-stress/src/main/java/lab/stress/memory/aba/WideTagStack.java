package lab.stress.memory.aba;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import lab.concurrent.stack.NodeStack;
import lab.concurrent.stack.TaggedStack;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** What breaks the bare stack and the narrow tag does not break a tag of 32 bits. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "Every node is where it belongs.")
@Outcome(id = "1", expect = FORBIDDEN, desc = "A freed node is in the stack.")
@Outcome(id = "2", expect = FORBIDDEN, desc = "A node is lost.")
@State
public class WideTagStack {
  private final TaggedStack stack = new TaggedStack(Census.NODES);
  private int popped;
  private int freed = NodeStack.NONE;
  private int alsoFreed = NodeStack.NONE;

  public WideTagStack() {
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
    alsoFreed = stack.pop();
    if (a != NodeStack.NONE) {
      stack.push(a);
    }
  }

  @Arbiter
  public void count(I_Result r) {
    r.r1 = Census.count(stack, popped, freed, alsoFreed);
  }
}
