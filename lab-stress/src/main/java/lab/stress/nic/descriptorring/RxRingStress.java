package lab.stress.nic.descriptorring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.foreign.MemorySegment;
import lab.concurrent.nic.BareReceiver;
import lab.concurrent.nic.Descriptors;
import lab.concurrent.nic.FrameHandler;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The receive ring that ships, driver and device, over the memory of one frame. On x86-64 no
 * rewriting of it has failed.
 */
public class RxRingStress {
  private static final int FRAME = 60;
  private static final long BYTES = 42;

  /** Its first and its last whole word, which lie in the two ends of a cache line. */
  private static final int LAST_WORD = 48;

  private static final MemorySegment ON_THE_WIRE = MemorySegment.ofArray(new long[FRAME / 8 + 1]);

  static {
    ON_THE_WIRE.set(Descriptors.LONG, 0, BYTES);
    ON_THE_WIRE.set(Descriptors.LONG, LAST_WORD, BYTES);
  }

  private RxRingStress() {}

  /** A card whose driver looks once. */
  abstract static class Shared implements FrameHandler {
    final BareReceiver card = new BareReceiver();
    private int found;

    /** The driver: -1 without a frame, 1 with all of it, else 0. */
    final int reap() {
      found = -1;
      card.ring().poll(1, this);
      return found;
    }

    @Override
    public final boolean frame(int buffer, long offset, int length, boolean last) {
      MemorySegment memory = card.memory();
      boolean whole =
          length == FRAME
              && memory.get(Descriptors.LONG, offset) == BYTES
              && memory.get(Descriptors.LONG, offset + LAST_WORD) == BYTES;
      found = whole ? 1 : 0;
      return true;
    }
  }

  /** The device stores a frame and DD, the driver reaps and reads. */
  @JCStressTest
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "No frame yet.")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "The frame with its bytes.")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "DD, and the buffer as it was.")
  @State
  public static class Payload extends Shared {
    @Actor
    public void device() {
      card.receive(ON_THE_WIRE, 0, FRAME);
    }

    @Actor
    public void driver(I_Result r) {
      r.r1 = reap();
    }
  }

  /**
   * The broken twin: a device that sets DD first, as a compiler or a weaker CPU may order a DD that
   * is no release. The driver is the one that ships. Seen 29 times in 11,008, 5 s, on a busy
   * virtual machine with two Zen 5 CPUs.
   */
  @JCStressTest
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "No frame yet.")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "The frame with its bytes.")
  @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "DD, and the buffer as it was.")
  @State
  public static class DoneFirst extends Shared {
    private final long word = card.ring().descriptor(0) + Descriptors.WORD;
    private final long buffer = card.ring().offset(0);

    @Actor
    public void device() {
      int status = Descriptors.STATUS_DD | Descriptors.STATUS_EOP;
      Descriptors.HANDLE.setRelease(card.memory(), word, Descriptors.rx(FRAME, status, 0));
      MemorySegment.copy(ON_THE_WIRE, 0, card.memory(), buffer, FRAME);
    }

    @Actor
    public void driver(I_Result r) {
      r.r1 = reap();
    }
  }
}
