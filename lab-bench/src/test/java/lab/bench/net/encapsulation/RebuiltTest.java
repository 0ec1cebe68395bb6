package lab.bench.net.encapsulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lab.host.PacketSocket;
import lab.net.frame.Bytes;
import lab.net.frame.Checksum;
import lab.net.frame.Ethernet;
import lab.net.frame.Header;
import lab.net.frame.IpAddress;
import lab.net.frame.Ipv4;
import lab.net.frame.MacAddress;
import lab.net.frame.Packet;
import lab.net.frame.Tcp;
import lab.net.frame.Udp;
import org.junit.jupiter.api.Test;

class RebuiltTest {
  private static final IpAddress NEAR = IpAddress.of("192.0.2.1");
  private static final IpAddress FAR = IpAddress.of("192.0.2.2");
  private static final Bytes MESSAGE = Bytes.of(new byte[] {1, 2, 3, 4, 5});

  private final Rebuilt rebuilt = new Rebuilt();

  private static Packet packet(Header transport) {
    MacAddress mac = MacAddress.of("02:00:00:00:00:01");
    return Packet.of(List.of(new Ethernet(mac, mac, 0), Ipv4.of(NEAR, FAR), transport), MESSAGE)
        .fitted()
        .checksummed();
  }

  private static PacketSocket.Frame frame(Packet packet, boolean ready) {
    return new PacketSocket.Frame(true, packet.bytes().toArray(), ready);
  }

  private static Packet tcp() {
    return packet(Tcp.of(1, 2, 3, 4, Tcp.ACK, 5, List.of()));
  }

  @Test
  void aRightFrameIsMadeAgain() {
    assertThat(rebuilt.difference(frame(tcp(), true))).isEmpty();
    assertThat(rebuilt.difference(frame(packet(Udp.of(1, 2)), true))).isEmpty();
    assertThat(rebuilt.headers())
        .containsOnly(
            Map.entry("Ethernet", 2L),
            Map.entry("IPv4", 2L),
            Map.entry("TCP", 1L),
            Map.entry("UDP", 1L));
    assertThat(rebuilt.ready()).isEqualTo(2);
    assertThat(rebuilt.left()).isZero();
  }

  /** What is left to the card is the sum of the pseudo-header, and only if the kernel says so. */
  @Test
  void aChecksumThatIsLeftToTheCardIsThePseudoHeaders() {
    Packet left = tcp().with(Tcp.class, t -> t.withChecksum(Checksum.pseudo(NEAR, FAR, 6, 20 + 5)));
    assertThat(rebuilt.difference(frame(left, false))).isEmpty();
    assertThat(rebuilt.left()).isEqualTo(1);
    assertThat(rebuilt.difference(frame(left, true))).isPresent();
    assertThat(rebuilt.difference(frame(tcp(), false))).isPresent();
  }

  /** Seen once in 53,746: a checksum that comes to 0 is sent as 0xffff, and no other is. */
  @Test
  void theOtherZeroIsLinuxsOwn() {
    Packet zero = tcp();
    for (int word = 0; zero.header(Tcp.class).orElseThrow().checksum() != 0; word++) {
      zero = zero.withPayload(MESSAGE.with(0, word >> 8).with(1, word)).checksummed();
    }
    Packet other = zero.with(Tcp.class, t -> t.withChecksum(0xFFFF));
    assertThat(rebuilt.difference(frame(zero, true))).isEmpty();
    assertThat(rebuilt.difference(frame(other, true))).isEmpty();
    assertThat(rebuilt.difference(frame(tcp().with(Tcp.class, t -> t.withChecksum(0xFFFF)), true)))
        .isPresent();
  }

  @Test
  void aWrongByteIsFoundWhereverItIs() {
    byte[] right = tcp().bytes().toArray();
    // Nothing checks a frame's addresses, or what lies in it if its type is another.
    for (int at = Ethernet.BYTES; at < right.length; at++) {
      byte[] wrong = right.clone();
      wrong[at] ^= 0x40;
      assertThat(rebuilt.difference(new PacketSocket.Frame(true, wrong, true)))
          .as("byte " + at)
          .isPresent();
    }
    assertThat(rebuilt.difference(new PacketSocket.Frame(true, new byte[10], true)))
        .hasValueSatisfying(why -> assertThat(why).contains("Ethernet"));
  }
}
