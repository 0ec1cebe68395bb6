package lab.net.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames written out by hand, their checksums summed elsewhere: what is built is these. */
class KnownFramesTest {
  /** The header whose checksum textbooks compute: b861. */
  @Test
  void theTextbookHeaderOfIpv4() {
    Bytes header = Bytes.ofHex("4500 0073 0000 4000 4011 b861 c0a8 0001 c0a8 00c7");
    Ipv4 ip = Ipv4.read(new Input("IPv4", 0, header.plus(Bytes.zeros(95))));
    assertThat(ip)
        .isEqualTo(
            Ipv4.of(IpAddress.of("192.168.0.1"), IpAddress.of("192.168.0.199"))
                .withTotalLength(115)
                .withProtocol(17)
                .withChecksum(0xB861));
    assertThat(ip.rightChecksum()).isEqualTo(0xB861);
  }

  @Test
  void anArpRequest() {
    Packet request =
        Packet.of(
                List.of(
                    new Ethernet(MacAddress.BROADCAST, Handmade.MAC_A, 0),
                    Arp.request(Handmade.MAC_A, Handmade.A, Handmade.B)),
                Bytes.NONE)
            .sealed();
    assertThat(request.bytes())
        .isEqualTo(
            Bytes.ofHex(
                "ffffffffffff 020000000001 0806"
                    + "0001 0800 06 04 0001 020000000001 c0000201 000000000000 c0000202"
                    + "000000000000000000000000000000000000"));
  }

  /** 4500+002c+0000+4000+4006+c000+0201+c000+0202 = 24935, folded 4937, so b6c8. */
  @Test
  void aSynWithItsMss() {
    Packet syn =
        Packet.of(
                List.of(
                    Ipv4.of(Handmade.A, Handmade.B),
                    Tcp.of(40000, 80, 1, 0, Tcp.SYN, 64240, List.of(new TcpOption.Mss(1460)))),
                Bytes.NONE)
            .sealed();
    assertThat(syn.bytes())
        .isEqualTo(
            Bytes.ofHex(
                "45 00 002c 0000 4000 40 06 b6c8 c0000201 c0000202"
                    + "9c40 0050 00000001 00000000 60 02 faf0 7ca0 0000 02 04 05b4"));
  }

  @Test
  void aTaggedEchoOverIpv6() {
    Packet echo =
        Packet.of(
                List.of(
                    Handmade.ethernet(),
                    new Vlan(5, false, 10, 0),
                    Ipv6.of(Handmade.A6, Handmade.B6),
                    Icmp.echoRequest(6, 0x1234, 1)),
                Bytes.ofHex("61"))
            .sealed();
    assertThat(echo.bytes())
        .isEqualTo(
            Bytes.ofHex(
                "020000000002 020000000001 8100 a00a 86dd"
                    + "60000000 0009 3a 40"
                    + "20010db8000000000000000000000001 20010db8000000000000000000000002"
                    + "80 00 b111 1234 0001 61"));
  }

  /** The table that a page shows. */
  @Test
  void theFieldsOfATag() {
    assertThat(new Vlan(5, true, 10, 0x86DD).fields())
        .extracting(
            f -> f.offset() + "+" + f.bits() + " " + f.name() + " " + f.number() + ": " + f.text())
        .containsExactly(
            "0+3 priority 5: 5",
            "3+1 drop eligible 1: may be dropped first",
            "4+12 vlan 10: VLAN 10",
            "16+16 type 34525: IPv6 follows");
  }

  @Test
  void theFieldsOfASegment() {
    Tcp tcp =
        Tcp.of(40000, 80, 7, 9, Tcp.ACK | Tcp.PSH, 501, List.of(new TcpOption.WindowScale(7)));
    assertThat(tcp.fields())
        .filteredOn(f -> f.name().equals("acknowledgment") || f.offset() >= 160)
        .extracting(f -> f.offset() + "+" + f.bits() + " " + f.name() + ": " + f.text())
        .containsExactly(
            "64+32 acknowledgment: has all before 9",
            "160+8 option kind: window scale",
            "168+8 option length: 3 bytes",
            "176+8 shift: windows count by 128",
            "184+8 option kind: end of the options");
    assertThat(tcp.fields())
        .filteredOn(f -> f.bits() == 1 && f.number() == 1)
        .extracting(Field::name)
        .containsExactly("ack", "psh");
  }

  /** What frames cost: the efficiencies that everyone quotes. */
  @Test
  void headersShareOfTheWire() {
    Packet full = Handmade.data(Tcp.ACK, Bytes.zeros(1460)).withFcs();
    assertThat(full.size() + Ethernet.WIRE_COST).isEqualTo(1538);
    Packet least = Handmade.data(Tcp.ACK, Bytes.zeros(1)).withFcs();
    assertThat(least.size()).isEqualTo(64);
  }
}
