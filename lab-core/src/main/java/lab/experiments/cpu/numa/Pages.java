package lab.experiments.cpu.numa;

import java.util.OptionalInt;

/**
 * Which node each page lies on, and whence it was reached last: three bits a page each.
 *
 * @param homes for each page 0, not touched yet, or its node and one
 * @param reached for each page the node and one from which its latest access came; 0 if that was
 *     its own, or there was none
 */
record Pages(int homes, int reached) {
  static final Pages UNTOUCHED = new Pages(0, 0);

  /** As many as a packed state has bits for. */
  static final int MOST = 6;

  /** Bits a page. */
  static final int BITS = 3;

  private static final int NODE = 7;

  /** The node of a page; empty if nobody has touched it. */
  OptionalInt home(int page) {
    return node(homes, page);
  }

  private static OptionalInt node(int all, int page) {
    int bits = (all >>> (BITS * page)) & NODE;
    return bits == 0 ? OptionalInt.empty() : OptionalInt.of(bits - 1);
  }

  private static int with(int all, int page, int bits) {
    return (all & ~(NODE << (BITS * page))) | (bits << (BITS * page));
  }

  boolean touched(int page) {
    return home(page).isPresent();
  }

  /** How many pages a node holds. */
  int on(int node) {
    int held = 0;
    for (int page = 0; page < MOST; page++) {
      held += home(page).equals(OptionalInt.of(node)) ? 1 : 0;
    }
    return held;
  }

  /** How many pages have a node. */
  int placed() {
    int placed = 0;
    for (int page = 0; page < MOST; page++) {
      placed += touched(page) ? 1 : 0;
    }
    return placed;
  }

  /** Whether the latest access to the page came from that node, which is not its own. */
  boolean reachedFrom(int page, int node) {
    return node(reached, page).equals(OptionalInt.of(node));
  }

  /** The page lies on that node, from where nobody has reached over to it. */
  Pages at(int page, int node) {
    return new Pages(with(homes, page, node + 1), with(reached, page, 0));
  }

  /** The page has been accessed from that node. */
  Pages accessed(int page, int from) {
    boolean own = home(page).equals(OptionalInt.of(from));
    return new Pages(homes, with(reached, page, own ? 0 : from + 1));
  }
}
