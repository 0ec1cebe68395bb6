package lab.net.frame;

/**
 * The header of IPv6 (RFC 8200, 3). It has no checksum.
 *
 * @param payloadLength of everything behind this header, extension headers included, in bytes
 * @param next the type of the next header
 */
public record Ipv6(
    int dscp,
    int ecn,
    int flowLabel,
    int payloadLength,
    int next,
    int hopLimit,
    IpAddress source,
    IpAddress destination)
    implements Header {
  public static final int BYTES = 40;

  public Ipv6 {
    Limits.bits("dscp", dscp, 6);
    Limits.bits("ecn", ecn, 2);
    Limits.bits("flow label", flowLabel, 20);
    Limits.bits("payload length", payloadLength, 16);
    Limits.bits("next", next, 8);
    Limits.bits("hop limit", hopLimit, 8);
    Limits.length("source", source.octets(), 16);
    Limits.length("destination", destination.octets(), 16);
  }

  /** Hop limit 64; {@link Packet#sealed} does the rest. */
  public static Ipv6 of(IpAddress source, IpAddress destination) {
    return new Ipv6(0, 0, 0, 0, Names.NO_NEXT, 64, source, destination);
  }

  static Ipv6 read(Input in) {
    in.need(1, "the version");
    if (in.u8(0) >> 4 != 6) {
      throw in.refuse(0, "the version is 6 (got " + (in.u8(0) >> 4) + ")");
    }
    in.need(BYTES, "a header");
    int length = in.u16(4);
    int rest = in.bytes().length() - BYTES;
    if (length > rest) {
      throw in.refuse(
          4, "the payload length is at most " + rest + ", what follows (got " + length + ")");
    }
    int traffic = (int) (in.u32(0) >> 20) & 0xFF;
    return new Ipv6(
        traffic >> 2,
        traffic & 3,
        (int) in.u32(0) & 0xFFFFF,
        length,
        in.u8(6),
        in.u8(7),
        new IpAddress(in.bytes().slice(8, 24)),
        new IpAddress(in.bytes().slice(24, 40)));
  }

  public Ipv6 withPayloadLength(int bytes) {
    return new Ipv6(dscp, ecn, flowLabel, bytes, next, hopLimit, source, destination);
  }

  public Ipv6 withNext(int newNext) {
    return new Ipv6(dscp, ecn, flowLabel, payloadLength, newNext, hopLimit, source, destination);
  }

  public Ipv6 withHopLimit(int hops) {
    return new Ipv6(dscp, ecn, flowLabel, payloadLength, next, hops, source, destination);
  }

  @Override
  public String name() {
    return "IPv6";
  }

  @Override
  public int size() {
    return BYTES;
  }

  @Override
  public void write(Layout layout) {
    layout
        .number("version", 4, 6)
        .number("dscp", 6, dscp)
        .number("ecn", 2, ecn, () -> Names.ecn(ecn))
        .number("flow label", 20, flowLabel, () -> Names.hex(flowLabel, 5))
        .number("payload length", 16, payloadLength, () -> payloadLength + " bytes follow")
        .number("next header", 8, next, () -> Names.protocol(next))
        .number("hop limit", 8, hopLimit, () -> hopLimit + " more hops")
        .octets("source", source.octets(), source::toString)
        .octets("destination", destination.octets(), destination::toString);
  }
}
