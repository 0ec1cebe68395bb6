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
 * Buffers in turn, as an application does it that counts on the device being done by the time it
 * comes round to the first one again, and never looks at a completion.
 */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "The message that was posted.")
@Outcome(id = "1", expect = ACCEPTABLE_INTERESTING, desc = "A later message, whole.")
@Outcome(id = "2", expect = ACCEPTABLE_INTERESTING, desc = "Half of one, half of the other.")
@State
public class BuffersInTurn {
  private static final int BUFFERS = 4;

  private final Messages messages = new Messages(BUFFERS);

  @Actor
  public void application() {
    messages.awaitDevice();
    for (int buffer = 0; buffer < BUFFERS; buffer++) {
      messages.write(buffer, 1);
      messages.post(buffer);
    }
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
