package lab.net.tcp;

/**
 * The receive sequence space of a connection (RFC 9293, 3.3.1, figure 4).
 *
 * @param irs IRS, the peer's initial sequence number
 * @param nxt RCV.NXT, the next number that is expected
 * @param unread octets that arrived and that the user has not taken; they narrow the window
 */
public record Receiver(long irs, long nxt, long unread) {
  static final Receiver NONE = new Receiver(0, 0, 0);
}
