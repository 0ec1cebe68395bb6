package lab.experiments.net.encapsulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.net.frame.Bytes;
import lab.net.frame.Ethernet;
import lab.net.frame.Header;
import lab.net.frame.Ipv4;
import lab.net.frame.Ipv6;
import lab.net.frame.Ipv6Fragment;
import lab.net.frame.Packet;
import lab.net.frame.Udp;
import lab.net.frame.Vlan;

/**
 * What a layer hands to the next one: the headers that are there so far, around a payload.
 *
 * @param headers from the outside; none in a socket buffer
 * @param padding what fills a frame up to 60 bytes
 * @param fcs four bytes, or none yet
 */
record Unit(List<Header> headers, Bytes payload, Bytes padding, Bytes fcs) {
  Unit {
    headers = List.copyOf(headers);
  }

  static Unit of(List<Header> headers, Bytes payload) {
    return new Unit(headers, payload, Bytes.NONE, Bytes.NONE);
  }

  static Unit of(Packet packet) {
    return new Unit(packet.headers(), packet.payload(), packet.padding(), packet.fcs());
  }

  /** From IP's header outwards a unit is a packet. */
  Packet packet() {
    return new Packet(headers, payload, Bytes.NONE, padding, fcs);
  }

  /** The packet that it becomes with one header more around it. */
  Packet in(Header outer) {
    List<Header> all = new ArrayList<>(List.of(outer));
    all.addAll(headers);
    return Packet.of(all, payload);
  }

  /** As it is sent, or would be. */
  Bytes bytes() {
    List<Bytes> parts = new ArrayList<>();
    for (Header header : headers) {
      parts.add(header.bytes());
    }
    parts.addAll(List.of(payload, padding, fcs));
    return Bytes.join(parts);
  }

  int size() {
    return headerBytes() + payload.length() + padding.length() + fcs.length();
  }

  private int headerBytes() {
    int size = 0;
    for (Header header : headers) {
      size += header.size();
    }
    return size;
  }

  /** What the link carries of it: IP's header and all that is in it. */
  int packetSize() {
    int size = headerBytes() + payload.length();
    for (Header header : headers) {
      size -= header instanceof Ethernet || header instanceof Vlan ? header.size() : 0;
    }
    return size;
  }

  /** Where the message's bytes begin in the payload: a first fragment has UDP's header there. */
  int dataAt() {
    return switch (headers.isEmpty() ? null : headers.getLast()) {
      case Ipv4 ip when ip.fragmentOffset() == 0 -> 8;
      case Ipv6 _ -> 0;
      case Ipv6Fragment part when part.offset() == 0 -> 8;
      case null, default -> 0;
    };
  }

  /** UDP's header, where a first fragment's payload begins with its bytes. */
  Optional<Header> inner() {
    return dataAt() == 0
        ? Optional.empty()
        : Optional.of(
            new Udp(payload.u16(0), payload.u16(2), payload.u16(4), payload.u16(Udp.BYTES - 2)));
  }

  /** Bytes of the filling that IP's length counts as its own, by somebody's mistake. */
  int counted() {
    int said = Integer.MAX_VALUE;
    for (Header header : headers) {
      said =
          switch (header) {
            case Ipv4 ip -> ip.totalLength();
            case Ipv6 ip -> Ipv6.BYTES + ip.payloadLength();
            default -> said;
          };
    }
    return Math.clamp(said - packetSize(), 0, padding.length());
  }

  /** With the first two words of the message's bytes in each other's place; or as it is. */
  Unit swapped() {
    int at = dataAt();
    if (payload.length() - at < 4) {
      return this;
    }
    Bytes words =
        Bytes.join(
            List.of(
                payload.slice(0, at),
                payload.slice(at + 2, at + 4),
                payload.slice(at, at + 2),
                payload.from(at + 4)));
    return new Unit(headers, words, padding, fcs);
  }
}
