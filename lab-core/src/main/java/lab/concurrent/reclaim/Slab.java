package lab.concurrent.reclaim;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import lab.concurrent.layout.CacheLine;
import lab.concurrent.stack.NodeStack;
import lab.concurrent.stack.TaggedStack;

/**
 * Blocks of equal size outside the heap, which nobody collects: they are allocated and freed by
 * hand. Freeing fills a block with {@link #POISON}, so that a thread that still reads it sees that
 * the block is gone. Blocks are numbered from 0; all methods may be called by any thread, and
 * allocating and freeing is lock-free.
 *
 * <p>Actions before {@code free(b)} happen-before actions after the {@code allocate()} that returns
 * that {@code b} again. Reading a block that somebody else may free is what {@link EpochDomain} is
 * for.
 */
public final class Slab {
  /** What every word of a freed block holds; a value to avoid as data where poison matters. */
  public static final long POISON = 0xDEAD_BEEF_DEAD_BEEFL;

  /** What {@link #allocate} returns when every block is in use. */
  public static final int NONE = NodeStack.NONE;

  /** All access modes over {@code (MemorySegment, long offset)}. */
  public static final VarHandle WORD = JAVA_LONG.varHandle();

  private static final VarHandle USE = MethodHandles.arrayElementVarHandle(int[].class);
  private static final int FREE = 0;
  private static final int USED = 1;

  private final MemorySegment segment;
  private final int[] use;
  private final long stride;
  private final TaggedStack free;

  /**
   * All blocks free and poisoned.
   *
   * @param arena frees the slab's memory when it is closed
   * @param blocks how many, at least 1
   * @param wordsPerBlock size of a block in {@code long}s, at least 1; blocks begin at cache lines
   */
  public Slab(Arena arena, int blocks, int wordsPerBlock) {
    if (blocks < 1 || wordsPerBlock < 1) {
      throw new IllegalArgumentException(
          "blocks and wordsPerBlock must be >= 1: blocks="
              + blocks
              + ", wordsPerBlock="
              + wordsPerBlock);
    }
    long bytes = wordsPerBlock * (long) Long.BYTES;
    stride = (bytes + CacheLine.BYTES - 1) / CacheLine.BYTES * CacheLine.BYTES;
    segment = arena.allocate(stride * blocks, CacheLine.BYTES);
    use = new int[blocks];
    free = new TaggedStack(blocks);
    for (int block = blocks - 1; block >= 0; block--) {
      poison(block);
      free.push(block);
    }
  }

  public int blocks() {
    return use.length;
  }

  /** The memory of all blocks. */
  public MemorySegment segment() {
    return segment;
  }

  /** Where a block begins in {@link #segment()}, in bytes; a multiple of 64. */
  public long offset(int block) {
    return block * stride;
  }

  /** A block whose words all hold {@link #POISON}, or {@link #NONE}. */
  public int allocate() {
    int block = free.pop();
    if (block != NONE) {
      // Opaque: for the guard in free only; the stack hands the block over.
      USE.setOpaque(use, block, USED); // B1
    }
    return block;
  }

  /**
   * Poisons a block and makes it available again.
   *
   * @throws IllegalStateException if the block is not in use: it was freed before
   */
  public void free(int block) {
    // Atomic, so that of two that free the same block at the same time one is told. The order
    // does not matter: plain would do.
    if ((int) USE.getAndSet(use, block, FREE) == FREE) { // B2
      throw new IllegalStateException("block " + block + " is not in use: it was freed before");
    }
    poison(block);
    free.push(block);
  }

  private void poison(int block) {
    for (long at = offset(block); at < offset(block) + stride; at += Long.BYTES) {
      // Opaque: whoever reads too late must find whole words of it, and find it soon.
      WORD.setOpaque(segment, at, POISON); // B3
    }
  }
}
