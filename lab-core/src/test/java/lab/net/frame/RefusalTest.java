package lab.net.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lab.input.BadInput;
import org.junit.jupiter.api.Test;

/** A cut or lying frame is refused: the layer, the offset, what was expected. */
class RefusalTest {
  private static final int IP = Ethernet.BYTES;
  private static final int TRANSPORT = IP + Ipv4.BYTES;

  private static void refused(Bytes frame, Link link, String message) {
    assertThatThrownBy(() -> Peel.of(frame, link)).isInstanceOf(BadInput.class).hasMessage(message);
  }

  private static Bytes syn(int at, int octet) {
    return Handmade.synWithOptions().bytes().with(at, octet);
  }

  @Test
  void anIpHeaderOfFewerThanFiveWords() {
    refused(
        syn(IP, 0x44), Link.ETHERNET, "IPv4 at byte 14: the header length is 5..15 words (got 4)");
  }

  @Test
  void anotherVersion() {
    refused(syn(IP, 0x65), Link.ETHERNET, "IPv4 at byte 14: the version is 4 (got 6)");
    refused(Bytes.ofHex("70"), Link.RAW_IP, "IP at byte 0: the version is 4 or 6 (got 7)");
  }

  @Test
  void aTotalLengthBeyondTheFrameOrWithinTheHeader() {
    refused(
        syn(IP + 2, 1),
        Link.ETHERNET,
        "IPv4 at byte 16: the total length is 20..60, what the frame has (got" + " 316)");
    refused(
        syn(IP + 3, 19),
        Link.ETHERNET,
        "IPv4 at byte 16: the total length is 20..60, what the frame has (got" + " 19)");
  }

  @Test
  void anIpHeaderThatIsCut() {
    Bytes frame = Handmade.synWithOptions().bytes();
    refused(
        frame.slice(0, IP + 19), Link.ETHERNET, "IPv4 at byte 33: a header is 20 bytes (got 19)");
    refused(
        frame.slice(0, 13), Link.ETHERNET, "Ethernet at byte 13: a header is 14 bytes (got 13)");
    refused(
        frame.slice(0, 17),
        Link.ETHERNET_WITH_FCS,
        "Ethernet at byte 17: a header and an FCS is 18 bytes (got 17)");
  }

  @Test
  void aDataOffsetOfFewerThanFiveWordsOrBeyondThePacket() {
    refused(
        syn(TRANSPORT + 12, 0x40),
        Link.ETHERNET,
        "TCP at byte 46: the data offset is 5..15 words (got 4)");
    refused(
        syn(TRANSPORT + 12, 0xF0),
        Link.ETHERNET,
        "TCP at byte 74: a header of 15 words is 60 bytes (got 40)");
  }

  /** A loop for ever in many a parser. */
  @Test
  void aTcpOptionOfNoLength() {
    refused(
        syn(TRANSPORT + 21, 0),
        Link.ETHERNET,
        "TCP at byte 55: the length of option 2 is 2..20 (got 0)");
    refused(
        syn(TRANSPORT + 21, 21),
        Link.ETHERNET,
        "TCP at byte 55: the length of option 2 is 2..20 (got 21)");
    refused(
        syn(TRANSPORT + 37, 1).with(TRANSPORT + 38, 1).with(TRANSPORT + 39, 3),
        Link.ETHERNET,
        "TCP at byte 73: option 3 has a length behind it (the header ends there)");
  }

  @Test
  void anIpOptionOfNoLength() {
    Ipv4 ip =
        Ipv4.of(Handmade.A, Handmade.B)
            .withFragment(0, 0, List.of(new IpOption(148, Bytes.zeros(2))));
    Bytes frame = Packet.of(List.of(ip), Bytes.NONE).sealed().bytes().with(21, 0);
    refused(frame, Link.RAW_IP, "IPv4 at byte 21: the length of option 148 is 2..4 (got 0)");
  }

  @Test
  void aDatagramThatIsLongerThanItsPacketOrShorterThanItsHeader() {
    Bytes frame = Handmade.datagram(Bytes.zeros(10)).bytes();
    refused(
        frame.with(TRANSPORT + 5, 19),
        Link.ETHERNET,
        "UDP at byte 38: the length is 8..18, from here on (got 19)");
    refused(
        frame.with(TRANSPORT + 5, 7),
        Link.ETHERNET,
        "UDP at byte 38: the length is 8..18, from here on (got 7)");
  }

  @Test
  void anIpv6PayloadBeyondTheFrame() {
    Bytes packet =
        Packet.of(List.of(Ipv6.of(Handmade.A6, Handmade.B6), Udp.of(1, 2)), Bytes.zeros(3))
            .sealed()
            .bytes();
    refused(
        packet.with(5, 12),
        Link.RAW_IP,
        "IPv6 at byte 4: the payload length is at most 11, what follows (got 12)");
  }

