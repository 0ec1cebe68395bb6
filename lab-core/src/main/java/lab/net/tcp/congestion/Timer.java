package lab.net.tcp.congestion;

/**
 * When a sender wants to be woken, in microseconds; {@link #OFF} for never.
 *
 * @param retransmitAt the retransmission timeout ends
 * @param probeAt the tail is probed (RFC 8985, 7)
 * @param reorderAt what is late by then is lost (RFC 8985, 6.3)
 * @param lastSentAt when something was last sent, to know an idle time
 */
public record Timer(long retransmitAt, long probeAt, long reorderAt, long lastSentAt) {
  /** Of a timer that does not run. */
  public static final long OFF = Long.MAX_VALUE;

  static final Timer STOPPED = new Timer(OFF, OFF, OFF, 0);

  /** The first of them to end. */
  public long next() {
    return Math.min(retransmitAt, Math.min(probeAt, reorderAt));
  }

  Timer retransmit(long at) {
    return new Timer(at, probeAt, reorderAt, lastSentAt);
  }

  Timer probe(long at) {
    return new Timer(retransmitAt, at, reorderAt, lastSentAt);
  }

  Timer reorder(long at) {
    return new Timer(retransmitAt, probeAt, at, lastSentAt);
  }

  Timer sent(long at) {
    return new Timer(retransmitAt, probeAt, reorderAt, at);
  }
}
