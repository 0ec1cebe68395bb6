package lab.net.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import lab.input.BadInput;
import org.junit.jupiter.api.Test;

class Ipv6FragmentsTest {
  private static Packet datagram(int payload) {
    return Packet.of(
            List.of(Handmade.ethernet(), Ipv6.of(Handmade.A6, Handmade.B6), Udp.of(1, 2)),
            new Generated(payload).bytes(payload))
        .sealed();
  }

  /** 3008 bytes behind the fixed header; 1448 is the largest multiple of 8 that fits. */
  @Test
  void theUsualThree() {
    List<Packet> parts = Ipv6Fragments.split(datagram(3000), 1500, 7);
    assertThat(parts)
        .extracting(p -> p.header(Ipv6Fragment.class).orElseThrow())
        .containsExactly(
            new Ipv6Fragment(17, 0, 0, true, 7),
            new Ipv6Fragment(17, 181, 0, true, 7),
            new Ipv6Fragment(17, 362, 0, false, 7));
    assertThat(parts)
        .extracting(p -> p.header(Ipv6.class).orElseThrow().payloadLength())
        .containsExactly(1456, 1456, 120);
    assertThat(parts).allMatch(p -> Peel.of(p.bytes(), p.link()).clean());
    assertThat(Ipv6Fragments.split(datagram(1452), 1500, 7)).hasSize(1);
    assertThat(Ipv6Fragments.split(datagram(1453), 1500, 7)).hasSize(2);
  }

  @Test
  void joinUndoesSplitInAnyOrderAndWithDoubles() {
    Generated generated = new Generated(81);
    Random order = new Random(81);
    int several = 0;
    for (int i = 0; i < 2_000; i++) {
      Packet packet = generated.packet(generated.below(4000));
      if (packet.header(Ipv6.class).isEmpty()
          || packet.header(Ipv6Fragment.class).isPresent()
          || packet.payload().length() < 1300) {
        continue;
      }
      int mtu = Ipv6Fragments.LEAST_MTU + generated.below(500);
      List<Packet> parts = new ArrayList<>(Ipv6Fragments.split(packet, mtu, i));
      if (parts.size() == 1) {
        continue;
      }
      several++;
      assertThat(parts)
          .allMatch(p -> p.header(Ipv6.class).orElseThrow().payloadLength() <= mtu - Ipv6.BYTES);
      parts.add(parts.getFirst());
      Collections.shuffle(parts, order);
      assertThat(Ipv6Fragments.join(parts)).isEqualTo(packet);
    }
    assertThat(several).isGreaterThan(200);
  }

  @Test
  void whatIsRefused() {
    List<Packet> parts = Ipv6Fragments.split(datagram(3000), 1500, 7);
    List<Packet> others = Ipv6Fragments.split(datagram(3000), 1500, 8);
    assertThatThrownBy(() -> Ipv6Fragments.join(List.of(parts.get(0), parts.get(2))))
        .isInstanceOf(BadInput.class)
        .hasMessage("bytes 1448..2895 of the packet are missing");
    assertThatThrownBy(() -> Ipv6Fragments.join(List.of(parts.get(0), others.get(1))))
        .isInstanceOf(BadInput.class)
        .hasMessage("parts of one packet have one id, source and destination (got ids 7 and 8)");
    assertThatThrownBy(() -> Ipv6Fragments.join(List.of(datagram(1))))
        .isInstanceOf(BadInput.class)
        .hasMessage("a part has a fragment header");
    assertThatThrownBy(() -> Ipv6Fragments.split(datagram(1), 1279, 7))
        .isInstanceOf(BadInput.class)
        .hasMessage("MTU is 1280..65535 (got 1279)");
    assertThatThrownBy(() -> Ipv6Fragments.split(Handmade.synWithOptions(), 1280, 7))
        .isInstanceOf(BadInput.class)
        .hasMessage("what is split and joined here is IPv6");
  }
}
