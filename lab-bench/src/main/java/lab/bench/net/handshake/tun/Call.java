package lab.bench.net.handshake.tun;

/** What a program asks of its socket; the system call behind it. */
enum Call {
  LISTEN("listen"),
  CONNECT("connect"),
  SEND("send"),
  READ("read"),
  /** {@code shutdown(SHUT_WR)}: what RFC 9293 calls CLOSE. */
  SHUT_DOWN("shutdown"),
  /** {@code close}: nobody reads any more either. */
  CLOSE("close"),
  /** {@code close} after {@code SO_LINGER} of 0. */
  ABORT("abort");

  private final String word;

  Call(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
