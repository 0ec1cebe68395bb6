package lab.net.collective;

/** What an all-reduce may get wrong. */
public enum Fault {
  NONE("as planned"),
  /** From the second step on: a part is added twice, and another never. */
  OFF_BY_ONE("ring: the count of steps lags by one, and a part is sent a second time"),
  /** Somebody hands out a part as the sum of all that is not. */
  GATHERS_EARLY("ring: the last step of adding up is left out"),
  /** With a number of ranks that is no power of two the last ones take part in nothing. */
  NO_FOLD("doubling and halving: who is above the power of two is forgotten"),
  /** What came in may be in what goes out: with exchanges it is then counted twice. */
  IN_PLACE("a rank adds what came to the very memory that it still has to send"),
  /** A fast sender's next message lies where the receiver has not looked yet. */
  NO_CREDIT("nobody asks whether the receiver has taken the message before"),
  /** Everybody waits for everybody, so all of them wait for that one. */
  DEAD_RANK("the last rank never sends");

  private final String text;

  Fault(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
