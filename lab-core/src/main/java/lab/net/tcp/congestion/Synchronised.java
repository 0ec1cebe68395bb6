package lab.net.tcp.congestion;

import lab.input.BadInput;

/**
 * Two flows that share a path and lose at the same time, one step a round trip (Chiu and Jain,
 * 1989): both windows grow by one, and when together they are more than the path holds, both are
 * reduced. Pure arithmetic: nothing is queued here, and no round trip grows.
 *
 * @param algorithm what is left of a window
 * @param fault what both get wrong
 * @param capacity segments that the path holds
 */
public record Synchronised(Algorithm algorithm, Fault fault, int capacity) {

  /**
   * Checks the path.
   *
   * @throws BadInput if it does not hold two windows of two
   */
  public Synchronised {
    if (capacity < 4 || capacity > Window.MOST) {
      throw new BadInput(
          "the path holds 4.." + Window.MOST + " segments (got capacity " + capacity + ")");
    }
  }

  /**
   * Both windows, in segments.
   *
   * @param first the first flow's
   * @param second the second flow's
   */
  public record Windows(int first, int second) {
    /** Fair in integers: they differ by at most one segment. */
    public boolean fair() {
      return Math.abs(first - second) <= 1;
    }
  }

  public boolean overflows(Windows w) {
    return w.first + w.second > capacity;
  }

  /** One round trip later. */
  public Windows next(Windows w) {
    return overflows(w)
        ? new Windows(left(w.first), left(w.second))
        : new Windows(grown(w.first), grown(w.second));
  }

  private int left(int window) {
    return Losses.left(algorithm, fault, window);
  }

  private int grown(int window) {
    return window + (fault == Fault.MULTIPLICATIVE_INCREASE ? Math.max(1, window / 8) : 1);
  }
}
