package lab.net.tcp.congestion;

/**
 * What RACK and TLP keep (RFC 8985).
 *
 * @param newestSentAt when the newest of what has arrived was sent; -1 for none
 * @param newest its number: of two that were sent at once the larger is newer
 * @param rttMicros its round trip
 * @param probeEnd the probe is answered when all before this segment is acknowledged; -1 when none
 *     is under way
 * @param probeResent whether the probe was a retransmission
 */
public record Tail(
    long newestSentAt, long newest, long rttMicros, long probeEnd, boolean probeResent) {
  static final Tail NONE = new Tail(-1, 0, 0, -1, false);

  /** Whether a segment was sent before the newest that has arrived. */
  boolean older(long sentAt, long seq) {
    return sentAt < newestSentAt || (sentAt == newestSentAt && seq < newest);
  }

  Tail arrived(long sentAt, long seq, long rtt) {
    boolean newer = sentAt > newestSentAt || (sentAt == newestSentAt && seq > newest);
    return newer ? new Tail(sentAt, seq, rtt, probeEnd, probeResent) : this;
  }

  Tail probed(long end, boolean resent) {
    return new Tail(newestSentAt, newest, rttMicros, end, resent);
  }

  Tail answered() {
    return new Tail(newestSentAt, newest, rttMicros, -1, false);
  }
}
