package lab.net.tcp.congestion;

/**
 * The congestion window, in segments.
 *
 * @param cwnd segments that may be in flight
 * @param ssthresh below it the window grows in slow start
 * @param credit segments acknowledged towards the next whole segment of growth
 * @param full whether the last sending stopped at the window: one that is not used does not grow
 */
public record Window(int cwnd, int ssthresh, int credit, boolean full) {
  /** No threshold yet; Linux's number. */
  public static final int NO_THRESHOLD = 0x7fffffff;

  /** No window here gets larger. */
  static final int MOST = 1 << 20;

  public boolean slowStart() {
    return cwnd < ssthresh;
  }

  Window withCwnd(int segments) {
    return new Window(Math.clamp(segments, 1, MOST), ssthresh, credit, full);
  }

  Window withThreshold(int segments) {
    return new Window(cwnd, Math.max(2, segments), credit, full);
  }

  Window withoutCredit() {
    return new Window(cwnd, ssthresh, 0, full);
  }

  Window withFull(boolean now) {
    return now == full ? this : new Window(cwnd, ssthresh, credit, now);
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
    return new Window(larger, ssthresh, have - grown * each, full);
  }
}
