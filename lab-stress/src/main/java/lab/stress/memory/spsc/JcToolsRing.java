package lab.stress.memory.spsc;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** JCTools' ring of the same kind, asked the same question as ours. */
@JCStressTest
@Outcome(id = "-1", expect = ACCEPTABLE, desc = "Too early: the ring is empty.")
@Outcome(id = "42", expect = ACCEPTABLE, desc = "The message with its contents.")
@Outcome(id = "0", expect = FORBIDDEN, desc = "The message without its contents.")
@State
public class JcToolsRing {

  /** Not final on purpose: the ring has to publish it. */
  private static final class Message {
    int contents;
  }

  private final SpscVarHandleArrayQueue<Message> ring = new SpscVarHandleArrayQueue<>(4);

  @Actor
  public void producer() {
    Message m = new Message();
    m.contents = 42;
    ring.offer(m);
  }

  @Actor
  public void consumer(I_Result r) {
    Message m = ring.poll();
    r.r1 = m == null ? -1 : m.contents;
  }
}
