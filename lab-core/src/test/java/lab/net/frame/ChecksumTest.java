package lab.net.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChecksumTest {
  /** RFC 1071, section 3. */
  @Test
  void theExampleOfTheRfc() {
    assertThat(Checksum.sum(Bytes.ofHex("0001 f203 f4f5 f6f7"))).isEqualTo(0xDDF2);
    assertThat(Checksum.of(Bytes.ofHex("0001 f203 f4f5 f6f7"))).isEqualTo(0x220D);
  }

  @Test
  void anOddByteIsTheHighHalfOfAWord() {
    assertThat(Checksum.sum(Bytes.ofHex("0001 f2"))).isEqualTo(0xF201);
    assertThat(Checksum.sum(Bytes.ofHex("ff"))).isEqualTo(0xFF00);
    assertThat(Checksum.of(Bytes.NONE)).isEqualTo(0xFFFF);
  }

  /** RFC 1624, section 4: the case that RFC 1141's equation has wrong. */
  @Test
  void theExampleOfTheIncrementalUpdate() {
    assertThat(Checksum.renewed(0xDD2F, 0x5555, 0x3285)).isZero();
  }

  @Test
  void renewedIsWhatTheWholeSumGives() {
    Generated generated = new Generated(11);
    for (int i = 0; i < 5_000; i++) {
      Ipv4 ip = generated.ipv4(false);
      ip = ip.withChecksum(ip.rightChecksum());
      Ipv4 other = ip.withId(generated.number(16));
      assertThat(Checksum.renewed(ip.checksum(), ip.id(), other.id()))
          .isEqualTo(other.rightChecksum());
      if (ip.ttl() > 0) {
        assertThat(ip.forwarded().ttl()).isEqualTo(ip.ttl() - 1);
        assertThat(ip.forwarded().checksum()).isEqualTo(ip.forwarded().rightChecksum());
      }
    }
  }

  @Test
  void aTtlThatIsLessWithoutANewChecksumIsFound() {
    Packet packet = Handmade.synWithOptions().with(Ipv4.class, ip -> ip.withTtl(ip.ttl() - 1));
    Peeled peeled = Peel.of(packet.bytes(), Link.ETHERNET);
    assertThat(peeled.packet()).isEqualTo(packet);
    assertThat(peeled.layers().get(1).findings())
        .extracting(Finding::field)
        .containsOnly("checksum");
    assertThat(peeled.layers().get(2).findings()).isEmpty();
  }

  /** Every way in which one word differs, 0x0000 and 0xFFFF excepted, is seen. */
  @Test
  void oneWrongWordIsSeenUnlessItIsZeroInAnotherForm() {
    Bytes bytes = Bytes.ofHex("0000 1234 5678");
    int right = Checksum.sum(bytes);
    for (int word = 1; word <= 0xFFFF; word++) {
      Bytes other = bytes.with(0, word >> 8).with(1, word);
      assertThat(Checksum.sum(other) == right).as("%x", word).isEqualTo(word == 0xFFFF);
    }
  }

  @Test
  void swappedWordsPassTheChecksumAndNotTheFcs() {
    Packet packet = Handmade.data(Tcp.ACK, Bytes.ofHex("0102 0304 0506")).withFcs();
    Packet swapped = packet.withPayload(Bytes.ofHex("0304 0102 0506"));
    Peeled peeled = Peel.of(swapped.bytes(), Link.ETHERNET_WITH_FCS);
    assertThat(peeled.layers().getLast().findings()).isEmpty();
    assertThat(peeled.layers().getFirst().findings()).extracting(Finding::field).contains("FCS");
  }

  /** Two bytes that make the computed checksum 0: sent is 0xFFFF (RFC 768). */
  @Test
  void aUdpChecksumOfZeroIsSentAsAllOnes() {
    Udp blank = (Udp) Handmade.datagram(Bytes.zeros(2)).headers().getLast();
    Packet packet = Handmade.datagram(Bytes.ofHex(Names.hex(blank.checksum(), 4).substring(2)));
    assertThat(((Udp) packet.headers().getLast()).checksum()).isEqualTo(0xFFFF);
    assertThat(Peel.of(packet.bytes(), Link.ETHERNET).clean()).isTrue();
  }

  @Test
  void anAbsentUdpChecksumIsFineInVersion4AndFoundInVersion6() {
    Packet four = Handmade.datagram(Bytes.ofHex("01")).with(Udp.class, u -> u.withChecksum(0));
    assertThat(Peel.of(four.bytes(), Link.ETHERNET).clean()).isTrue();
    Packet six =
        Packet.of(List.of(Ipv6.of(Handmade.A6, Handmade.B6), Udp.of(1, 2)), Bytes.ofHex("01"))
            .sealed()
            .with(Udp.class, u -> u.withChecksum(0));
    assertThat(Peel.of(six.bytes(), Link.RAW_IP).layers().getLast().findings())
        .extracting(Finding::text)
        .containsExactly("over IPv6 there is a checksum (got 0)");
  }

  /** The padding of a short frame is in no checksum: whatever it holds, all is well. */
  @Test
  void paddingIsInNoChecksum() {
    Packet packet = Handmade.data(Tcp.ACK, Bytes.ofHex("01"));
    assertThat(packet.padding().length()).isEqualTo(5);
    Packet other =
        new Packet(
            packet.headers(), packet.payload(), Bytes.NONE, Bytes.ofHex("ffeeddccbb"), Bytes.NONE);
    Peeled peeled = Peel.of(other.bytes(), Link.ETHERNET);
    assertThat(peeled.clean()).isTrue();
    assertThat(peeled.packet()).isEqualTo(other);
  }
}
