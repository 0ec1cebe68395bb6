package lab.stress.nic.rdma;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The buffer gets its next message when the completion of the one before has been polled. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "The message that was posted.")
@Outcome(id = "1", expect = FORBIDDEN, desc = "A later message, whole.")
@Outcome(id = "2", expect = FORBIDDEN, desc = "Half of one, half of the other.")
@State
public class BufferAfterCompletion {
  private final Messages messages = new Messages();

  @Actor
  public void application() {
    messages.post(0);
    messages.awaitCompletion();
    messages.write(0, 2);
  }

  @Actor
  public void device() {
    messages.execute();
  }

  @Arbiter
  public void look(I_Result r) {
    r.r1 = messages.received();
  }
}
