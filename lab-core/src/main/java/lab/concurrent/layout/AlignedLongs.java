package lab.concurrent.layout;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.MemoryLayout.PathElement.sequenceElement;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SequenceLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * Longs at a fixed distance in memory outside the heap, the first of them at the start of a cache
 * line: the layout to take where it matters on <em>which</em> line a word lies, for the garbage
 * collector cannot move it and its offset is named.
 *
 * <pre>
 *   cells : [ { value : 8 B, gap : stride - 8 B } ... ]     aligned to 64 bytes
 * </pre>
 */
public final class AlignedLongs {
  /** All access modes over {@code (MemorySegment, long offset)}. */
  public static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

  private final SequenceLayout layout;
  private final MemorySegment segment;

  /**
   * @param arena frees the memory when it is closed
   * @param cells how many, at least 1
   * @param strideBytes distance of two neighbours, a multiple of 8
   */
  public AlignedLongs(Arena arena, int cells, int strideBytes) {
    layout = layout(cells, strideBytes);
    segment = arena.allocate(layout);
  }

  /** The named layout: {@code cells[i].value}. */
  public static SequenceLayout layout(int cells, int strideBytes) {
    if (cells < 1) {
      throw new IllegalArgumentException("cells must be >= 1: cells=" + cells);
    }
    if (strideBytes < Long.BYTES || strideBytes % Long.BYTES != 0) {
      throw new IllegalArgumentException(
          "strideBytes must be a multiple of 8, at least 8: strideBytes=" + strideBytes);
    }
    MemoryLayout value = ValueLayout.JAVA_LONG.withName("value");
    MemoryLayout cell =
        strideBytes == Long.BYTES
            ? MemoryLayout.structLayout(value)
            : MemoryLayout.structLayout(
                value, MemoryLayout.paddingLayout(strideBytes - (long) Long.BYTES));
    return MemoryLayout.sequenceLayout(cells, cell)
        .withName("cells")
        .withByteAlignment(CacheLine.BYTES);
  }

  public MemorySegment segment() {
    return segment;
  }

  /** Where a cell's value lies in {@link #segment()}, in bytes. */
  public long offset(int cell) {
    return layout.byteOffset(sequenceElement(cell), groupElement("value"));
  }
}
