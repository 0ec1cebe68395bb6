package lab.concurrent.nic;

import java.lang.foreign.MemorySegment;

/**
 * Host memory of a few hundred bytes, in the heap: what a stress test needs a million of, where
 * {@link HostMemory} has at least sixteen pages. Device addresses are offsets in it.
 *
 * <p>Of whatever is asked for only the first {@value #EACH} bytes are there: a ring of eight
 * descriptors, or the first of eight buffers. Who goes further meets an {@link
 * IndexOutOfBoundsException}.
 */
public final class SmallMemory implements DmaAllocator {
  /** What is there of each allocation. */
  static final int EACH = 128;

  private final MemorySegment segment;
  private long next;

  /**
   * Zeroed memory.
   *
   * @param allocations how often {@link #allocate} will be called at most
   */
  public SmallMemory(int allocations) {
    // Longs: the words of a descriptor are accessed atomically, and so must be aligned.
    segment = MemorySegment.ofArray(new long[allocations * EACH / Long.BYTES]);
  }

  @Override
  public MemorySegment memory() {
    return segment;
  }

  @Override
  public DmaBuffer allocate(long bytes, DmaAccess access) {
    if (next == segment.byteSize()) {
      throw new IllegalStateException("memory of " + next + " bytes is all handed out");
    }
    DmaBuffer buffer = new DmaBuffer(segment, next, next, bytes);
    next += EACH;
    return buffer;
  }

  /** Nothing comes back. */
  @Override
  public void free(DmaBuffer buffer) {}
}
