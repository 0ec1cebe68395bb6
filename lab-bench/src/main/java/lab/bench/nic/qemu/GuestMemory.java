package lab.bench.nic.qemu;

import java.lang.foreign.MemorySegment;
import lab.concurrent.nic.DmaAccess;
import lab.concurrent.nic.DmaAllocator;
import lab.concurrent.nic.DmaBuffer;
import lab.concurrent.nic.HostMemory;

/**
 * The guest's physical memory from 1 MiB on, handed out in pages and never taken back: it goes with
 * the guest. The physical address is the offset; without an IOMMU it is the device's too.
 */
final class GuestMemory implements DmaAllocator {
  private static final long FIRST_FREE = 0x10_0000;

  private final MemorySegment memory;
  private long next = FIRST_FREE;

  GuestMemory(MemorySegment memory) {
    this.memory = memory;
  }

  @Override
  public MemorySegment memory() {
    return memory;
  }

  /** Zeroed whole pages: their physical address. */
  long pages(long bytes) {
    long size = roundUp(bytes);
    if (size > memory.byteSize() - next) {
      throw new IllegalStateException("the guest has no room for " + bytes + " more bytes");
    }
    long address = next;
    next += size;
    memory.asSlice(address, size).fill((byte) 0);
    return address;
  }

  /** So many bytes as whole pages. */
  static long roundUp(long bytes) {
    return (bytes + HostMemory.PAGE_BYTES - 1) & -HostMemory.PAGE_BYTES;
  }

  @Override
  public DmaBuffer allocate(long bytes, DmaAccess access) {
    long address = pages(bytes);
    return new DmaBuffer(memory, address, address, bytes);
  }

  @Override
  public void free(DmaBuffer buffer) {
    // The whole guest goes when it is closed.
  }
}
