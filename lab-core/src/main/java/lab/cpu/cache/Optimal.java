package lab.cpu.cache;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * OPT, Belady's replacement: the line gives way whose next use is furthest off. It needs the
 * future, so there is no cache that does it, only a replay of a whole trace; no policy that must
 * fetch what it misses can miss less often.
 *
 * @param accesses lines looked up: a reference on two lines counts twice
 */
public record Optimal(long accesses, long misses) {
  /** Later than any use. */
  private static final int NEVER = Integer.MAX_VALUE;

  private static final long EMPTY = -1;

  /**
   * Replays {@link References} through one level.
   *
   * @param references at most 2^31-2 lines
   */
  public static Optimal replay(Geometry geometry, long[] references) {
    long[] blocks = Lines.of(geometry, references);
    int[] next = nextUses(blocks);
    int ways = geometry.ways();
    long[] held = new long[geometry.lines()];
    int[] wanted = new int[held.length];
    Arrays.fill(held, EMPTY);
    Arrays.fill(wanted, NEVER);
    long misses = 0;
    for (int i = 0; i < blocks.length; i++) {
      int base = geometry.set(blocks[i]) * ways;
      int way = base;
      int furthest = base;
      // An empty way is wanted never, and first.
      while (way < base + ways && held[way] != blocks[i]) {
        boolean empty = held[way] == EMPTY && held[furthest] != EMPTY;
        furthest = empty || wanted[way] > wanted[furthest] ? way : furthest;
        way++;
      }
      if (way == base + ways) {
        misses++;
        way = furthest;
        held[way] = blocks[i];
      }
      wanted[way] = next[i];
    }
    return new Optimal(blocks.length, misses);
  }

  private static int[] nextUses(long[] blocks) {
    int[] next = new int[blocks.length];
    Map<Long, Integer> later = new HashMap<>();
    for (int i = blocks.length - 1; i >= 0; i--) {
      Integer use = later.put(blocks[i], i);
      next[i] = use == null ? NEVER : use;
    }
    return next;
  }
}
