package lab.net.tcp.congestion;

/** How a window grows, and what is left of it after congestion. */
public enum Algorithm {
  /** RFC 5681: one segment more in a round trip, half after a loss. */
  RENO("half of it is left"),
  /** RFC 9438 as Linux counts: a cubic function of time since the loss; 717/1024 is left. */
  CUBIC("717/1024 of it is left"),
  /** RFC 8257: Reno, which after marks loses as much as the marks say. */
  DCTCP("after marks 1 - alpha/2 of it is left");

  private final String text;

  Algorithm(String text) {
    this.text = text;
  }

  /** What is left of the window after congestion. */
  public String text() {
    return text;
  }
}
