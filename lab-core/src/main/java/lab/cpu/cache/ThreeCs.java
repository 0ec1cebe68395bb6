package lab.cpu.cache;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Why one level missed (Hill's three Cs): a line was touched for the first time, the cache is too
 * small, or its sets are.
 *
 * @param compulsory different lines touched
 * @param capacity what a fully associative LRU cache of the same size misses beyond those
 * @param conflict what is left; below 0 where the sets happen to keep what one set would not, as
 *     they do in a loop slightly larger than the cache
 */
public record ThreeCs(long accesses, long compulsory, long capacity, long conflict) {
  private static final float LOAD = 0.75f;

  /** Replays {@link References} through one level; a reference on two lines counts twice. */
  public static ThreeCs replay(Geometry geometry, Replacement replacement, long[] references) {
    long[] blocks = Lines.of(geometry, references);
    Level level = new Level(geometry, replacement, Inclusion.NINE, 0);
    FlatCaches caches = new FlatCaches(Hierarchy.of(0, level));
    Set<Long> seen = new HashSet<>();
    Recent recent = new Recent(geometry.lines());
    long whole = 0;
    for (long block : blocks) {
      caches.access(block << geometry.lineShift(), 1, false);
      seen.add(block);
      whole += recent.misses(block) ? 1 : 0;
    }
    long compulsory = seen.size();
    long misses = caches.counts().misses(0);
    return new ThreeCs(blocks.length, compulsory, whole - compulsory, misses - whole);
  }

  public long misses() {
    return compulsory + capacity + conflict;
  }

  /** A fully associative LRU cache for which many lines are no reason to be slow. */
  private static final class Recent extends LinkedHashMap<Long, Boolean> {
    private static final long serialVersionUID = 1L;

    private final int lines;

    Recent(int lines) {
      super(lines, LOAD, true);
      this.lines = lines;
    }

    boolean misses(long block) {
      return put(block, true) == null;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
      return size() > lines;
    }
  }
}