  @Test
  void anExtensionHeaderBeyondThePacket() {
    Bytes packet =
        Packet.of(
                List.of(
                    Ipv6.of(Handmade.A6, Handmade.B6),
                    new Ipv6Options(true, 59, Bytes.ofHex("010400000000"))),
                Bytes.NONE)
            .sealed()
            .bytes();
    refused(
        packet.with(41, 1),
        Link.RAW_IP,
        "IPv6 hop-by-hop options at byte 48: a header of 1 + 1 units of 8 bytes is 16 bytes (got"
            + " 8)");
  }

  @Test
  void anArpOfLongerAddressesThanItHas() {
    Packet packet =
        Packet.of(
                List.of(Handmade.ethernet(), Arp.request(Handmade.MAC_A, Handmade.A, Handmade.B)),
                Bytes.NONE)
            .sealed();
    refused(
        packet.bytes().with(18, 255),
        Link.ETHERNET,
        "ARP at byte 60: a packet with addresses of 255 and 4 bytes is 526 bytes (got 46)");
  }

  @Test
  void aLengthBeyondTheFrame() {
    Bytes frame = Packet.of(List.of(Handmade.ethernet()), Bytes.zeros(50)).sealed().bytes();
    refused(
        frame.with(13, 51),
        Link.ETHERNET,
        "Ethernet at byte 12: the length is at most the 50 that follow (got 51)");
  }

  @Test
  void whatIsWrongAndCanBeShownIsFound() {
    Packet syn = Handmade.synWithOptions();
    Tcp odd =
        Tcp.of(
            1,
            2,
            0,
            0,
            Tcp.SYN,
            0,
            List.of(
                new TcpOption.WindowScale(15), new TcpOption.Unknown(2, Bytes.ofHex("050505"))));
    Packet packet = Packet.of(List.of(syn.headers().get(0), syn.headers().get(1), odd), Bytes.NONE);
    Peeled peeled = Peel.of(packet.sealed().bytes(), Link.ETHERNET);
    assertThat(peeled.packet()).isEqualTo(packet.sealed());
    assertThat(peeled.layers().getLast().findings())
        .extracting(Finding::text)
        .containsExactly(
            "the window shift is 0..14 (got 15)", "option 2 has another length (got 5)");

    assertThat(peeled.layers().getLast().findings())
        .extracting(f -> peeled.layers().getLast().at(f))
        .containsExactly(14 + 20 + 20 + 2, 14 + 20 + 20 + 3 + 1);

    Packet surplus =
        new Packet(
                Handmade.datagram(Bytes.ofHex("01")).headers(),
                Bytes.ofHex("01"),
                Bytes.ofHex("0203"),
                Bytes.NONE,
                Bytes.NONE)
            .sealed();
    assertThat(Peel.of(surplus.bytes(), Link.ETHERNET).packet()).isEqualTo(surplus);
    assertThat(Peel.of(surplus.bytes(), Link.ETHERNET).layers().getLast().findings())
        .extracting(Finding::text)
        .containsExactly("the length is what IP leaves: 11 (got 9)");
  }

  @Test
  void whatCannotBeBuilt() {
    assertThatThrownBy(() ->
            Packet.of(
                    List.of(Handmade.ethernet(), Ipv4.of(Handmade.A, Handmade.B), Udp.of(1, 2)),
                    Bytes.zeros(65_508))
                .sealed())
        .isInstanceOf(BadInput.class)
        .hasMessage("total length is 0..65535 (got 65536)");
    assertThatThrownBy(() ->
            Ipv4.of(Handmade.A, Handmade.B)
                .withFragment(
                    0,
                    0,
                    IpOption.padded(
                        List.of(new IpOption(7, Bytes.zeros(38)), new IpOption(1, Bytes.NONE)))))
        .isInstanceOf(BadInput.class)
        .hasMessage("IPv4 options are a multiple of 4 bytes, at most 40 (got 44)");
    assertThatThrownBy(() -> Packet.of(List.of(Handmade.ethernet(), Udp.of(1, 2)), Bytes.NONE))
        .isInstanceOf(BadInput.class)
        .hasMessage("UDP is not in Ethernet");
    assertThatThrownBy(() -> Tcp.of(70000, 1, 0, 0, 0, 0, List.of()))
        .isInstanceOf(BadInput.class)
        .hasMessage("source port is 0..65535 (got 70000)");
    assertThatThrownBy(() -> Packet.of(List.of(Udp.of(1, 2)), Bytes.NONE))
        .isInstanceOf(BadInput.class)
        .hasMessage("UDP is not the outermost header");
  }
}
