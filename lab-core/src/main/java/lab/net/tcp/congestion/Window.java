package lab.net.tcp.congestion;

/**
 * The congestion window, in segments.
 *
 * @param cwnd segments that may be in flight
 * @param ssthresh below it the window grows in slow start
 * @param credit segments acknowledged towards the next whole segment of growth
 * @param use how much of it was used: one that is not does not grow
 */
public record Window(int cwnd, int ssthresh, int credit, Use use) {
  /** No threshold yet; Linux's number. */
  public static final int NO_THRESHOLD = 0x7fffffff;

  /** No window here gets larger. */
  static final int MOST = 1 << 20;

  /**
   * How much of the window the application uses, over a window of segments (Linux's
   * tcp_cwnd_validate; RFC 7661 is about the same).
   *
   * @param limited whether sending stopped at the window
   * @param most segments in flight at most, where it did not
   * @param until this is about what was sent before this segment
   */
  public record Use(boolean limited, int most, long until) {
    static final Use NONE = new Use(false, 0, 0);

    /** After a sending that did, or did not, stop at the window. */
    Use after(boolean stopped, long una, long nxt) {
      int flight = (int) (nxt - una);
      boolean newer = una >= until || stopped || (!limited && flight > most);
      boolean same = limited == stopped && most == flight && until == nxt;
      return newer && !same ? new Use(stopped, flight, nxt) : this;
    }
  }

  /** Whether it may grow: in slow start up to twice what was used. */
  boolean grows() {
    return use.limited || (slowStart() && cwnd < 2 * use.most);
  }

  public boolean slowStart() {
    return cwnd < ssthresh;
  }

  Window withCwnd(int segments) {
    return new Window(Math.clamp(segments, 1, MOST), ssthresh, credit, use);
  }

  Window withThreshold(int segments) {
    return new Window(cwnd, Math.max(2, segments), credit, use);
  }

  Window withoutCredit() {
    return new Window(cwnd, ssthresh, 0, use);
  }

  Window with(Use other) {
    return other.equals(use) ? this : new Window(cwnd, ssthresh, credit, other);
  }

  /**
   * Slow start (RFC 5681, 3.1): one segment for each that was acknowledged, as far as the
   * threshold. With {@link #slowStartLeft} it uses up an acknowledgement.
   */
  Window slowStart(int acked) {
    return withCwnd(cwnd + Math.min(acked, ssthresh - cwnd));
  }

  /** What slow start leaves of an acknowledgement for congestion avoidance. */
  int slowStartLeft(int acked) {
    return slowStart() ? Math.max(0, acked - (ssthresh - cwnd)) : acked;
  }

  /**
   * Congestion avoidance: one segment for {@code each} acknowledged ones (Linux: {@code
   * tcp_cong_avoid_ai}). Reno's {@code each} is the window itself, so that it grows by one in a
   * round trip; CUBIC's changes, and credit that was saved for a larger one gives one segment only.
   */
  Window avoid(int acked, int each) {
    boolean saved = credit >= each;
    int have = (saved ? 0 : credit) + acked;
    int grown = have / each;
    int larger = Math.min(MOST, cwnd + (saved ? 1 : 0) + grown);
    return new Window(larger, ssthresh, have - grown * each, use);
  }
}
