package lab.bench.nic.qemu;

import java.util.Optional;
import lab.concurrent.nic.DmaAccess;

/**
 * A card behind an IOMMU, and what a driver does to the card's address space. The card's rings are
 * mapped there by {@link #memory()}.
 */
interface IommuSide extends Side {
  /** A page that the card does not reach: its physical address, an offset in the memory. */
  long page();

  /** Writes a page's entry; nothing is invalidated. */
  void map(long iova, long physical, DmaAccess access);

  /** Clears a page's entry; when that is invalidated is the driver's policy. */
  void unmap(long iova);

  /** What the IOTLB holds is invalidated, and unmappings that wait for it end. */
  void flush();

  /** The card has its address space, or none; what is remembered of either is invalidated. */
  void attach(boolean on);

  /** The first DMA that was refused since the last call. */
  Optional<RecordedFault> takeFault();
}
