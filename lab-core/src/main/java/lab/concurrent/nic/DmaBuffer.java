package lab.concurrent.nic;

import java.lang.foreign.MemorySegment;

/**
 * Memory that host and device both reach.
 *
 * @param memory all of the memory that DMA can reach, as the host sees it
 * @param offset where the buffer begins in {@code memory}, in bytes
 * @param iova where it begins as the device sees it
 * @param bytes its size
 */
public record DmaBuffer(MemorySegment memory, long offset, long iova, long bytes) {}
