package lab.net.tcp.congestion;

import lab.input.BadInput;

/**
 * What a sender does.
 *
 * @param algorithm how the window grows and shrinks
 * @param recovery how losses are found and repaired
 * @param rto how the timeout follows from round trips
 * @param initialWindow segments sent before anything was acknowledged
 * @param threshold ssthresh at the beginning; {@link Window#NO_THRESHOLD} for none
 * @param counting whether growth counts acknowledged segments (RFC 3465 without its limit, as
 *     Linux); otherwise acknowledgements (RFC 5681, 3.1), so that delayed ones slow it
 * @param fault what it gets wrong
 */
public record Rules(
    Algorithm algorithm,
    Recovery recovery,
    RtoRules rto,
    int initialWindow,
    int threshold,
    boolean counting,
    Fault fault) {

  /** Reno with SACK as the RFCs have it, an initial window of 10. */
  public static final Rules RENO =
      new Rules(
          Algorithm.RENO,
          Recovery.SACK,
          RtoRules.RFC_6298,
          10,
          Window.NO_THRESHOLD,
          false,
          Fault.NONE);

  /** Reno in Linux. */
  public static final Rules LINUX_RENO =
      new Rules(
          Algorithm.RENO,
          Recovery.LINUX,
          RtoRules.LINUX,
          10,
          Window.NO_THRESHOLD,
          true,
          Fault.NONE);

  /**
   * Checks the numbers.
   *
   * @throws BadInput if one is out of range
   */
  public Rules {
    if (initialWindow < 1 || initialWindow > 1_000) {
      throw new BadInput("the initial window is 1..1000 segments (got " + initialWindow + ")");
    }
    if (threshold < 2) {
      throw new BadInput("ssthresh is at least 2 segments (got " + threshold + ")");
    }
  }

  /** The initial window of RFC 6928 for a segment of that size: 10 segments of 1460 octets. */
  public static int initialWindow(int mss) {
    if (mss < 1 || mss > 65_535) {
      throw new BadInput("a segment carries 1..65535 octets (got mss " + mss + ")");
    }
    return Math.min(10 * mss, Math.max(2 * mss, 14_600)) / mss;
  }

  public Rules with(Algorithm other) {
    return new Rules(other, recovery, rto, initialWindow, threshold, counting, fault);
  }

  public Rules with(Recovery other) {
    return new Rules(algorithm, other, rto, initialWindow, threshold, counting, fault);
  }

  public Rules with(RtoRules other) {
    return new Rules(algorithm, recovery, other, initialWindow, threshold, counting, fault);
  }

  public Rules with(Fault other) {
    return new Rules(algorithm, recovery, rto, initialWindow, threshold, counting, other);
  }

  public Rules withCounting(boolean on) {
    return new Rules(algorithm, recovery, rto, initialWindow, threshold, on, fault);
  }

  public Rules withWindow(int initial, int ssthresh) {
    return new Rules(algorithm, recovery, rto, initial, ssthresh, counting, fault);
  }
}
