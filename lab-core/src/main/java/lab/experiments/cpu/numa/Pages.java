package lab.experiments.cpu.numa;

import java.util.OptionalInt;

/**
 * Which node each page lies on, four bits a page.
 *
 * @param homes for each page 0, not touched yet, or its node and one
 * @param crossed for each page one bit: whether its latest access came from another node
 */
record Pages(int homes, int crossed) {
  static final Pages UNTOUCHED = new Pages(0, 0);

  /** As many as four bits each leave room for. */
  static final int MOST = Integer.SIZE / 4;

  private static final int NODE = 0xf;

  /** The node of a page; empty if nobody has touched it. */
  OptionalInt home(int page) {
    int bits = (homes >>> (4 * page)) & NODE;
    return bits == 0 ? OptionalInt.empty() : OptionalInt.of(bits - 1);
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

  boolean hasCrossed(int page) {
    return ((crossed >>> page) & 1) != 0;
  }

  /** The page lies on that node, from where nobody has reached over to it. */
  Pages at(int page, int node) {
    int others = homes & ~(NODE << (4 * page));
    return new Pages(others | ((node + 1) << (4 * page)), crossed & ~(1 << page));
  }

  Pages crossing(int page, boolean crosses) {
    return new Pages(homes, (crossed & ~(1 << page)) | (crosses ? 1 << page : 0));
  }

  /** No page remembers who accessed it. */
  Pages forgetting() {
    return new Pages(homes, 0);
  }
}
