package lab.net.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Wrap and peel undo each other, byte for byte. */
class RoundTripTest {
  private static final int PACKETS = 4_000;

  @Test
  void peelFindsWhatWasWrapped() {
    Generated generated = new Generated(1);
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < PACKETS; i++) {
      Packet packet = generated.packet();
      Peeled peeled = Peel.of(packet.bytes(), packet.link());
      assertThat(peeled.packet()).isEqualTo(packet);
      assertThat(peeled.clean()).as(peeled.toString()).isTrue();
      packet.headers().forEach(header -> seen.add(header.name()));
    }
    assertThat(seen)
        .contains("ARP", "IPv4", "IPv6", "IPv6 fragment", "IPv6 hop-by-hop options")
        .contains("TCP", "UDP", "ICMP", "ICMPv6", "802.1Q", "Linux cooked", "Ethernet");
  }

  @Test
  void everyLengthIsTheBytesThatFollow() {
    Generated generated = new Generated(2);
    for (int i = 0; i < PACKETS; i++) {
      Packet packet = generated.packet();
      Peeled peeled = Peel.of(packet.bytes(), packet.link());
      int end = packet.unpadded();
      for (Layer layer : peeled.layers()) {
        int rest = end - layer.offset();
        switch (layer.header()) {
          case Ipv4 ip -> assertThat(ip.totalLength()).isEqualTo(rest);
          case Ipv6 ip -> assertThat(ip.payloadLength()).isEqualTo(rest - Ipv6.BYTES);
          case Udp udp -> assertThat(udp.length()).isEqualTo(rest);
          case Ethernet _ ->
              assertThat(packet.withoutFcs().size()).isGreaterThanOrEqualTo(Ethernet.SHORTEST);
          default -> {
            // has none
          }
        }
      }
    }
  }

  @Test
  void fieldsCoverEveryBitOnceAndMakeTheHeader() {
    Generated generated = new Generated(3);
    for (int i = 0; i < PACKETS; i++) {
      for (Header header : generated.packet(20).headers()) {
        List<Field> fields = header.fields();
        int at = 0;
        for (Field field : fields) {
          assertThat(field.offset()).isEqualTo(at);
          assertThat(field.text()).isNotEmpty();
          at += field.bits();
        }
        assertThat(at).isEqualTo(8 * header.size());
        assertThat(Field.assemble(fields)).isEqualTo(header.bytes());
      }
    }
  }

  /** Whatever it is: bytes in, the same bytes out, and no other exception. */
  @Test
  void anyBytesArePeeledAsFarAsItGoes() {
    Generated generated = new Generated(4);
    int refused = 0;
    for (int i = 0; i < PACKETS; i++) {
      Packet packet = generated.packet(generated.below(60));
      Bytes bytes = packet.bytes();
      for (int flips = generated.below(6); flips >= 0; flips--) {
        bytes = bytes.with(generated.below(Math.min(80, bytes.length())), generated.number(8));
      }
      Peeled peeled = Peel.asFarAsItGoes(bytes, packet.link());
      assertThat(peeled.packet().bytes()).isEqualTo(bytes);
      refused += peeled.refusal().isPresent() ? 1 : 0;
    }
    assertThat(refused).isBetween(PACKETS / 50, PACKETS / 2);
  }

  /** Any prefix of a frame: the same, and a refusal never points behind its end. */
  @Test
  void everyCutIsRefusedWhereALengthIsKnown() {
    Generated generated = new Generated(5);
    for (int i = 0; i < 200; i++) {
      Packet packet = generated.packet(generated.below(40)).withoutFcs();
      Bytes bytes = packet.bytes();
      for (int length = 0; length < bytes.length(); length++) {
        Peeled peeled = Peel.asFarAsItGoes(bytes.slice(0, length), packet.link());
        assertThat(peeled.packet().bytes()).isEqualTo(bytes.slice(0, length));
        if (length < packet.unpadded() && Order.saysLength(packet.headers())) {
          assertThat(peeled.refusal()).as(packet + " cut to " + length).isPresent();
          assertThat(peeled.refusal().orElseThrow().offset()).isBetween(0, length);
        }
      }
    }
  }

  @Test
  void everyBitThatFlipsIsSeenByTheFcs() {
    Packet packet = Handmade.synWithOptions().withFcs();
    Bytes bytes = packet.bytes();
    for (int bit = 0; bit < 8 * bytes.length(); bit++) {
      Bytes flipped = bytes.with(bit / 8, bytes.u8(bit / 8) ^ (0x80 >> (bit % 8)));
      Peeled peeled = Peel.asFarAsItGoes(flipped, Link.ETHERNET_WITH_FCS);
      assertThat(peeled.layers().getFirst().findings()).extracting(Finding::field).contains("FCS");
    }
  }
}
