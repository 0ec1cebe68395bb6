package lab.concurrent.nic;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The machine's memory, as far as devices can reach it: physical address {@code n} is byte {@code
 * n} of one segment. The lowest 64 KiB are never handed out: what lies there belongs to somebody
 * else.
 *
 * <p>A segment outside the heap, and not a {@code long[]}, because descriptors hold addresses of
 * bytes, frames are bytes, cache lines must lie where the layout says, and the driver must run
 * unchanged on a mapped file that another process's e1000 reaches.
 */
public final class HostMemory {
  public static final int PAGE_BYTES = 4096;
  static final int PAGE_SHIFT = 12;

  /** Where memory that can be handed out begins. */
  public static final long FIRST_FREE = 0x1_0000;

  private final MemorySegment segment;
  private long next = FIRST_FREE;

  /**
   * Zeroed memory.
   *
   * @param arena frees it when it is closed
   * @param bytes its size: a multiple of 4096, more than 64 KiB
   */
  public HostMemory(Arena arena, long bytes) {
    if (bytes <= FIRST_FREE || bytes % PAGE_BYTES != 0) {
      throw new IllegalArgumentException(
          "bytes must be a multiple of 4096, more than 65536: bytes=" + bytes);
    }
    segment = arena.allocate(bytes, PAGE_BYTES);
  }

  public MemorySegment segment() {
    return segment;
  }

  public long bytes() {
    return segment.byteSize();
  }

  /**
   * Whole pages that nobody else has; never given back.
   *
   * @return the physical address
   * @throws IllegalStateException if there are not so many
   */
  public synchronized long allocatePages(long bytes) {
    long size = roundUp(bytes);
    if (bytes < 1 || size > bytes() - next) {
      throw new IllegalStateException(
          "host memory of " + bytes() + " bytes has no room for " + bytes + " more");
    }
    long address = next;
    next += size;
    return address;
  }

  static long roundUp(long bytes) {
    return (bytes + PAGE_BYTES - 1) & -PAGE_BYTES;
  }
}
