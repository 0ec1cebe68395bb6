package lab.stress.nic.rdma;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The twin of the other two, staged: the buffer gets its next message the moment the one before is
 * posted, nearly always before the device has begun to read it.
 */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "The message that was posted.")
@Outcome(id = "1", expect = ACCEPTABLE_INTERESTING, desc = "A later message, whole.")
@Outcome(id = "2", expect = ACCEPTABLE_INTERESTING, desc = "Half of one, half of the other.")
@State
public class BufferReused {
  private final Messages messages = new Messages();

  @Actor
  public void application() {
    messages.post(0);
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
