package lab.concurrent.nic;

import java.lang.foreign.MemorySegment;

/** Buffers from host memory, mapped for one device: Linux's {@code dma_alloc_coherent}. */
public final class MappedMemory implements DmaAllocator {
  private final Iommu iommu;
  private final IommuDomain domain;

  /** A new address space for the device with this requester id, and buffers that appear in it. */
  public MappedMemory(Iommu iommu, int requester) {
    this.iommu = iommu;
    this.domain = iommu.domain();
    iommu.attach(requester, domain);
  }

  /** The device's address space. */
  public IommuDomain domain() {
    return domain;
  }

  @Override
  public MemorySegment memory() {
    return iommu.memory().segment();
  }

  @Override
  public DmaBuffer allocate(long bytes, DmaAccess access) {
    long physical = iommu.memory().allocatePages(bytes);
    long iova = iommu.isPassthrough() ? physical : domain.map(physical, bytes, access);
    return new DmaBuffer(memory(), physical, iova, bytes);
  }

  /** Unmaps it; the physical pages are not handed out again. */
  @Override
  public void free(DmaBuffer buffer) {
    if (!iommu.isPassthrough()) {
      domain.unmap(buffer.iova(), buffer.bytes());
    }
  }
}
