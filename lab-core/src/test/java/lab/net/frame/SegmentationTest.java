package lab.net.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import lab.input.BadInput;
import org.junit.jupiter.api.Test;

class SegmentationTest {
  private static final int PLAIN = Tcp.ACK;

  private static List<Tcp> tcps(List<Packet> packets) {
    return packets.stream().map(packet -> packet.header(Tcp.class).orElseThrow()).toList();
  }

  @Test
  void aLargePacketInSegments() {
    Packet large = Handmade.data(PLAIN | Tcp.PSH | Tcp.FIN | Tcp.CWR, new Generated(1).bytes(4000));
    List<Packet> segments = Segmentation.segment(large, 1460);
    assertThat(segments).extracting(s -> s.payload().length()).containsExactly(1460, 1460, 1080);
    assertThat(tcps(segments))
        .extracting(Tcp::sequence)
        .containsExactly(0xFFFF_FF00L, 1204L, 2664L);
    assertThat(tcps(segments))
        .extracting(Tcp::flags)
        .containsExactly(PLAIN | Tcp.CWR, PLAIN, PLAIN | Tcp.PSH | Tcp.FIN);
    assertThat(segments)
        .extracting(s -> s.header(Ipv4.class).orElseThrow().id())
        .containsExactly(0xFFFE, 0xFFFF, 0);
    assertThat(segments).allMatch(s -> Peel.of(s.bytes(), s.link()).clean());
    assertThat(segments.getFirst().size()).isEqualTo(1514);
  }

  @Test
  void mergeUndoesSegment() {
    Generated generated = new Generated(31);
    int several = 0;
    for (int i = 0; i < 500; i++) {
      List<Header> headers = new ArrayList<>(List.of(generated.ethernet()));
      headers.add(
          generated.below(3) == 0
              ? Ipv6.of(generated.address(16), generated.address(16))
              : generated.ipv4(false));
      headers.add(
          generated.below(4) == 0
              ? Udp.of(generated.number(16), generated.number(16))
              : generated.tcp(generated.number(8) & ~(Tcp.SYN | Tcp.RST | Tcp.URG)));
      Packet packet = Packet.of(headers, generated.bytes(generated.below(6000))).sealed();
      List<Packet> segments = Segmentation.segment(packet, 1 + generated.below(3000));
      several += segments.size() > 1 ? 1 : 0;
      assertThat(segments).allMatch(s -> Peel.of(s.bytes(), s.link()).clean());
      assertThat(Segmentation.merge(segments)).containsExactly(packet);
    }
    assertThat(several).isGreaterThan(250);
  }

  @Test
  void segmentsOfAUdpSendAreDatagrams() {
    List<Packet> segments =
        Segmentation.segment(Handmade.datagram(new Generated(2).bytes(2500)), 1000);
    assertThat(segments)
        .extracting(s -> s.header(Udp.class).orElseThrow().length())
        .containsExactly(1008, 1008, 508);
  }

  /** Whatever is changed in one of three segments, it is not merged into the first. */
  @Test
  void whatDiffersIsNotMerged() {
    Packet large = Handmade.data(PLAIN, new Generated(3).bytes(300));
    List<Packet> three = Segmentation.segment(large, 100);
    assertThat(Segmentation.merge(three)).hasSize(1);
    List<Packet> others =
        List.of(
            three.get(1).with(Tcp.class, t -> t.withSequence(t.sequence() + 1)).sealed(),
            three.get(1).with(Tcp.class, t -> t.withFlags(PLAIN | Tcp.ECE)).sealed(),
            three.get(1).with(Tcp.class, t -> t.withFlags(PLAIN | Tcp.CWR)).sealed(),
            three.get(1).with(Ipv4.class, ip -> ip.withId(7)).sealed(),
            three.get(1).with(Ipv4.class, ip -> ip.withTtl(63)).sealed(),
            three
                .get(1)
                .with(Ethernet.class, e -> new Ethernet(Handmade.MAC_A, e.source(), 0))
                .sealed(),
            three.get(1).withPayload(Bytes.zeros(101)).sealed(),
            three.get(1).withPayload(Bytes.zeros(100)), // the checksum is not renewed
            three.get(1).withPayload(Bytes.NONE).sealed());
    for (Packet other : others) {
      assertThat(Segmentation.merge(List.of(three.get(0), other)))
          .containsExactly(three.get(0), other);
    }
  }

  @Test
  void pushAndAShorterOneEndAPacket() {
    Packet large = Handmade.data(PLAIN, new Generated(4).bytes(300));
    List<Packet> three = Segmentation.segment(large, 100);
    Packet push = three.get(1).with(Tcp.class, t -> t.withFlags(PLAIN | Tcp.PSH)).sealed();
    assertThat(Segmentation.merge(List.of(three.get(0), push, three.get(2)))).hasSize(2);
    Packet shorter = three.get(1).withPayload(three.get(1).payload().slice(0, 50)).sealed();
    assertThat(Segmentation.merge(List.of(three.get(0), shorter, three.get(2)))).hasSize(2);
  }

  /** Alike is not enough: each reduction of a window counts, and what is urgent stays alone. */
  @Test
  void segmentsThatAreAlikeAndMeanSomethingEach() {
    List<Packet> three =
        Segmentation.segment(Handmade.data(PLAIN, new Generated(6).bytes(300)), 100);
    for (int flag : new int[] {Tcp.CWR, Tcp.URG, Tcp.SYN, Tcp.RST}) {
      List<Packet> flagged =
          three.stream()
              .map(s -> s.with(Tcp.class, t -> t.withFlags(PLAIN | flag)).sealed())
              .toList();
      assertThat(Segmentation.merge(flagged)).isEqualTo(flagged);
    }
  }

  @Test
  void packetsOfOtherKindsStay() {
    Packet ping =
        Packet.of(
                List.of(
                    Handmade.ethernet(),
                    Ipv4.of(Handmade.A, Handmade.B),
                    Icmp.echoRequest(4, 1, 1)),
                Bytes.zeros(20))
            .sealed();
    Packet next = ping.with(Ipv4.class, ip -> ip.withId(1)).sealed();
    assertThat(Segmentation.merge(List.of(ping, next))).containsExactly(ping, next);
    assertThat(Segmentation.merge(List.of())).isEmpty();
    assertThatThrownBy(() -> Segmentation.segment(ping, 10))
        .isInstanceOf(BadInput.class)
        .hasMessage("what is segmented is UDP, or TCP without SYN, RST and URG");
    assertThatThrownBy(() -> Segmentation.segment(Handmade.synWithOptions(), 0))
        .isInstanceOf(BadInput.class)
        .hasMessage("the payload of a segment is 1..65535 (got 0)");
  }

  /** 45 segments of 1460 bytes would be 65740 with their headers: 44 are merged. */
  @Test
  void nothingGrowsBeyondWhatALengthCanSay() {
    Generated generated = new Generated(5);
    List<Packet> segments = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      long sequence = 1000L + 1460L * i;
      int id = i;
      segments.add(
          Handmade.data(PLAIN, generated.bytes(1460))
              .with(Tcp.class, t -> t.withSequence(sequence))
              .with(Ipv4.class, ip -> ip.withId(id))
              .sealed());
    }
    assertThat(Segmentation.merge(segments))
        .extracting(p -> p.payload().length())
        .containsExactly(44 * 1460, 1460);
  }
}
