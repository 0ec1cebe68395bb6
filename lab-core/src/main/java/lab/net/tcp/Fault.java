package lab.net.tcp;

/** A TCP that gets one thing wrong. */
public enum Fault {
  NONE("as the RFCs say"),
  /** A listener is connected with whoever seems to have sent a SYN, an old one too. */
  TWO_WAY_HANDSHAKE("a listener is ESTABLISHED on the SYN alone"),
  /** A host that opens lets a SYN,ACK pass that acknowledges a SYN it has not sent. */
  NO_RST_TO_BAD_SYN_ACK("an unacceptable SYN,ACK gets no RST"),
  /** A SYN is acknowledged as though it consumed no sequence number. */
  ACK_IS_X("a SYN of x is acknowledged as x, not as x + 1"),
  /** What RFC 793 said, and RFC 5961 replaced: a guess within the window suffices. */
  RST_ANYWHERE_IN_WINDOW("any RST in the window resets"),
  /** A new connection takes its numbers where the old one took them, and at once. */
  ISN_REUSE("the initial sequence number is used again, without TIME-WAIT"),
  /** A SYN that is lost is never sent again. */
  NO_SYN_RETRANSMISSION("a SYN is sent once");

  private final String text;

  Fault(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
