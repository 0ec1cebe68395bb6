package lab.net.frame;

import java.util.ArrayList;
import java.util.List;

/** Makes lengths and checksums. */
final class Wrap {
  private Wrap() {}

  static List<Header> fitted(Packet packet) {
    List<Header> headers = new ArrayList<>(packet.headers());
    int rest = packet.payload().length() + packet.surplus().length();
    for (int i = headers.size() - 1; i >= 0; i--) {
      Header next = i + 1 < headers.size() ? headers.get(i + 1) : null;
      headers.set(i, fitted(headers.get(i), next, rest, packet));
      rest += headers.get(i).size();
    }
    return headers;
  }

  private static Header fitted(Header header, Header next, int rest, Packet packet) {
    return switch (header) {
      case Ethernet e -> e.withType(type(e.type(), next, rest));
      case Vlan v -> v.withType(type(v.type(), next, rest));
      case Sll s -> next == null ? s : s.withProtocol(Order.etherType(next, s.protocol()));
      case Ipv4 ip ->
          ip.withProtocol(protocol(ip.protocol(), next)).withTotalLength(ip.size() + rest);
      case Ipv6 ip -> ip.withNext(protocol(ip.next(), next)).withPayloadLength(rest);
      case Ipv6Options o -> o.withNext(protocol(o.next(), next));
      case Ipv6Fragment f -> f.withNext(protocol(f.next(), next));
      case Udp u -> u.withLength(Udp.BYTES + packet.payload().length());
      case Arp _, Tcp _, Icmp _ -> header;
    };
  }

  private static int type(int given, Header next, int rest) {
    if (next != null) {
      return Order.etherType(next, given);
    }
    if (given >= Names.FIRST_TYPE) {
      return given;
    }
    Limits.range("the payload of a frame with a length", rest, 0, 1500);
    return rest;
  }

  private static int protocol(int given, Header next) {
    return next == null ? given : Order.protocol(next, given);
  }

  static List<Header> checksummed(Packet packet) {
    List<Header> headers = new ArrayList<>();
    Header ip = null;
    for (Header header : packet.headers()) {
      if (header instanceof Ipv4 || header instanceof Ipv6) {
        ip = header;
      }
      headers.add(checksummed(header, ip, packet.payload()));
    }
    return headers;
  }

  private static Header checksummed(Header header, Header ip, Bytes payload) {
    return switch (header) {
      case Ipv4 v4 -> v4.withChecksum(v4.rightChecksum());
      case Tcp tcp -> {
        Tcp blank = tcp.withChecksum(0);
        yield tcp.withChecksum(Checksum.of(sum(ip, Names.TCP, blank.bytes(), payload)));
      }
      case Udp udp -> {
        Udp blank = udp.withChecksum(0);
        yield udp.withChecksum(udp(Checksum.of(sum(ip, Names.UDP, blank.bytes(), payload))));
      }
      case Icmp icmp -> {
        Icmp blank = icmp.withChecksum(0);
        yield icmp.withChecksum(Checksum.of(sum(ip, icmp.protocol(), blank.bytes(), payload)));
      }
      default -> header;
    };
  }

  /** What is sent of a computed checksum (RFC 768). */
  static int udp(int computed) {
    return computed == 0 ? Udp.COMPUTED_ZERO : computed;
  }

  /** The sum that a transport's checksum is made of; ICMP of version 4 has no pseudo-header. */
  static int sum(Header ip, int protocol, Bytes header, Bytes payload) {
    int sum = Checksum.plus(Checksum.sum(header), Checksum.sum(payload));
    int length = header.length() + payload.length();
    return switch (ip) {
      case Ipv4 v4 when protocol != Names.ICMP ->
          Checksum.plus(sum, Checksum.pseudo(v4.source(), v4.destination(), protocol, length));
      case Ipv6 v6 ->
          Checksum.plus(sum, Checksum.pseudo(v6.source(), v6.destination(), protocol, length));
      default -> sum;
    };
  }
}
