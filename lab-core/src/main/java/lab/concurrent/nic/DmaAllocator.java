package lab.concurrent.nic;

import java.lang.foreign.MemorySegment;

/** Gives a driver memory that its device may reach. */
public interface DmaAllocator {
  /** All of the memory that buffers are taken from, as the host sees it. */
  MemorySegment memory();

  /**
   * Zeroed memory, contiguous for host and device, beginning at a page of 4096 bytes.
   *
   * @param bytes at least 1
   * @throws IllegalStateException if there is no room
   */
  DmaBuffer allocate(long bytes, DmaAccess access);

  /** Takes the memory away from the device; the host must not use it any more either. */
  void free(DmaBuffer buffer);
}
