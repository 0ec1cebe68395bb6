package lab.experiments.nic.iommu;

import java.util.List;
import lab.experiments.nic.iommu.IommuMachine.Requester;
import lab.explore.Action;

/** What the NIC, or another, asks for. */
record Access(Requester requester, boolean write, int iova, int length) {

  /** Reads first, those that a person may click before those that cross a page or the end. */
  static final List<Access> ALL =
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
          new Access(Requester.NIC, true, Memory.RX_RING, Memory.LINE),
          new Access(Requester.NIC, true, Memory.BUFFER, Memory.LINE),
          new Access(Requester.NIC, true, Memory.STRAY, Memory.LINE),
          new Access(Requester.USB, false, Memory.RX_RING, Memory.LINE));

  private static Access read(int iova, int length) {
    return new Access(Requester.NIC, false, iova, length);
  }

  Action action() {
    String actor = requester == Requester.NIC ? "nic" : "usb";
    String range = Memory.address(iova) + (length == Memory.LINE ? "" : "+" + length);
    return Action.of(actor, write ? "write" : "dma", range);
  }
}
