package lab.experiments.cpu.cache;

import lab.cpu.cache.Caches;

/**
 * What the core asked for, and what came of it: one load or store, or several in a row.
 *
 * @param count how many; 0: nothing yet
 * @param line the last of them
 * @param level that answered the last
 * @param cycles of all together
 * @param lost how many of them missed in L1 although they should have been there
 * @param surprising whether one of them cost something other than its nearest level does
 * @param why the reasons of the misses in L1, where they are asked for
 */
record Asked(
    int count, int line, int level, int cycles, int lost, boolean surprising, Reasons.Why why) {
  static final Asked NOTHING = new Asked(0, 0, 0, 0, 0, false, Reasons.Why.NONE);

  /**
   * These and one more.
   *
   * @param nearest the first level that held the line, looked for before it was asked for
   * @param expected whether it should be in L1
   * @param reason why it misses in L1, if it does
   */
  Asked and(int next, Caches.Touch touch, int nearest, boolean expected, Reasons.Why reason) {
    int due = touch.before().hierarchy().cycles(nearest);
    return new Asked(
        count + 1,
        next,
        touch.level(),
        cycles + touch.cycles(),
        lost + (expected && !touch.hit() ? 1 : 0),
        surprising || touch.cycles() != due,
        touch.hit() ? why : why.and(reason));
  }

  boolean only() {
    return count == 1;
  }
}
