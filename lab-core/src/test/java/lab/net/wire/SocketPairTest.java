package lab.net.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import lab.input.BadInput;
import lab.net.frame.Bytes;
import lab.net.frame.Ipv4;
import lab.net.frame.Link;
import lab.net.frame.Packet;
import lab.net.frame.Peel;
import lab.net.frame.Peeled;
import lab.net.frame.Tcp;
import lab.net.frame.TcpOption;
import lab.net.frame.Udp;
import lab.net.tcp.Segment;
import org.junit.jupiter.api.Test;

/** A segment that goes out on the wire is the one that comes in at the other end. */
class SocketPairTest {
  private static final SocketPair FOUR =
      SocketPair.of(Endpoint.of("192.0.2.1", 40_000), Endpoint.of("192.0.2.2", 80));
  private static final SocketPair SIX =
      SocketPair.of(Endpoint.of("2001:db8::1", 40_000), Endpoint.of("2001:db8::2", 80));
  private static final Segment SYN = Segment.syn(100, 4096);

  @Test
  void theOtherEndReadsWhatWasSent() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 4_000; i++) {
      Segment segment = segment(random);
      for (SocketPair pair : List.of(FOUR, SIX)) {
        Packet packet = pair.packet(segment);
        Peeled peeled = Peel.of(packet.bytes(), Link.RAW_IP);
        assertThat(peeled.clean()).isTrue();
        assertThat(pair.reversed().read(packet.bytes()).segment()).contains(segment);
        assertThat(pair.reversed().read(peeled).reason()).isEmpty();
      }
    }
  }

  private static Segment segment(SplittableRandom random) {
    boolean ack = random.nextBoolean();
    return new Segment(
        random.nextLong(1L << 32),
        ack,
        ack ? random.nextLong(1L << 32) : 0,
        random.nextInt(4) == 0,
        random.nextInt(4) == 0,
        random.nextInt(4) == 0,
        random.nextBoolean() ? 0 : random.nextInt(1461),
        random.nextInt(0x10000));
  }

  @Test
  void theHandshakeIsThatOfTheRfc() {
    Packet syn = FOUR.packet(SYN);
    assertThat(syn.bytes().hex())
        .isEqualTo(
            "4500002c00004000" // 44 bytes, not to be split
                + "4006b6c8" // TTL 64, TCP
                + "c0000201c0000202"
                + "9c400050" // ports
                + "00000064" // SEQ
                + "00000000"
                + "60021000" // six words, SYN, the window
                + syn.bytes().slice(36, 38).hex()
                + "0000"
                + "020405b4"); // MSS 1460
  }

  @Test
  void onlyASynSaysTheMss() {
    assertThat(tcp(FOUR.packet(SYN)).options()).containsExactly(new TcpOption.Mss(1460));
    assertThat(tcp(SIX.packet(Segment.synAck(1, 2, 3))).options())
        .containsExactly(new TcpOption.Mss(1440));
    assertThat(tcp(FOUR.packet(Segment.ack(1, 2, 3))).options()).isEmpty();
  }

  @Test
  void anOctetIsTheSameEachTimeItIsSent() {
    Bytes all = SocketPair.octets(1_000, 100);
    assertThat(SocketPair.octets(1_030, 70)).isEqualTo(all.from(30));
    assertThat(FOUR.packet(Segment.data(1_000, 5, 100, 9)).payload()).isEqualTo(all);
    Segment withSyn = new Segment(999, false, 0, true, false, false, 100, 9);
    assertThat(FOUR.packet(withSyn).payload()).isEqualTo(all);
    assertThat(all.u8(0)).isBetween((int) 'a', (int) 'z');
    assertThat(all.u8(1)).isNotEqualTo(all.u8(0));
    assertThat(tcp(FOUR.packet(Segment.data(1_000, 5, 100, 9))).has(Tcp.PSH)).isTrue();
  }

  @Test
  void whatStandsInAnAckFieldWithoutAckDoesNotCount() {
    Packet odd = FOUR.packet(SYN).with(Tcp.class, t -> numbered(t, 77)).sealed();
    assertThat(FOUR.reversed().read(odd.bytes()).segment()).contains(SYN);
  }

  private static Tcp numbered(Tcp t, long ack) {
    return Tcp.of(
        t.sourcePort(), t.destinationPort(), t.sequence(), ack, t.flags(), t.window(), t.options());
  }

  @Test
  void saysWhyAPacketIsNoSegmentHere() {
    SocketPair end = FOUR.reversed();
    Packet syn = FOUR.packet(SYN);
    assertNone(
        end, syn.with(Tcp.class, t -> t.withSequence(101)), "TCP: the checksum should be 0x");
    assertNone(end, syn.with(Ipv4.class, ip -> ip.withTtl(1)), "IPv4: the checksum should be 0x");
    assertNone(FOUR, syn, "of another connection: 192.0.2.1:40000 to 192.0.2.2:80");
    assertNone(SIX, SIX.packet(SYN), "of another connection: [2001:db8::1]:40000 to");
    Packet udp =
        Packet.of(List.of(syn.headers().getFirst(), Udp.of(1, 2)), Bytes.zeros(3)).sealed();
    assertNone(end, udp, "no TCP: the innermost header is UDP");
    assertThat(end.read(syn.bytes().slice(0, 30)).reason()).startsWith("IPv4 at byte 2: the total");
    assertThat(end.read(Bytes.NONE).reason()).startsWith("IP at byte 0: the version");
  }

  private static void assertNone(SocketPair end, Packet packet, String reason) {
    Reading reading = end.read(packet.bytes());
    assertThat(reading.segment()).isEmpty();
    assertThat(reading.reason()).startsWith(reason);
  }

  @Test
  void refusesWhatHasNoRoomOnTheWire() {
    assertThatThrownBy(() -> FOUR.packet(Segment.syn(1, 65_536)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("(got 0 and 65536)");
    assertThatThrownBy(() -> FOUR.packet(Segment.data(1, 1, 65_536, 9)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("(got 65536 and 9)");
    assertThatThrownBy(() -> FOUR.packet(Segment.data(1, 1, 65_500, 9)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("total length");
    assertThatThrownBy(() -> FOUR.packet(Segment.syn(1L << 32, 9)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("sequence");
    assertThatThrownBy(() -> Endpoint.of("192.0.2.1", 65_536)).isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> new SocketPair(FOUR.local(), SIX.remote(), 536))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("one version");
    assertThatThrownBy(() -> new SocketPair(FOUR.local(), FOUR.remote(), 0))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("(got 0)");
  }

  private static Tcp tcp(Packet packet) {
    return packet.header(Tcp.class).orElseThrow();
  }
}
