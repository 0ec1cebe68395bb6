package lab.net.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.input.BadInput;

/**
 * IPv4 packets in parts that an MTU lets pass, and whole again (RFC 791, 3.2). Parts lie at
 * multiples of 8 bytes of the payload, so all but the last carry a multiple of 8.
 */
public final class Fragments {
  /** Every link carries so much (RFC 791, 3.2). */
  public static final int LEAST_MTU = 68;

  private static final int MOST = 0xFFFF;

  private Fragments() {}

  /**
   * The packet in parts of at most {@code mtu} bytes, from IPv4's header on; the packet alone if it
   * fits. The first part has all options, the others those that are copied. A fragment may be split
   * once more. All parts are sealed.
   */
  public static List<Packet> split(Packet packet, int mtu) {
    Limits.range("MTU", mtu, LEAST_MTU, MOST);
    int at = ipv4At(packet);
    Ipv4 ip = (Ipv4) packet.headers().get(at);
    List<Header> link = packet.headers().subList(0, at);
    Bytes payload = payload(packet, at);
    if (ip.size() + payload.length() <= mtu) {
      return List.of(packet);
    }
    if ((ip.flags() & Ipv4.DONT_FRAGMENT) != 0) {
      throw new BadInput(
          "a packet above the MTU of "
              + mtu
              + " may not be split: don't fragment is set ("
              + (ip.size() + payload.length())
              + " bytes)");
    }
    List<Packet> parts = new ArrayList<>();
    int from = 0;
    while (from < payload.length()) {
      List<IpOption> options = from == 0 ? ip.options() : copied(ip.options());
      int room = mtu - Ipv4.BYTES - IpOption.length(options);
      boolean last = payload.length() - from <= room;
      int to = last ? payload.length() : from + room / Part.UNIT * Part.UNIT;
      int flags = last ? ip.flags() : ip.flags() | Ipv4.MORE_FRAGMENTS;
      int offset = ip.fragmentOffset() + from / Part.UNIT;
      parts.add(
          around(link, ip.withFragment(flags, offset, options), payload.slice(from, to), packet));
      from = to;
    }
    return List.copyOf(parts);
  }

  /**
   * The packet that these are all parts of, in any order; a part that came twice counts once.
   *
   * @throws BadInput for parts of several packets, a gap, parts that overlap or end behind 65535
   */
  public static Packet join(List<Packet> arrived) {
    if (arrived.isEmpty()) {
      throw new BadInput("a packet has at least one part (got none)");
    }
    Packet first = arrived.getFirst();
    List<Part> parts = new ArrayList<>();
    for (Packet packet : arrived) {
      int at = ipv4At(packet);
      Ipv4 ip = ipv4(packet);
      ofOnePacket(ipv4(arrived.getFirst()), ip);
      boolean more = (ip.flags() & Ipv4.MORE_FRAGMENTS) != 0;
      parts.add(new Part(Part.UNIT * ip.fragmentOffset(), more, payload(packet, at)));
      first = ip.fragmentOffset() == 0 ? packet : first;
    }
    Bytes payload = Part.joined(parts);
    Limits.range(
        "the length of a packet made of parts", payload.length() + ipv4(first).size(), 0, MOST);
    int at = ipv4At(first);
    Ipv4 whole =
        ipv4(first)
            .withFragment(ipv4(first).flags() & ~Ipv4.MORE_FRAGMENTS, 0, ipv4(first).options());
    Packet joined = around(first.headers().subList(0, at), whole, payload, first);
    // The transport's header, and what is wrong with it, shows only now.
    return Peel.of(joined.bytes(), joined.link()).packet();
  }

  private static void ofOnePacket(Ipv4 first, Ipv4 part) {
    if (part.id() != first.id()
        || part.protocol() != first.protocol()
        || !part.source().equals(first.source())
        || !part.destination().equals(first.destination())) {
      throw new BadInput(
          "parts of one packet have one id, protocol, source and destination (got ids "
              + first.id()
              + " and "
              + part.id()
              + ")");
    }
  }

  /** Around bytes that no header says anything about, sealed. */
  private static Packet around(List<Header> link, Ipv4 ip, Bytes payload, Packet like) {
    List<Header> headers = new ArrayList<>(link);
    headers.add(ip);
    return new Packet(headers, payload, Bytes.NONE, Bytes.NONE, like.fcs()).sealed();
  }

  private static List<IpOption> copied(List<IpOption> options) {
    List<IpOption> out = new ArrayList<>();
    for (IpOption option : options) {
      if (option.copied()) {
        out.add(option);
      }
    }
    return IpOption.padded(out);
  }

  private static Ipv4 ipv4(Packet packet) {
    return packet.header(Ipv4.class).orElseThrow();
  }

  private static int ipv4At(Packet packet) {
    Optional<Ipv4> ip = packet.header(Ipv4.class);
    if (ip.isEmpty()) {
      throw new BadInput("what is split and joined is IPv4");
    }
    return packet.headers().indexOf(ip.orElseThrow());
  }

  /** Everything behind the header at {@code at}. */
  static Bytes payload(Packet packet, int at) {
    List<Bytes> parts = new ArrayList<>();
    for (Header header : packet.headers().subList(at + 1, packet.headers().size())) {
      parts.add(header.bytes());
    }
    parts.add(packet.payload());
    parts.add(packet.surplus());
    return Bytes.join(parts);
  }
}
