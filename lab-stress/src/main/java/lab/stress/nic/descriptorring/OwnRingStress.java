package lab.stress.nic.descriptorring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import lab.concurrent.nic.Descriptors;
import lab.concurrent.nic.DmaAccess;
import lab.concurrent.nic.DmaBuffer;
import lab.concurrent.nic.OwnRing;
import lab.concurrent.nic.SmallMemory;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The ring that ships whose slots say whose they are, over the memory of one frame. On x86-64 no
 * rewriting of it has failed.
 */
public class OwnRingStress {
  private static final int FRAME = 60;
  private static final long BYTES = 42;

  private OwnRingStress() {}

  /** A ring of one slot and a buffer, and what host and device do in more than one test. */
  abstract static class Shared {
    private final SmallMemory memory = new SmallMemory(2);
    final OwnRing ring = new OwnRing(memory, 1);
    private final DmaBuffer buffer = memory.allocate(FRAME, DmaAccess.BOTH);

    final void write() {
      memory.memory().set(Descriptors.LONG, buffer.offset(), BYTES);
    }

    private boolean isWritten() {
      return memory.memory().get(Descriptors.LONG, buffer.offset()) == BYTES;
    }

    final void post() {
      ring.post(buffer.iova(), FRAME);
    }

    /** The device: -1 if its slot is not its own, 1 if that leads to the frame, else 0. */
    final int fetch() {
      long address = ring.next();
      if (address < 0) {
        return -1;
      }
      return address == buffer.iova() && isWritten() ? 1 : 0;
    }

    /** The host: -1 if its slot is not its own, 1 if the frame is in the buffer, else 0. */
    final int reap() {
      int length = ring.reap();
      if (length < 0) {
        return -1;
      }
      return length == FRAME && isWritten() ? 1 : 0;
    }
  }

  /** From the host to the device. */
  @JCStressTest
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Still the host's.")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "The device's, with address and frame.")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "OWN before address or frame.")
  @State
  public static class ToDevice extends Shared {
    @Actor
    public void host() {
      write();
      post();
    }

    @Actor
    public void device(I_Result r) {
      r.r1 = fetch();
    }
  }

  /**
   * The broken twin: the host sets OWN and then writes the frame. Seen 4 times in 0.3 million, 1.7
   * s, on a busy virtual machine with two Zen 5 CPUs.
   */
  @JCStressTest
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Still the host's.")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "The device's, with address and frame.")
  @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "OWN before address or frame.")
  @State
  public static class PostedFirst extends Shared {
    @Actor
    public void host() {
      post();
      write();
    }

    @Actor
    public void device(I_Result r) {
      r.r1 = fetch();
    }
  }

  /** From the device to the host. */
  @JCStressTest
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Still the device's.")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "The host's, with length and frame.")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "OWN gone before the frame was there.")
  @State
  public static class ToHost extends Shared {
    public ToHost() {
      post();
    }

    @Actor
    public void device() {
      ring.next();
      write();
      ring.done(FRAME);
    }

    @Actor
    public void host(I_Result r) {
      r.r1 = reap();
    }
  }

  /**
   * The broken twin: the device gives the slot back and then writes the frame. Seen 18 times in 0.3
   * million, on the same machine.
   */
  @JCStressTest
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Still the device's.")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "The host's, with length and frame.")
  @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "OWN gone before the frame was there.")
  @State
  public static class GivenFirst extends Shared {
    public GivenFirst() {
      post();
    }

    @Actor
    public void device() {
      ring.next();
      ring.done(FRAME);
      write();
    }

    @Actor
    public void host(I_Result r) {
      r.r1 = reap();
    }
  }
}
