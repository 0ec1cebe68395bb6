package lab.net.frame;

/**
 * The header of UDP (RFC 768).
 *
 * @param length of header and payload, in bytes
 * @param checksum 0 for none
 */
public record Udp(int sourcePort, int destinationPort, int length, int checksum) implements Header {
  public static final int BYTES = 8;

  static final int CHECKSUM_AT = 6;

  /** What is sent for a computed checksum of 0, since 0 says that there is none. */
  static final int COMPUTED_ZERO = 0xFFFF;

  public Udp {
    Limits.bits("source port", sourcePort, 16);
    Limits.bits("destination port", destinationPort, 16);
    Limits.bits("length", length, 16);
    Limits.bits("checksum", checksum, 16);
  }

  /** A datagram; {@link Packet#sealed} makes length and checksum. */
  public static Udp of(int sourcePort, int destinationPort) {
    return new Udp(sourcePort, destinationPort, 0, 0);
  }

  static Udp read(Input in) {
    in.need(BYTES, "a header");
    int length = in.u16(4);
    if (length < BYTES || length > in.bytes().length()) {
      throw in.refuse(
          4, "the length is 8.." + in.bytes().length() + ", from here on (got " + length + ")");
    }
    return new Udp(in.u16(0), in.u16(2), length, in.u16(CHECKSUM_AT));
  }

  public Udp withLength(int bytes) {
    return new Udp(sourcePort, destinationPort, bytes, checksum);
  }

  public Udp withChecksum(int newChecksum) {
    return new Udp(sourcePort, destinationPort, length, newChecksum);
  }

  @Override
  public String name() {
    return "UDP";
  }

  @Override
  public int size() {
    return BYTES;
  }

  @Override
  public void write(Layout layout) {
    layout
        .number("source port", 16, sourcePort)
        .number("destination port", 16, destinationPort)
        .number("length", 16, length, () -> length + " bytes with this header")
        .number(
            "checksum",
            16,
            checksum,
            () -> checksum == 0 ? "absent" : Names.hex(checksum, 4) + ", with pseudo-header");
  }
}
