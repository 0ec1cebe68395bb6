package lab.concurrent.nic;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import lab.concurrent.nic.DmaFault.Reason;

/**
 * The way of one device into memory: translates device addresses, page by page, and remembers the
 * last translations (the IOTLB: 64 entries, direct mapped). Whoever holds the device's engine uses
 * it.
 */
final class DmaPort {
  static final int READ = 1;
  static final int WRITE = 2;

  /** Returned for an address that may not be reached so; the fault is recorded. */
  static final long REFUSED = -1;

  static final int ENTRIES = 64;
  private static final long OFFSET = HostMemory.PAGE_BYTES - 1L;
  private static final long NO_PAGE = -1;

  private final Iommu iommu;
  private final MemorySegment memory;
  private final long memoryBytes;
  private final boolean passthrough;
  private final int requester;
  private final EngineLock engine;
  private final long[] pages = new long[ENTRIES];
  private final long[] entries = new long[ENTRIES];
  private long misses;

  DmaPort(Iommu iommu, int requester, EngineLock engine) {
    this.iommu = iommu;
    this.memory = iommu.memory().segment();
    this.memoryBytes = memory.byteSize();
    this.passthrough = iommu.isPassthrough();
    this.requester = requester;
    this.engine = engine;
    Arrays.fill(pages, NO_PAGE);
    iommu.connect(this);
  }

  private DmaPort(MemorySegment memory) {
    this.iommu = null;
    this.memory = memory;
    this.memoryBytes = memory.byteSize();
    this.passthrough = true;
    this.requester = 0;
    this.engine = null;
  }

  /**
   * Straight into memory, without an {@link Iommu}, which has a table of all requesters: {@link
   * BareDevice} is made a million times. Addresses outside are refused, and nobody records it.
   */
  static DmaPort direct(MemorySegment memory) {
    return new DmaPort(memory);
  }

  int requester() {
    return requester;
  }

  MemorySegment memory() {
    return memory;
  }

  long misses() {
    return misses;
  }

  /** How many bytes of so many lie on the first one's page. */
  static int onPage(long iova, int bytes) {
    return (int) Math.min(bytes, HostMemory.PAGE_BYTES - (iova & OFFSET));
  }

  /**
   * Where the byte at a device address lies in {@link #memory()}, and the rest of its page behind
   * it; {@link #REFUSED} if the device may not {@code access} it.
   */
  long translate(long iova, int access) {
    if (passthrough) {
      return iova >= 0 && iova < memoryBytes ? iova : refuse(iova, access, Reason.NO_MEMORY);
    }
    long page = iova >>> HostMemory.PAGE_SHIFT;
    int slot = (int) page & (ENTRIES - 1);
    long entry = entries[slot];
    if (pages[slot] == page && (entry & access) != 0) {
      return (entry & ~OFFSET) | (iova & OFFSET);
    }
    return walk(iova, access);
  }

  /**
   * Where a byte that will soon be read lies, or {@link #REFUSED}. Nobody is told of a refusal: the
   * fault is the access's, if it comes.
   */
  long foresee(long iova) {
    if (passthrough) {
      return iova >= 0 && iova < memoryBytes ? iova : REFUSED;
    }
    long page = iova >>> HostMemory.PAGE_SHIFT;
    int slot = (int) page & (ENTRIES - 1);
    long entry = pages[slot] == page ? entries[slot] : 0;
    return (entry & READ) != 0 ? (entry & ~OFFSET) | (iova & OFFSET) : REFUSED;
  }

  private long walk(long iova, int access) {
    misses++;
    IommuDomain domain = iommu.context(requester);
    if (domain == null) {
      return refuse(iova, access, Reason.CONTEXT_NOT_PRESENT);
    }
    if (iova < 0 || iova >= PageTable.LIMIT) {
      return refuse(iova, access, Reason.BEYOND_WIDTH);
    }
    long entry = domain.entry(iova);
    if ((entry & access) == 0) {
      return refuse(iova, access, access == WRITE ? Reason.WRITE_REFUSED : Reason.READ_REFUSED);
    }
    long page = iova >>> HostMemory.PAGE_SHIFT;
    int slot = (int) page & (ENTRIES - 1);
    pages[slot] = page;
    entries[slot] = entry;
    return (entry & ~OFFSET) | (iova & OFFSET);
  }

  private long refuse(long iova, int access, Reason reason) {
    if (iommu != null) {
      iommu.record(new DmaFault(requester, iova, access == WRITE, reason));
    }
    return REFUSED;
  }

  /** Host: forgets these pages; when it returns, no DMA that used them is under way. */
  void forget(long iova, long bytes) {
    engine.acquire();
    try {
      for (long at = 0; at < bytes; at += HostMemory.PAGE_BYTES) {
        long page = (iova + at) >>> HostMemory.PAGE_SHIFT;
        int slot = (int) page & (ENTRIES - 1);
        if (pages[slot] == page) {
          pages[slot] = NO_PAGE;
        }
      }
    } finally {
      engine.release();
    }
  }

  /** Host: forgets everything; when it returns, no DMA that used it is under way. */
  void forgetAll() {
    engine.acquire();
    try {
      Arrays.fill(pages, NO_PAGE);
    } finally {
      engine.release();
    }
  }
}
