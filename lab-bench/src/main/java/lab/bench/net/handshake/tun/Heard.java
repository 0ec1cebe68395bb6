package lab.bench.net.handshake.tun;

/** What a user hears who reads. */
final class Heard {
  static final String NOTHING = "nothing";
  static final String END = "the end";
  static final String REFUSED = "refused";
  static final String RESET = "reset";

  private Heard() {}

  static String octets(long count) {
    return count + " octets";
  }
}
