package lab.net.tcp;

/** What the user is told (RFC 9293, 3.9.1 and 3.10). */
public enum Notice {
  CONNECTED("connection established"),
  DATA("data arrived"),
  CLOSING("connection closing: the peer sends no more"),
  CLOSED("connection closed"),
  REFUSED("connection refused"),
  RESET("connection reset"),
  TIMED_OUT("connection aborted due to user timeout"),
  DOES_NOT_EXIST("connection does not exist"),
  ALREADY_EXISTS("connection already exists"),
  ALREADY_CLOSING("connection closing: nothing can be sent any more");

  private final String text;

  Notice(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /** Whether it answers a call that could not be done. */
  public boolean isError() {
    return this == DOES_NOT_EXIST || this == ALREADY_EXISTS || this == ALREADY_CLOSING;
  }
}
