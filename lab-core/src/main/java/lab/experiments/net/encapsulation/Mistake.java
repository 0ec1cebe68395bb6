package lab.experiments.net.encapsulation;

/** What code on the way does wrong; each has been done by somebody's stack, card or router. */
enum Mistake {
  /** What is above the MTU goes out in one piece. */
  NO_SPLIT("no-split"),
  /** The transport's checksum leaves out a last odd byte (RFC 1071 pads it with 0). */
  ODD_BYTE("odd-byte"),
  /** The pseudo-header counts the payload, and not the transport's header. */
  PSEUDO_LENGTH("pseudo-length"),
  /** The checksum is stored in the order of a little-endian host. */
  BYTE_ORDER("byte-order"),
  /** IP's length counts what only fills the frame up. */
  PAD_COUNTED("pad-counted"),
  /** IP's length counts the header of the link too. */
  LONG_LENGTH("long-length"),
  /** A router takes one from the TTL and leaves the checksum as it is. */
  STALE_CHECKSUM("stale-checksum");

  /** As it stands in an action and as a control's value. */
  final String word;

  Mistake(String word) {
    this.word = word;
  }

  /** Whether it is one in a transport's checksum. */
  boolean ofAChecksum() {
    return this == ODD_BYTE || this == PSEUDO_LENGTH || this == BYTE_ORDER;
  }
}
