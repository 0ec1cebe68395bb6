package lab.net.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import lab.input.BadInput;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FragmentsTest {
  private static Packet splittable(int payload) {
    return Handmade.datagram(new Generated(payload).bytes(payload))
        .with(Ipv4.class, ip -> ip.withFragment(0, 0, ip.options()).withId(7))
        .sealed();
  }

  private static Ipv4 ip(Packet packet) {
    return packet.header(Ipv4.class).orElseThrow();
  }

  /** 4000 bytes of UDP over Ethernet: 1480 is a multiple of 8. */
  @Test
  void theUsualThree() {
    List<Packet> parts = Fragments.split(splittable(3992), 1500);
    assertThat(parts).extracting(p -> ip(p).fragmentOffset()).containsExactly(0, 185, 370);
    assertThat(parts).extracting(p -> ip(p).totalLength()).containsExactly(1500, 1500, 1060);
    assertThat(parts).extracting(p -> ip(p).flags()).containsExactly(1, 1, 0);
    assertThat(parts).allMatch(p -> Peel.of(p.bytes(), p.link()).clean());
  }

  @Test
  void joinUndoesSplitInAnyOrderAndWithDoubles() {
    Generated generated = new Generated(41);
    Random order = new Random(41);
    int several = 0;
    for (int i = 0; i < 1_000; i++) {
      Packet packet = generated.packet(generated.below(3000));
      if (packet.header(Ipv4.class).isEmpty() || ip(packet).fragment()) {
        continue;
      }
      packet = packet.with(Ipv4.class, ip -> ip.withFragment(0, 0, ip.options())).sealed();
      int mtu = 80 + generated.below(1500);
      List<Packet> parts = new ArrayList<>(Fragments.split(packet, mtu));
      several += parts.size() > 1 ? 1 : 0;
      assertThat(parts).allMatch(p -> ip(p).totalLength() <= mtu);
      List<Packet> again = new ArrayList<>();
      for (Packet part : parts) {
        again.addAll(Fragments.split(part, Fragments.LEAST_MTU + generated.below(mtu)));
      }
      again.add(again.getFirst());
      Collections.shuffle(again, order);
      assertThat(Fragments.join(again)).isEqualTo(packet);
    }
    assertThat(several).isGreaterThan(150);
  }

  @Test
  void onlyCopiedOptionsAreInEveryPart() {
    IpOption route = new IpOption(131, Bytes.ofHex("0400000000 00"));
    IpOption stamp = new IpOption(68, Bytes.ofHex("0500"));
    Packet packet =
        splittable(200)
            .with(Ipv4.class, ip -> ip.withFragment(0, 0, IpOption.padded(List.of(stamp, route))))
            .sealed();
    List<Packet> parts = Fragments.split(packet, 100);
    assertThat(ip(parts.get(0)).options()).contains(stamp, route);
    assertThat(ip(parts.get(1)).options()).contains(route).doesNotContain(stamp);
    assertThat(Fragments.join(parts)).isEqualTo(packet);
  }

  @Test
  void whatIsRefused() {
    refused(
        () -> Fragments.split(Handmade.datagram(Bytes.zeros(2000)), 1500),
        "a packet above the MTU of 1500 may not be split: don't fragment is set (2028 bytes)");
    refused(() -> Fragments.split(splittable(10), 67), "MTU is 68..65535 (got 67)");
    List<Packet> parts = Fragments.split(splittable(3992), 1500);
    refused(
        () -> Fragments.join(List.of(parts.get(0), parts.get(2))),
        "bytes 1480..2959 of the packet are missing");
    refused(
        () -> Fragments.join(parts.subList(0, 2)),
        "the last part is missing: more follow byte 2960");
    refused(() -> Fragments.join(parts.subList(1, 3)), "bytes 0..1479 of the packet are missing");
    Packet earlier =
        parts.get(1).with(Ipv4.class, ip -> ip.withFragment(1, 184, ip.options())).sealed();
    refused(
        () -> Fragments.join(List.of(parts.get(0), earlier)),
        "parts do not overlap (got one from 1472, another ends at 1480)");
    Packet foreign = parts.get(1).with(Ipv4.class, ip -> ip.withId(8)).sealed();
    refused(
        () -> Fragments.join(List.of(parts.get(0), foreign)),
        "parts of one packet have one id, protocol, source and destination (got ids 7 and 8)");
    refused(() -> Fragments.join(List.of()), "a packet has at least one part (got none)");
  }

  /** The ping of death: an offset that leads beyond 65535. */
  @Test
  void aPacketThatWouldBeLongerThanALengthCanSay() {
    Packet packet = splittable(65_507);
    List<Packet> parts = new ArrayList<>(Fragments.split(packet, 1500));
    assertThat(Fragments.join(parts)).isEqualTo(packet);
    Packet last = parts.removeLast();
    parts.add(last.withPayload(last.payload().plus(Bytes.zeros(8))).sealed());
    refused(
        () -> Fragments.join(parts),
        "the length of a packet made of parts is 0..65535 (got 65543)");
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(BadInput.class).hasMessage(message);
  }
}
