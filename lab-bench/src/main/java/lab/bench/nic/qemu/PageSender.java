package lab.bench.nic.qemu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lab.concurrent.nic.Descriptors;
import lab.concurrent.nic.DriverConfig;
import lab.concurrent.nic.E1000Driver;
import lab.concurrent.nic.HostMemory;

/** Lets a card send from device addresses, and tells from which page the bytes came. */
final class PageSender {
  /** Bytes of a frame. */
  static final int FRAME = 60;

  /** What {@link Sent#wire} is when nothing was sent. */
  static final String NOTHING = "nothing";

  private static final int SLOTS = 8;

  /**
   * What became of a buffer.
   *
   * @param wire the bytes that left, as in {@code a1*30 b2*30}
   * @param reported how many descriptors came back as done
   * @param fault what the IOMMU recorded
   */
  record Sent(String wire, int reported, Optional<RecordedFault> fault) {
    String text() {
      return "on the wire %s, %s".formatted(wire, report(reported, fault));
    }
  }

  private final IommuSide side;
  private final E1000Driver driver;
  private int refused;
  private int filledUp;

  /** Initialises the card. */
  PageSender(IommuSide side) {
    this.side = side;
    driver =
        new E1000Driver(
            side.device(),
            side.memory(),
            DriverConfig.DEFAULT.withSlots(SLOTS, SLOTS).withPromiscuous(true));
    driver.init();
  }

  E1000Driver driver() {
    return driver;
  }

  /** How many of the sends so far had a fault. */
  int refused() {
    return refused;
  }

  /** How many frames left all the same, with zeros in the place of what was refused. */
  int filledUp() {
    return filledUp;
  }

  /**
   * A page full of one byte, which is not 0: its physical address.
   *
   * @param filler by which its bytes are known
   */
  long page(int filler) {
    long physical = side.page();
    memory().asSlice(physical, HostMemory.PAGE_BYTES).fill((byte) filler);
    return physical;
  }

  /** All bytes that a frame from the page of that filler has, as {@link Sent#wire} shows them. */
  static String whole(int filler) {
    return "%02x*%d".formatted(filler, FRAME);
  }

  /**
   * Sends a frame from a device address.
   *
   * <p>QEMU's e1000 does not look whether its DMA was refused: it sends a frame all the same, with
   * zeros for the bytes that it did not get, and no error in the descriptor. No page of ours has
   * zeros, so such a frame is known by its end; it is counted apart, and not as something on the
   * wire. Whether the refused page's bytes left is what is compared, and the fault.
   */
  Sent send(long iova) {
    if (driver.tx().claim(1) == 0) {
      throw new IllegalStateException("the transmit ring has stopped");
    }
    driver.tx().post(iova, FRAME, Descriptors.CMD_EOP | Descriptors.CMD_IFCS);
    driver.tx().ring();
    side.step();
    List<String> wire = new ArrayList<>();
    for (byte[] frame : side.sent(1)) {
      if (frame[frame.length - 1] == 0) {
        filledUp++;
      } else {
        wire.add(bytes(frame));
      }
    }
    Sent sent =
        new Sent(
            wire.isEmpty() ? NOTHING : String.join(", ", wire),
            driver.tx().reap(),
            side.takeFault());
    refused += sent.fault().isPresent() ? 1 : 0;
    return sent;
  }

  /** The first bytes at a physical address. */
  String at(long physical) {
    return bytes(memory().asSlice(physical, FRAME).toArray(ValueLayout.JAVA_BYTE));
  }

  /**
   * Lets the card receive a frame into a device address, in the slot that is the next one.
   *
   * @return how many descriptors were reported, and what was refused
   */
  String receive(int slot, long iova, int filler) {
    memory().set(Descriptors.LONG, driver.rx().descriptor(slot) + Descriptors.ADDRESS, iova);
    byte[] frame = new byte[FRAME];
    Arrays.fill(frame, (byte) filler);
    side.arrive(frame);
    int taken = driver.rx().poll(1, (buffer, offset, length, last) -> true);
    return report(taken, side.takeFault());
  }

  private static String report(int reported, Optional<RecordedFault> fault) {
    return "%d reported, fault: %s"
        .formatted(reported, fault.map(RecordedFault::text).orElse("none"));
  }

  private MemorySegment memory() {
    return side.memory().memory();
  }

  private static String bytes(byte[] frame) {
    StringBuilder text = new StringBuilder();
    for (int begin = 0, end; begin < frame.length; begin = end) {
      for (end = begin; end < frame.length && frame[end] == frame[begin]; ) {
        end++;
      }
      text.append(text.isEmpty() ? "" : " ").append("%02x*%d".formatted(frame[begin], end - begin));
    }
    return text.toString();
  }
}
