package lab.experiments.cpu.cache;

import lab.cpu.cache.Caches;
import lab.cpu.cache.Geometry;
import lab.cpu.cache.Hierarchy;
import lab.cpu.cache.Level;

/**
 * Why L1 misses (Hill's three Cs). Beside the caches runs one that has the lines of L1 in a single
 * set, under LRU.
 *
 * @param whole that cache
 * @param touched a bit for each line of the working set that was asked for before
 */
record Reasons(Caches whole, int touched) {

  /** How many misses in L1 have which reason. */
  record Why(int compulsory, int capacity, int conflict) {
    static final Why NONE = new Why(0, 0, 0);

    int all() {
      return compulsory + capacity + conflict;
    }

    Why and(Why more) {
      return new Why(
          compulsory + more.compulsory, capacity + more.capacity, conflict + more.conflict);
    }
  }

  static Reasons of(Setup setup) {
    int lines = setup.hierarchy().geometry(0).lines();
    Level one = Level.of(Geometry.fullyAssociative(lines, CacheControls.LINE_BYTES), 0);
    Reasons cold = new Reasons(Caches.empty(Hierarchy.of(0, one)), 0);
    return setup.warm() ? cold.and(0, setup.block(0)) : cold;
  }

  /** The reason of a miss that a line meets in L1 now. */
  Why of(int line, long block) {
    if ((touched >> line & 1) == 0) {
      return new Why(1, 0, 0);
    }
    return whole.holds(0, block) ? new Why(0, 0, 1) : new Why(0, 1, 0);
  }

  /** These once the line has been asked for. */
  Reasons and(int line, long block) {
    return new Reasons(whole.touch(block, false).after(), touched | 1 << line);
  }
}
