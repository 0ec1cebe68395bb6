package lab.bench.net.encapsulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lab.host.PacketSocket;
import lab.net.frame.Bytes;
import lab.net.frame.Checksum;
import lab.net.frame.Field;
import lab.net.frame.Header;
import lab.net.frame.IpAddress;
import lab.net.frame.Ipv4;
import lab.net.frame.Ipv6;
import lab.net.frame.Layer;
import lab.net.frame.Link;
import lab.net.frame.Packet;
import lab.net.frame.Peel;
import lab.net.frame.Peeled;
import lab.net.frame.Tcp;
import lab.net.frame.Udp;

/**
 * Takes the kernel's frames apart and makes them again: each header from its fields, then the whole
 * frame from its headers with every length and checksum made here.
 *
 * <p>A checksum that the kernel leaves to the card holds the sum of the pseudo-header, which the
 * card adds to; it is compared with that.
 */
final class Rebuilt {
  private static final int TCP = 6;
  private static final int UDP = 17;

  private final Map<String, Long> headers = new TreeMap<>();
  private long ready;
  private long left;

  /** How many headers of each name were rebuilt. */
  Map<String, Long> headers() {
    return new TreeMap<>(headers);
  }

  /** Transport checksums that the kernel made. */
  long ready() {
    return ready;
  }

  /** Transport checksums that it left to a card. */
  long left() {
    return left;
  }

  /** What came out otherwise; empty if nothing did. */
  Optional<String> difference(PacketSocket.Frame frame) {
    Bytes bytes = Bytes.of(frame.bytes());
    Peeled peeled = Peel.asFarAsItGoes(bytes, Link.ETHERNET);
    if (peeled.refusal().isPresent()) {
      return Optional.of(peeled.refusal().get().toString());
    }
    for (Layer layer : peeled.layers()) {
      Header header = layer.header();
      Bytes captured = bytes.slice(layer.offset(), layer.offset() + header.size());
      Bytes rebuilt = Field.assemble(header.fields());
      if (!rebuilt.equals(captured)) {
        return Optional.of(header.name() + " " + captured.hex() + " became " + rebuilt.hex());
      }
    }
    Packet packet = peeled.packet();
    Packet made = packet.fitted().checksummed();
    if (hasTransport(packet)) {
      if (!frame.checksumReady()) {
        made = made.withHeaders(leftToCard(made));
        left++;
      } else {
        made = OtherZero.like(List.of(packet), List.of(made)).getFirst();
        ready++;
      }
    }
    if (!made.bytes().equals(bytes)) {
      return Optional.of("made anew, " + bytes.hex() + " became " + made.bytes().hex());
    }
    peeled.layers().forEach(layer -> headers.merge(layer.header().name(), 1L, Long::sum));
    return Optional.empty();
  }

  private static boolean hasTransport(Packet packet) {
    return packet.header(Tcp.class).isPresent() || packet.header(Udp.class).isPresent();
  }

  private static List<Header> leftToCard(Packet packet) {
    int payload = packet.payload().length();
    List<Header> out = new ArrayList<>();
    for (Header header : packet.headers()) {
      out.add(
          switch (header) {
            case Tcp tcp -> tcp.withChecksum(pseudo(packet, TCP, tcp.size() + payload));
            case Udp udp -> udp.withChecksum(pseudo(packet, UDP, udp.size() + payload));
            default -> header;
          });
    }
    return out;
  }

  private static int pseudo(Packet packet, int protocol, int length) {
    IpAddress source =
        packet
            .header(Ipv4.class)
            .map(Ipv4::source)
            .or(() -> packet.header(Ipv6.class).map(Ipv6::source))
            .orElseThrow();
    IpAddress destination =
        packet
            .header(Ipv4.class)
            .map(Ipv4::destination)
            .or(() -> packet.header(Ipv6.class).map(Ipv6::destination))
            .orElseThrow();
    return Checksum.pseudo(source, destination, protocol, length);
  }
}
