package lab.net.frame;

import java.util.ArrayList;
import java.util.List;
import lab.input.BadInput;

/**
 * IPv6 packets in parts, as their sender makes them (RFC 8200, 4.5): no router does. What every
 * part repeats is the fixed header and options for every hop; a fragment header follows.
 */
public final class Ipv6Fragments {
  /** Every link carries so much (RFC 8200, 5). */
  public static final int LEAST_MTU = 1280;

  private static final int MOST = 0xFFFF;

  private Ipv6Fragments() {}

  /**
   * The packet in sealed parts of at most {@code mtu} bytes, from IPv6's header on; the packet
   * alone if it fits.
   *
   * @param id that no other packet between the two has for a while, 0..2^32-1
   */
  public static List<Packet> split(Packet packet, int mtu, long id) {
    Limits.range("MTU", mtu, LEAST_MTU, MOST);
    int repeated = repeated(packet);
    int ip = packet.headers().indexOf(packet.header(Ipv6.class).orElseThrow());
    if (packet.header(Ipv6Fragment.class).isPresent()) {
      throw new BadInput("what is split has no fragment header yet");
    }
    int room = mtu - Ipv6Fragment.BYTES;
    for (Header header : packet.headers().subList(ip, repeated)) {
      room -= header.size();
    }
    Bytes payload = Fragments.payload(packet, repeated - 1);
    if (payload.length() <= room + Ipv6Fragment.BYTES) {
      return List.of(packet);
    }
    List<Packet> parts = new ArrayList<>();
    int from = 0;
    while (from < payload.length()) {
      boolean last = payload.length() - from <= room;
      int to = last ? payload.length() : from + room / Part.UNIT * Part.UNIT;
      List<Header> headers = new ArrayList<>(packet.headers().subList(0, repeated));
      headers.add(new Ipv6Fragment(next(headers.getLast()), from / Part.UNIT, 0, !last, id));
      parts.add(around(headers, payload.slice(from, to), packet));
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
      Ipv6Fragment fragment = fragment(packet);
      ofOnePacket(arrived.getFirst(), packet);
      int at = packet.headers().indexOf(fragment);
      parts.add(
          new Part(Part.UNIT * fragment.offset(), fragment.more(), Fragments.payload(packet, at)));
      first = fragment.offset() == 0 ? packet : first;
    }
    Bytes payload = Part.joined(parts);
    List<Header> headers = new ArrayList<>(first.headers().subList(0, repeated(first)));
    headers.set(headers.size() - 1, withNext(headers.getLast(), fragment(first).next()));
    Packet joined = around(headers, payload, first);
    return Peel.of(joined.bytes(), joined.link()).packet();
  }

  private static void ofOnePacket(Packet first, Packet part) {
    Ipv6 one = first.header(Ipv6.class).orElseThrow();
    Ipv6 other = part.header(Ipv6.class).orElseThrow();
    long id = fragment(first).id();
    if (fragment(part).id() != id
        || !one.source().equals(other.source())
        || !one.destination().equals(other.destination())) {
      throw new BadInput(
          "parts of one packet have one id, source and destination (got ids "
              + id
              + " and "
              + fragment(part).id()
              + ")");
    }
  }

  private static Packet around(List<Header> headers, Bytes payload, Packet like) {
    return new Packet(headers, payload, Bytes.NONE, Bytes.NONE, like.fcs()).sealed();
  }

  private static Ipv6Fragment fragment(Packet packet) {
    return packet
        .header(Ipv6Fragment.class)
        .orElseThrow(() -> new BadInput("a part has a fragment header"));
  }

  /** How many headers every part has, those of the link included. */
  private static int repeated(Packet packet) {
    List<Header> headers = packet.headers();
    for (int i = 0; i < headers.size(); i++) {
      if (headers.get(i) instanceof Ipv6) {
        boolean options =
            i + 1 < headers.size()
                && headers.get(i + 1) instanceof Ipv6Options next
                && next.everyHop();
        return options ? i + 2 : i + 1;
      }
    }
    throw new BadInput("what is split and joined here is IPv6");
  }

  private static int next(Header header) {
    return header instanceof Ipv6 ip ? ip.next() : ((Ipv6Options) header).next();
  }

  private static Header withNext(Header header, int next) {
    return header instanceof Ipv6 ip ? ip.withNext(next) : ((Ipv6Options) header).withNext(next);
  }
}
