package lab.bench.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;

/**
 * Lines in memory of which each names the next, so that a load must wait for the one before it:
 * nothing else defeats both the overlap of loads and the prefetchers. They are visited in a random
 * order, each of them once before the first comes again.
 *
 * <pre>
 *   line: | offset of the next : 8 B | its place in the order : 8 B | not used |
 * </pre>
 *
 * <p>Outside the heap and aligned, for on which line and in which set a word lies is the subject.
 */
public final class Ring {
  /** Bytes of the smallest page that a system of today has. */
  public static final long PAGE = 4096;

  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final long SEED = 1;

  private final MemorySegment segment;
  private final int lines;
  private long at;
  private long loads;

  /**
   * @param lines how many, at least 1
   * @param distance bytes from the start of a line to that of the next in memory, at least 16
   * @param alignment of the first line, a power of two
   */
  public Ring(Arena arena, int lines, long distance, long alignment) {
    this(arena.allocate(lines * distance, alignment), lines, distance);
  }

  /**
   * In memory that is there already; every line of it is written.
   *
   * @param memory at least {@code lines * distance} bytes
   * @param lines how many, at least 1
   * @param distance bytes from the start of a line to that of the next in memory, at least 16
   */
  public Ring(MemorySegment memory, int lines, long distance) {
    this.lines = lines;
    segment = memory;
    int[] order = shuffled(lines);
    for (int i = 0; i < lines; i++) {
      long here = order[i] * distance;
      segment.set(LONG, here, order[(i + 1) % lines] * distance);
      segment.set(LONG, here + Long.BYTES, i);
    }
    at = order[0] * distance;
  }

  private static int[] shuffled(int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  /** That many loads, one after the other, going on where the last call ended. */
  public long chase(int count) {
    long here = at;
    for (int i = 0; i < count; i++) {
      here = segment.get(LONG, here);
    }
    at = here;
    loads += count;
    return here;
  }

  /** Counts loads that were not made, as a loop would that was folded away: for tests. */
  void pretend(int count) {
    loads += count;
  }

  /**
   * That the loads were made: after n of them one stands at place n in the order.
   *
   * @throws IllegalStateException if not
   */
  public void check() {
    long place = segment.get(LONG, at + Long.BYTES);
    if (place != loads % lines) {
      throw new IllegalStateException(
          "after %d loads over %d lines the chase stands at place %d"
              .formatted(loads, lines, place));
    }
  }
}
