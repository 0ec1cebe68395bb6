package lab.concurrent.nic;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * A device's address space: device addresses (IOVA) to physical addresses, in pages of 4096 bytes.
 * Protection ends at the page: what shares one with a buffer is exposed with it.
 */
public final class IommuDomain {
  /** Where addresses that {@link #map(long, long, DmaAccess)} chooses begin. */
  public static final long FIRST_IOVA = 0x10_0000;

  private static final long PAGE_MASK = HostMemory.PAGE_BYTES - 1L;

  private final Iommu iommu;
  private final PageTable table = new PageTable();
  private final Map<Long, Queue<Long>> free = new HashMap<>();
  private long next = FIRST_IOVA;

  IommuDomain(Iommu iommu) {
    this.iommu = iommu;
  }

  /**
   * Maps whole pages at a device address that nothing else has.
   *
   * @return the device address
   */
  public synchronized long map(long physical, long bytes, DmaAccess access) {
    long size = HostMemory.roundUp(bytes);
    Queue<Long> reusable = free.get(size);
    boolean reuse = reusable != null && !reusable.isEmpty();
    long iova = reuse ? reusable.remove() : next;
    mapAt(iova, physical, bytes, access);
    if (!reuse) {
      next += size;
    }
    return iova;
  }

  /**
   * Maps whole pages at this device address. What was mapped there before is replaced without any
   * invalidation, so a device that remembers it goes on with the old page.
   *
   * @throws IllegalArgumentException if an address is not at a page's start or out of range
   */
  public synchronized void mapAt(long iova, long physical, long bytes, DmaAccess access) {
    check(iova, bytes);
    if (physical < 0 || (physical & PAGE_MASK) != 0 || physical > memoryBytes() - bytes) {
      throw new IllegalArgumentException(
          "physical must be a page of the %d bytes of memory: physical=0x%x, bytes=%d"
              .formatted(memoryBytes(), physical, bytes));
    }
    for (long at = 0; at < bytes; at += HostMemory.PAGE_BYTES) {
      table.set(iova + at, physical + at | access.bits);
    }
  }

  /**
   * Unmaps whole pages. When the device stops reaching them is the IOMMU's {@link Invalidation}.
   *
   * @throws IllegalArgumentException if one of the pages is not mapped
   */
  public void unmap(long iova, long bytes) {
    synchronized (this) {
      check(iova, bytes);
      for (long at = 0; at < bytes; at += HostMemory.PAGE_BYTES) {
        if (table.entry(iova + at) == 0) {
          throw new IllegalArgumentException("0x%x is not mapped".formatted(iova + at));
        }
      }
      for (long at = 0; at < bytes; at += HostMemory.PAGE_BYTES) {
        table.set(iova + at, 0);
      }
    }
    // Outside this domain's monitor: an invalidation waits for the device.
    iommu.unmapped(this, iova, bytes, () -> reuse(iova, HostMemory.roundUp(bytes)));
  }

  /** The page's entry, as a device that remembers nothing would find it: 0 if not mapped. */
  long entry(long iova) {
    return table.entry(iova);
  }

  private synchronized void reuse(long iova, long size) {
    if (iova >= FIRST_IOVA && iova < next) {
      free.computeIfAbsent(size, s -> new ArrayDeque<>()).add(iova);
    }
  }

  private long memoryBytes() {
    return iommu.memory().bytes();
  }

  private static void check(long iova, long bytes) {
    if (iova < 0 || (iova & PAGE_MASK) != 0 || bytes < 1 || iova > PageTable.LIMIT - bytes) {
      throw new IllegalArgumentException(
          "iova must be a page below 0x%x: iova=0x%x, bytes=%d"
              .formatted(PageTable.LIMIT, iova, bytes));
    }
  }
}
