package lab.net.tcp.congestion;

/**
 * What RACK and TLP keep (RFC 8985).
 *
 * @param newest the newest of what has arrived
 * @param rttMicros the round trip of what arrived last (RACK.rtt)
 * @param highest one past the highest segment that has arrived (RACK.fack)
 * @param reordered whether a segment that was sent once has arrived below another one
 * @param probeEnd the probe is answered when all before this segment is acknowledged; -1 when none
 *     is under way
 * @param probeResent whether the probe was a retransmission
 */
public record Tail(
    Newest newest,
    long rttMicros,
    long highest,
    boolean reordered,
    long probeEnd,
    boolean probeResent) {
  static final Tail NONE = new Tail(new Newest(-1, 0), 0, 0, false, -1, false);

  /**
   * A segment; of two that were sent at once the larger is newer.
   *
   * @param sentAtMicros when it was sent; -1 for none
   * @param seq its number
   */
  public record Newest(long sentAtMicros, long seq) {
    boolean before(long otherSentAt, long other) {
      return sentAtMicros < otherSentAt || (sentAtMicros == otherSentAt && seq < other);
    }
  }

  /** Whether a segment was sent before the newest that has arrived. */
  boolean older(long sentAt, long seq) {
    return sentAt < newest.sentAtMicros || (sentAt == newest.sentAtMicros && seq < newest.seq);
  }

  /** A segment has arrived (RACK_update, 6.2, steps 2 and 3). */
  Tail arrived(long sentAt, long seq, long rtt, boolean twice) {
    Newest n = newest.before(sentAt, seq) ? new Newest(sentAt, seq) : newest;
    boolean below = !twice && seq + 1 < highest;
    long top = Math.max(highest, seq + 1);
    return new Tail(n, rtt, top, reordered || below, probeEnd, probeResent);
  }

  Tail probed(long end, boolean resent) {
    return new Tail(newest, rttMicros, highest, reordered, end, resent);
  }

  Tail answered() {
    return new Tail(newest, rttMicros, highest, reordered, -1, false);
  }
}
