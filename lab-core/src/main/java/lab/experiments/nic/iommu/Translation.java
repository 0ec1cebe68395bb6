package lab.experiments.nic.iommu;

import lab.experiments.nic.iommu.IommuMachine.Phase;
import lab.experiments.nic.iommu.IommuMachine.Requester;
import lab.experiments.nic.iommu.IommuMachine.State;
import lab.experiments.nic.iommu.Transfer.Part;

/**
 * What stands between the NIC and memory: where the bytes of an access that lie on one page go.
 *
 * @param on whether the IOMMU translates; else passthrough
 * @param bufferIsRead whether the NIC may read the buffer (to send it); else write it
 */
record Translation(boolean on, boolean bufferIsRead) {
  Part part(State s, Access access, int iova, int length) {
    return on ? translate(s, access, iova, length) : raw(s, access, iova, length);
  }

  /** Through the tables of the requester: context, IOTLB, page table, permission. */
  private Part translate(State s, Access access, int iova, int length) {
    if (access.requester() != Requester.NIC) {
      return blocked(iova, length, Memory.NO_CONTEXT);
    }
    if (iova >= Memory.IOVA_END) {
      return blocked(iova, length, Memory.BEYOND_WIDTH);
    }
    int page = Memory.page(iova);
    int missing = access.write() ? Memory.NOT_WRITABLE : Memory.NOT_READABLE;
    boolean cached =
        switch (page) {
          case Memory.RX_RING -> s.rxCached();
          case Memory.TX_RING -> s.txCached();
          case Memory.BUFFER -> s.cachedFrame() != 0;
          default -> false;
        };
    int base;
    if (page == Memory.BUFFER) {
      if ((!cached && s.phase() != Phase.MAPPED) || access.write() == bufferIsRead) {
        return blocked(iova, length, missing);
      }
      base = Memory.frame(cached ? s.cachedFrame() : s.frame());
    } else if (page == Memory.RX_RING || page == Memory.TX_RING) {
      base = Memory.ring(page);
    } else {
      return blocked(iova, length, missing);
    }
    return reached(s, access, iova, length, base + iova % Memory.PAGE, cached);
  }

  /** Passthrough: an address that nobody translates is itself. */
  private Part raw(State s, Access access, int address, int length) {
    return address >= Memory.BYTES
        ? blocked(address, length, Memory.NO_MEMORY)
        : reached(s, access, address, length, address, false);
  }

  private static Part blocked(int iova, int length, int reason) {
    return new Part(iova, length, 0, reason, false, false);
  }

  private Part reached(State s, Access access, int iova, int length, int physical, boolean cached) {
    boolean own = access.requester() == Requester.NIC && given(s, physical, access.write());
    return new Part(iova, length, physical, 0, cached, !own);
  }

  /** Whether that memory is the NIC's: its rings, and the buffer until unmap has returned. */
  private boolean given(State s, int physical, boolean write) {
    int page = Memory.page(physical);
    if (page == Memory.ring(Memory.RX_RING) || page == Memory.ring(Memory.TX_RING)) {
      return true;
    }
    boolean mapped = s.phase() == Phase.MAPPED || s.phase() == Phase.INVALIDATING;
    return mapped && page == Memory.frame(s.frame()) && write != bufferIsRead;
  }
}
