package lab.experiments.nic.iommu;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.nic.iommu.IommuMachine.Requester;
import lab.explore.Action;

/**
 * What the NIC, or another, asks for.
 *
 * @param address as the requester was told it: an IOVA, or a physical address where nobody
 *     translates
 */
record Access(Requester requester, boolean write, int address, int length) {

  /** Reads first, those that a person may click before those that cross a page or the end. */
  private static final List<Access> TRANSLATED =
      List.of(
          read(Memory.RX_RING, Memory.LINE),
          read(Memory.TX_RING, Memory.LINE),
          read(Memory.STRAY, Memory.LINE),
          read(Memory.OTHER, Memory.LINE),
          read(Memory.BUFFER, Memory.LINE),
          read(Memory.RX_RING + 0xfc0, 128),
          read(Memory.TX_RING + 0xfc0, 128),
          read(Memory.IOVA_END - 0x40, 128),
          read(Memory.IOVA_END, Memory.LINE),
          write(Memory.RX_RING),
          write(Memory.BUFFER),
          write(Memory.STRAY),
          new Access(Requester.USB, false, Memory.RX_RING, Memory.LINE));

  /** The same, by physical addresses; and an IOVA that nobody translates. */
  private static final List<Access> PHYSICAL =
      List.of(
          read(Memory.ring(Memory.RX_RING), Memory.LINE),
          read(Memory.ring(Memory.TX_RING), Memory.LINE),
          read(Memory.STRAY, Memory.LINE),
          read(Memory.RX_RING, Memory.LINE),
          read(Memory.frame(1), Memory.LINE),
          read(Memory.frame(2), Memory.LINE),
          read(Memory.ring(Memory.RX_RING) + 0xfc0, 128),
          read(Memory.ring(Memory.TX_RING) + 0xfc0, 128),
          read(Memory.BYTES - 0x40, 128),
          read(Memory.BYTES, Memory.LINE),
          write(Memory.ring(Memory.RX_RING)),
          write(Memory.frame(1)),
          write(Memory.frame(2)),
          write(Memory.STRAY),
          new Access(Requester.USB, false, Memory.ring(Memory.RX_RING), Memory.LINE));

  static List<Access> all(boolean on) {
    return on ? TRANSLATED : PHYSICAL;
  }

  static Access read(int address, int length) {
    return new Access(Requester.NIC, false, address, length);
  }

  static Access write(int address) {
    return new Access(Requester.NIC, true, address, Memory.LINE);
  }

  /** What the NIC may be told of: its rings, its buffer, and what is nobody's. */
  static List<Access> told(boolean on, boolean bufferIsRead) {
    List<Access> told = new ArrayList<>();
    told.add(read(Memory.toldRing(on, Memory.RX_RING), Memory.LINE));
    told.add(read(Memory.toldRing(on, Memory.TX_RING), Memory.LINE));
    for (int frame = 1; frame <= (on ? 1 : 2); frame++) {
      int buffer = Memory.toldBuffer(on, frame);
      told.add(bufferIsRead ? read(buffer, Memory.LINE) : write(buffer));
    }
    told.add(read(on ? Memory.OTHER : Memory.RX_RING, Memory.LINE));
    told.add(read(Memory.STRAY, Memory.LINE));
    return told;
  }

  /** As in a sentence: {@code the read of 0xf000}. */
  String words() {
    String whose = requester == Requester.NIC ? "the " : "USB's ";
    return whose + (write ? "write to " : "read of ") + Memory.hex(address);
  }

  Action action() {
    String actor = requester == Requester.NIC ? "nic" : "usb";
    String range = Memory.address(address) + (length == Memory.LINE ? "" : "+" + length);
    return Action.of(actor, write ? "write" : "dma", range);
  }
}
