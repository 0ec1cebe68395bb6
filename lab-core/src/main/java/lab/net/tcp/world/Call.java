package lab.net.tcp.world;

/** What a user may do, in the words of the socket interface. */
public enum Call {
  CONNECT("connect"),
  LISTEN("listen"),
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
