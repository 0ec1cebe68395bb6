package lab.net.frame;

import java.util.List;
import lab.input.BadInput;

/**
 * The header of IPv4 (RFC 791, 3.1). Its length follows from its options.
 *
 * @param totalLength of header and payload, in bytes
 * @param flags 4 reserved, 2 don't fragment, 1 more fragments
 * @param fragmentOffset in units of 8 bytes
 * @param options a multiple of 4 bytes in all, at most 40
 */
public record Ipv4(
    int dscp,
    int ecn,
    int totalLength,
    int id,
    int flags,
    int fragmentOffset,
    int ttl,
    int protocol,
    int checksum,
    IpAddress source,
    IpAddress destination,
    List<IpOption> options)
    implements Header {
  /** Without options. */
  public static final int BYTES = 20;

  public static final int MORE_FRAGMENTS = 1;
  public static final int DONT_FRAGMENT = 2;
  static final int RESERVED = 4;
  static final int TTL_AT = 8;

  public Ipv4 {
    options = List.copyOf(options);
    Limits.bits("dscp", dscp, 6);
    Limits.bits("ecn", ecn, 2);
    Limits.bits("total length", totalLength, 16);
    Limits.bits("id", id, 16);
    Limits.bits("flags", flags, 3);
    Limits.bits("fragment offset", fragmentOffset, 13);
    Limits.bits("ttl", ttl, 8);
    Limits.bits("protocol", protocol, 8);
    Limits.bits("checksum", checksum, 16);
    Limits.length("source", source.octets(), 4);
    Limits.length("destination", destination.octets(), 4);
    Limits.options("IPv4", IpOption.length(options));
    for (int i = 0; i < options.size() - 1; i++) {
      if (options.get(i).type() == IpOption.END) {
        throw new BadInput("nothing follows the end of the IPv4 options");
      }
    }
  }

  /** TTL 64, no options, may not be fragmented; {@link Packet#sealed} does the rest. */
  public static Ipv4 of(IpAddress source, IpAddress destination) {
    return new Ipv4(0, 0, 0, 0, DONT_FRAGMENT, 0, 64, 0, 0, source, destination, List.of());
  }

  static Ipv4 read(Input in) {
    in.need(1, "the version");
    if (in.u8(0) >> 4 != 4) {
      throw in.refuse(0, "the version is 4 (got " + (in.u8(0) >> 4) + ")");
    }
    in.need(BYTES, "a header");
    int words = in.u8(0) & 0xF;
    if (words < 5) {
      throw in.refuse(0, "the header length is 5..15 words (got " + words + ")");
    }
    in.need(4 * words, "a header of " + words + " words");
    int total = in.u16(2);
    if (total < 4 * words || total > in.bytes().length()) {
      throw in.refuse(
          2,
          "the total length is "
              + 4 * words
              + ".."
              + in.bytes().length()
              + ", what the frame has (got "
              + total
              + ")");
    }
    return new Ipv4(
        in.u8(1) >> 2,
        in.u8(1) & 3,
        total,
        in.u16(4),
        in.u8(6) >> 5,
        in.u16(6) & 0x1FFF,
        in.u8(8),
        in.u8(9),
        in.u16(10),
        new IpAddress(in.bytes().slice(12, 16)),
        new IpAddress(in.bytes().slice(16, 20)),
        IpOption.read(in, BYTES, 4 * words));
  }

  /** Whether it carries a part only. */
  public boolean fragment() {
    return fragmentOffset != 0 || (flags & MORE_FRAGMENTS) != 0;
  }

  public Ipv4 withTotalLength(int bytes) {
    return new Ipv4(
        dscp,
        ecn,
        bytes,
        id,
        flags,
        fragmentOffset,
        ttl,
        protocol,
        checksum,
        source,
        destination,
        options);
  }

  public Ipv4 withId(int newId) {
    return new Ipv4(
        dscp,
        ecn,
        totalLength,
        newId,
        flags,
        fragmentOffset,
        ttl,
        protocol,
        checksum,
        source,
        destination,
        options);
  }

  /** As a part of something: the flags, where it lies in units of 8 bytes, what options it has. */
  public Ipv4 withFragment(int newFlags, int offset, List<IpOption> newOptions) {
    return new Ipv4(
        dscp,
        ecn,
        totalLength,
        id,
        newFlags,
        offset,
        ttl,
        protocol,
        checksum,
        source,
        destination,
        newOptions);
  }

  public Ipv4 withProtocol(int newProtocol) {
    return new Ipv4(
        dscp,
        ecn,
        totalLength,
        id,
        flags,
        fragmentOffset,
        ttl,
        newProtocol,
        checksum,
        source,
        destination,
        options);
  }

  /** Without a new checksum. */
  public Ipv4 withTtl(int newTtl) {
    return new Ipv4(
        dscp,
        ecn,
        totalLength,
        id,
        flags,
        fragmentOffset,
        newTtl,
        protocol,
        checksum,
        source,
        destination,
        options);
  }

  /** As a router sends it on: TTL less one, the checksum renewed incrementally (RFC 1624). */
  public Ipv4 forwarded() {
    Limits.range("the TTL of what is sent on", ttl, 1, 255);
    int old = (ttl << 8) | protocol;
    return withTtl(ttl - 1).withChecksum(Checksum.renewed(checksum, old, old - 0x100));
  }

  public Ipv4 withChecksum(int newChecksum) {
    return new Ipv4(
        dscp,
        ecn,
        totalLength,
        id,
        flags,
        fragmentOffset,
        ttl,
        protocol,
        newChecksum,
        source,
        destination,
        options);
  }

  /** What its checksum should be. */
  public int rightChecksum() {
    return Checksum.of(withChecksum(0).bytes());
  }

  @Override
  public String name() {
    return "IPv4";
  }

  @Override
  public int size() {
    return BYTES + IpOption.length(options);
  }

  @Override
  public void write(Layout layout) {
    layout
        .number("version", 4, 4)
        .number("header length", 4, size() / 4, () -> size() + " bytes")
        .number("dscp", 6, dscp)
        .number("ecn", 2, ecn, () -> Names.ecn(ecn))
        .number("total length", 16, totalLength, () -> totalLength + " bytes with this header")
        .number("id", 16, id)
        .number("reserved", 1, flags >> 2)
        .number(
            "don't fragment",
            1,
            (flags >> 1) & 1,
            () -> (flags & DONT_FRAGMENT) != 0 ? "may not be split" : "may be split")
        .number(
            "more fragments",
            1,
            flags & 1,
            () -> (flags & MORE_FRAGMENTS) != 0 ? "more follow" : "the last or only one")
        .number("fragment offset", 13, fragmentOffset, () -> "from byte " + 8 * fragmentOffset)
        .number("ttl", 8, ttl, () -> ttl + " more hops")
        .number("protocol", 8, protocol, () -> Names.protocol(protocol))
        .number("checksum", 16, checksum, () -> Names.hex(checksum, 4) + ", of this header")
        .octets("source", source.octets(), source::toString)
        .octets("destination", destination.octets(), destination::toString);
    for (IpOption option : options) {
      option.write(layout);
    }
  }
}
