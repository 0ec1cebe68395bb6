package lab.net.tcp;

/** The eleven states of a connection (RFC 9293, 3.3.2). */
public enum State {
  CLOSED("CLOSED"),
  LISTEN("LISTEN"),
  SYN_SENT("SYN-SENT"),
  SYN_RECEIVED("SYN-RECEIVED"),
  ESTABLISHED("ESTABLISHED"),
  FIN_WAIT_1("FIN-WAIT-1"),
  FIN_WAIT_2("FIN-WAIT-2"),
  CLOSE_WAIT("CLOSE-WAIT"),
  CLOSING("CLOSING"),
  LAST_ACK("LAST-ACK"),
  TIME_WAIT("TIME-WAIT");

  private final String word;

  State(String word) {
    this.word = word;
  }

  /** As RFC 9293 writes it. */
  public String word() {
    return word;
  }

  /** Whether both initial sequence numbers are known and acknowledged. */
  public boolean isSynchronized() {
    return switch (this) {
      case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED -> false;
      case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> true;
    };
  }

  /** Whether octets of the peer are still to come: its FIN has not arrived. */
  boolean takesData() {
    return this == ESTABLISHED || this == FIN_WAIT_1 || this == FIN_WAIT_2;
  }
}
