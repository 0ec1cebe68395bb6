package lab.stress.memory.spsc;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import lab.concurrent.ring.SpscRing;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/** A consumer that polls until there is a message, of the ring that ships. */
@JCStressTest(Mode.Termination)
@Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "The wait ends.")
@Outcome(id = "STALE", expect = FORBIDDEN, desc = "The wait never ends.")
@State
public class PollUntilThere {
  private final SpscRing<String> ring = new SpscRing<>(2);

  @Actor
  public void consumer() {
    while (ring.poll() == null) {
      // Look again.
    }
  }

  @Signal
  public void producer() {
    ring.offer("there");
  }
}
