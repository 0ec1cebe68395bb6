package lab.bench.nic.qemu;

import lab.concurrent.nic.DmaFault;
import lab.concurrent.nic.HostMemory;

/**
 * A refused DMA, as far as VT-d records it.
 *
 * @param requester bus (8 bits), device (5), function (3)
 * @param page the device address without its lowest 12 bits: VT-d does not keep those
 * @param write whether it wanted to write
 * @param reason VT-d's code
 */
record RecordedFault(int requester, long page, boolean write, int reason) {
  static RecordedFault of(DmaFault fault) {
    return new RecordedFault(
        fault.requester(),
        fault.address() & -HostMemory.PAGE_BYTES,
        fault.write(),
        fault.reason().code());
  }

  String text() {
    return "%02x:%02x.%d %s page 0x%x, reason %d"
        .formatted(
            requester >> 8 & 0xFF,
            requester >> 3 & 0x1F,
            requester & 7,
            write ? "writes" : "reads",
            page,
            reason);
  }
}
