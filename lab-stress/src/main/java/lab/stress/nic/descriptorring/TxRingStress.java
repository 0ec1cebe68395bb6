package lab.stress.nic.descriptorring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.foreign.MemorySegment;
import lab.concurrent.nic.BareTransmitter;
import lab.concurrent.nic.Descriptors;
import lab.concurrent.nic.FrameReceiver;
import lab.concurrent.nic.Registers;
import lab.concurrent.nic.TxRing;
import lab.concurrent.nic.Wire;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The transmit ring that ships, driver and device, over the memory of one frame. On x86-64 no
 * rewriting of it has failed.
 */
public class TxRingStress {
  private static final int FRAME = 60;
  private static final long BYTES = 42;
  private static final long OTHER_BYTES = 99;

  private TxRingStress() {}

  /** A wire that remembers how the last frame began. */
  private static final class Tap implements Wire {
    long seen;

    @Override
    public boolean send(
        MemorySegment memory, long offset, int length, boolean withFcs, FrameReceiver self) {
      seen = length == FRAME ? memory.get(Descriptors.LONG, offset) : -1;
      return true;
    }

    @Override
    public int receive(FrameReceiver receiver, int limit) {
      return 0;
    }
  }

  /** A card, and what its two threads do in more than one test. */
  abstract static class Shared {
    private final Tap tap = new Tap();
    final BareTransmitter card = new BareTransmitter(tap);

    final void write(long bytes) {
      card.memory().set(Descriptors.LONG, card.ring().next(), bytes);
    }

    final void post() {
      write(BYTES);
      card.ring().post(FRAME);
    }

    /** The device: -1 without a doorbell, 1 if it got all of the frame and said so, else 0. */
    final int fetch() {
      if (card.transmit() == 0) {
        return -1;
      }
      long word = card.memory().get(Descriptors.LONG, card.ring().descriptor(0) + Descriptors.WORD);
      return tap.seen == BYTES && Descriptors.isDone(word) ? 1 : 0;
    }

    final int sent() {
      card.transmit();
      return tap.seen == BYTES ? 1 : 0;
    }
  }

  /** Post and doorbell against the device's fetch. */
  @JCStressTest
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "No doorbell yet.")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "The whole descriptor, and the frame.")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "The doorbell before descriptor or frame.")
  @State
  public static class Doorbell extends Shared {
    @Actor
    public void driver() {
      post();
      card.ring().ring();
    }

    @Actor
    public void device(I_Result r) {
      r.r1 = fetch();
    }
  }

  /**
   * The broken twin: the driver rings first, as a compiler or a weaker CPU may order a doorbell
   * that is no release. Seen 37 times in 11,008, 1.8 s, on a busy virtual machine with two Zen 5
   * CPUs.
   */
  @JCStressTest
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "No doorbell yet.")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "The whole descriptor, and the frame.")
  @Outcome(
      id = "0",
      expect = ACCEPTABLE_INTERESTING,
      desc = "The doorbell before descriptor or frame.")
  @State
  public static class RungFirst extends Shared {
    @Actor
    public void driver() {
      card.device().write(Registers.TDT, 1);
      post();
      card.ring().ring();
    }

    @Actor
    public void device(I_Result r) {
      r.r1 = fetch();
    }
  }

  /** DD against the driver, which reuses the buffer as soon as it has reaped. */
  @JCStressTest
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Not done yet: the buffer is left alone.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Done: the next frame in the buffer.")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "Overwritten while it left.")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Overwritten before it left.")
  @State
  public static class Completion extends Shared {
    private final long buffer = card.ring().next();

    public Completion() {
      post();
      card.ring().ring();
    }

    @Actor
    public void driver(II_Result r) {
      TxRing tx = card.ring();
      r.r1 = tx.reap();
      if (r.r1 == 1) {
        card.memory().set(Descriptors.LONG, buffer, OTHER_BYTES);
      }
    }

    @Actor
    public void device(II_Result r) {
      r.r2 = sent();
    }
  }

  /**
   * The broken twin: the driver reuses the buffer and reaps it later. Seen 5,378 times in 10,752,
   * on the same machine.
   */
  @JCStressTest
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Not done yet, and nothing lost.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Done: the next frame in the buffer.")
  @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "Overwritten while it left.")
  @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "Overwritten before it left.")
  @State
  public static class ReusedFirst extends Shared {
    private final long buffer = card.ring().next();

    public ReusedFirst() {
      post();
      card.ring().ring();
    }

    @Actor
    public void driver(II_Result r) {
      card.memory().set(Descriptors.LONG, buffer, OTHER_BYTES);
      r.r1 = card.ring().reap();
    }

    @Actor
    public void device(II_Result r) {
      r.r2 = sent();
    }
  }
}
