package lab.net.collective;

/**
 * Ranks that are no power of two: of the first 2·(N - p) every second one gives its vector to its
 * neighbour and waits, so that p are left, the largest power of two below N.
 *
 * @param ranks N
 * @param power p
 */
record Fold(int ranks, int power) {

  static Fold of(int ranks) {
    return new Fold(ranks, Integer.highestOneBit(ranks));
  }

  /** How many wait: the even ones below twice as many. */
  int waiting() {
    return ranks - power;
  }

  /**
   * The rank that is number {@code n} of those that are left: the odd one of a pair, or a later.
   */
  int rank(int n) {
    return n < waiting() ? 2 * n + 1 : n + waiting();
  }
}
