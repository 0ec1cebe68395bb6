package lab.bench.nic.qemu;

import java.lang.foreign.MemorySegment;
import lab.concurrent.nic.Descriptors;
import lab.concurrent.nic.DmaAccess;
import lab.concurrent.nic.HostMemory;

/**
 * VT-d's page table for a device, in the guest's memory: three levels of 512 entries for addresses
 * of 39 bits (VT-d specification, "Second-Level Paging Entries"). An entry holds the physical
 * address of the next table, or of the page, and in bits 0 and 1 whether the device may read and
 * write through it.
 */
final class SecondLevelTable {
  private static final int LEVELS = 3;
  private static final int LEVEL_BITS = 9;
  private static final int PAGE_SHIFT = 12;
  private static final long READ = 1;
  private static final long WRITE = 2;

  private final GuestMemory guest;
  private final MemorySegment memory;
  private final long root;

  SecondLevelTable(GuestMemory guest) {
    this.guest = guest;
    memory = guest.memory();
    root = guest.pages(HostMemory.PAGE_BYTES);
  }

  /** Physical address of the uppermost table. */
  long root() {
    return root;
  }

  /** Maps a page; the IOTLB is told nothing. */
  void map(long iova, long physical, DmaAccess access) {
    set(
        iova,
        physical
            | switch (access) {
              case READ -> READ;
              case WRITE -> WRITE;
              case BOTH -> READ | WRITE;
            });
  }

  /** Clears a page's entry; the IOTLB is told nothing. */
  void clear(long iova) {
    set(iova, 0);
  }

  private void set(long iova, long entry) {
    long table = root;
    for (int level = LEVELS; level > 1; level--) {
      long at = entryAt(table, iova, level);
      long next = memory.get(Descriptors.LONG, at);
      if (next == 0) {
        // Rights of all levels count: these leave it to the last one.
        next = guest.pages(HostMemory.PAGE_BYTES) | READ | WRITE;
        memory.set(Descriptors.LONG, at, next);
      }
      table = next & -HostMemory.PAGE_BYTES;
    }
    memory.set(Descriptors.LONG, entryAt(table, iova, 1), entry);
  }

  private static long entryAt(long table, long iova, int level) {
    long index = iova >>> (PAGE_SHIFT + (level - 1) * LEVEL_BITS) & (1 << LEVEL_BITS) - 1;
    return table + index * Long.BYTES;
  }
}
