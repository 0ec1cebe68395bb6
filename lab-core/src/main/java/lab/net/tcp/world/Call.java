package lab.net.tcp.world;

/** What a user may do, in the words of the socket interface. */
public enum Call {
  CONNECT("connect"),
  LISTEN("listen"),
  /**
   * Takes a connection of somebody else out of the backlog, which is full until then. RFC 9293 has
   * no backlog; that a SYN is dropped meanwhile is Linux's way.
   */
  ACCEPT("accept"),
  SEND("send"),
  CLOSE("close"),
  ABORT("abort");

  private final String verb;

  Call(String verb) {
    this.verb = verb;
  }

  public String verb() {
    return verb;
  }
}
