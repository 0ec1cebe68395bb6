package lab.experiments.cpu.locality;

import java.util.BitSet;
import lab.cpu.cache.Caches;
import lab.cpu.cache.Geometry;
import lab.cpu.cache.Hierarchy;
import lab.cpu.cache.Level;

/**
 * Where a pass is.
 *
 * @param cache one level, fully associative, LRU
 * @param hit the elements that were read from the cache; nobody changes the set
 * @param missed those whose line had to be fetched
 */
record LocalityState(Caches cache, BitSet hit, BitSet missed) {

  /** An empty cache, and nothing read. */
  static LocalityState start(Setup setup) {
    Geometry geometry =
        Geometry.fullyAssociative(setup.lines(), Setup.A_LINE * Setup.ELEMENT_BYTES);
    Hierarchy one = Hierarchy.of(setup.missCycles(), Level.of(geometry, setup.hitCycles()));
    return new LocalityState(Caches.empty(one), new BitSet(), new BitSet());
  }

  static int line(int element) {
    return element / Setup.A_LINE;
  }

  LocalityState read(int element) {
    Caches.Touch touch = cache.touch(line(element), false);
    return touch.hit()
        ? new LocalityState(touch.after(), with(hit, element), missed)
        : new LocalityState(touch.after(), hit, with(missed, element));
  }

  private static BitSet with(BitSet set, int element) {
    BitSet more = (BitSet) set.clone();
    more.set(element);
    return more;
  }

  int hits() {
    return hit.cardinality();
  }

  int misses() {
    return missed.cardinality();
  }

  int reads() {
    return hits() + misses();
  }

  /** Times that a line was fetched which had been here before. */
  int fetchedAgain() {
    int lines = 0;
    int last = -1;
    for (int e = missed.nextSetBit(0); e >= 0; e = missed.nextSetBit(e + 1)) {
      lines += line(e) == last ? 0 : 1;
      last = line(e);
    }
    return misses() - lines;
  }

  /** Whether the line of this element has been fetched before. */
  boolean seen(int element) {
    int from = line(element) * Setup.A_LINE;
    int next = missed.nextSetBit(from);
    return next >= 0 && next < from + Setup.A_LINE;
  }
}
