package lab.net.frame;

/**
 * The header of ICMP (RFC 792) or ICMPv6 (RFC 4443), 8 bytes of it. What follows the header of an
 * error, the packet that it is about, is payload.
 *
 * @param version of IP: 4 or 6
 * @param rest four bytes; of an echo identifier and sequence number
 */
public record Icmp(int version, int type, int code, int checksum, long rest) implements Header {
  public static final int BYTES = 8;

  static final int CHECKSUM_AT = 2;

  public Icmp {
    Limits.range("version", version, 4, 6);
    Limits.bits("type", type, 8);
    Limits.bits("code", code, 8);
    Limits.bits("checksum", checksum, 16);
    Limits.bits("rest", rest, 32);
  }

  /** Are you there? */
  public static Icmp echoRequest(int version, int identifier, int sequence) {
    return new Icmp(version, version == 4 ? 8 : 128, 0, 0, echo(identifier, sequence));
  }

  /** I am. */
  public static Icmp echoReply(int version, int identifier, int sequence) {
    return new Icmp(version, version == 4 ? 0 : 129, 0, 0, echo(identifier, sequence));
  }

  private static long echo(int identifier, int sequence) {
    Limits.bits("identifier", identifier, 16);
    Limits.bits("sequence", sequence, 16);
    return ((long) identifier << 16) | sequence;
  }

  static Icmp read(Input in, int version) {
    in.need(BYTES, "a header");
    return new Icmp(version, in.u8(0), in.u8(1), in.u16(CHECKSUM_AT), in.u32(4));
  }

  /** Whether it is an echo, request or reply. */
  public boolean isEcho() {
    return version == 4 ? type == 8 || type == 0 : type == 128 || type == 129;
  }

  int protocol() {
    return version == 4 ? Names.ICMP : Names.ICMPV6;
  }

  public Icmp withChecksum(int newChecksum) {
    return new Icmp(version, type, code, newChecksum, rest);
  }

  @Override
  public String name() {
    return version == 4 ? "ICMP" : "ICMPv6";
  }

  @Override
  public int size() {
    return BYTES;
  }

  @Override
  public void write(Layout layout) {
    layout
        .number("type", 8, type, this::text)
        .number("code", 8, code)
        .number("checksum", 16, checksum, () -> Names.hex(checksum, 4));
    if (isEcho()) {
      layout.number("identifier", 16, rest >> 16).number("sequence", 16, rest & 0xFFFF);
    } else {
      layout.number("rest", 32, rest, () -> Names.hex(rest, 8));
    }
  }

  private String text() {
    if (version == 4) {
      return switch (type) {
        case 0 -> "echo reply";
        case 3 -> "destination unreachable";
        case 8 -> "echo request";
        case 11 -> "time exceeded";
        default -> "another message";
      };
    }
    return switch (type) {
      case 1 -> "destination unreachable";
      case 2 -> "packet too big";
      case 3 -> "time exceeded";
      case 128 -> "echo request";
      case 129 -> "echo reply";
      case 135 -> "neighbour solicitation";
      case 136 -> "neighbour advertisement";
      default -> "another message";
    };
  }
}
