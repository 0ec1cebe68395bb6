package lab.net.tcp;

/**
 * The send sequence space of a connection (RFC 9293, 3.3.1, figure 3), and what the user gave it.
 * What was sent and not acknowledged lies in {@code una..nxt-1}.
 *
 * @param iss ISS, the initial send sequence number; in LISTEN the one that the next SYN will get
 * @param una SND.UNA, the oldest number that is not acknowledged
 * @param nxt SND.NXT, the next number to be sent
 * @param syn whether our SYN is among what is not acknowledged
 * @param fin how far our FIN is
 * @param queued octets that the user gave and that were not sent yet
 * @param window what the peer said of its window
 */
public record Sender(
    long iss, long una, long nxt, boolean syn, Fin fin, long queued, PeerWindow window) {
  static final Sender NONE = new Sender(0, 0, 0, false, Fin.NONE, 0, PeerWindow.NONE);

  /** How far the FIN of a close is. */
  public enum Fin {
    /** The user did not close. */
    NONE,
    /** It waits for data before it to be sent. */
    QUEUED,
    /** It has a sequence number, the last one. */
    SENT
  }

  /**
   * The peer's window, and which segment said so: an older one does not count.
   *
   * @param size SND.WND in octets
   * @param seq SND.WL1, SEG.SEQ of that segment
   * @param ack SND.WL2, SEG.ACK of that segment
   * @param largest MAX.SND.WND: how old an acknowledgement may be (RFC 5961, 5.2)
   */
  public record PeerWindow(long size, long seq, long ack, long largest) {
    static final PeerWindow NONE = new PeerWindow(0, 0, 0, 0);
  }

  /** Whether nothing waits for an acknowledgement or to be sent. */
  public boolean idle() {
    return una == nxt && queued == 0 && fin != Fin.QUEUED;
  }
}
