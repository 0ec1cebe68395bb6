package lab.stress.memory.spsc;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A broken twin: a miniature of a ring, one slot of it, whose contents and index are plain fields.
 * The consumer has peeked at the slot before, as a consumer that polls in a loop has, so that the
 * compiler may use what it read then: the index says that there is a message, and the contents are
 * the old ones.
 */
@JCStressTest
@Outcome(id = "-1", expect = ACCEPTABLE, desc = "Too early: the ring is empty.")
@Outcome(id = "42", expect = ACCEPTABLE, desc = "The message with its contents.")
@Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "The message without its contents.")
@State
public class PeekedRing {

  /** What a slot refers to. */
  static final class Message {
    int contents;
  }

  private final Message slot = new Message();
  private int producerIndex;

  @SuppressWarnings("UnusedVariable") // The earlier read must be used for something.
  private int peeked;

  @Actor
  public void producer() {
    slot.contents = 42;
    producerIndex = 1;
  }

  @Actor
  public void consumer(I_Result r) {
    Message m = slot;
    peeked = m.contents;
    r.r1 = producerIndex == 0 ? -1 : m.contents;
  }
}
