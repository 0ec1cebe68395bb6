package lab.net.tcp.congestion;

/** A sender that gets one thing wrong. */
public enum Fault {
  NONE("as the RFCs say"),
  /** Congestion is noticed and does not matter. */
  NO_HALVING("the window stays as it is after a loss"),
  /** Additive decrease: two flows keep their difference for ever. */
  MINUS_ONE("the window loses one segment after a loss"),
  /** The larger flow grows faster, so it stays the larger one. */
  MULTIPLICATIVE_INCREASE("the window grows by an eighth in each round trip"),
  /** A burst that loses three segments is taken for congestion three times. */
  HALVING_PER_LOSS("the window is halved for each lost segment, not once in a window"),
  /** Timeouts that do not spread out. */
  NO_BACKOFF("the timeout is not doubled when it ends"),
  /** Which sending was acknowledged? (Karn's question; RFC 6298, 3.) */
  NO_KARN("segments that were sent twice are timed"),
  /** A sender with little to say keeps a window that it never tried (RFC 5681, equation 4). */
  THRESHOLD_FROM_WINDOW("what is halved is the window, though less was in flight"),
  /** A burst of the old window into a network that is not the old one (RFC 5681, 4.1). */
  NO_RESTART("the window is kept over an idle time");

  private final String text;

  Fault(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
