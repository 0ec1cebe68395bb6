package lab.bench.net.encapsulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.net.frame.Bytes;
import lab.net.frame.IpAddress;
import lab.net.frame.Ipv4;
import lab.net.frame.Packet;
import lab.net.frame.Tcp;
import lab.net.frame.Udp;
import org.junit.jupiter.api.Test;

class OtherZeroTest {
  private static final Ipv4 IP = Ipv4.of(IpAddress.of("192.0.2.1"), IpAddress.of("192.0.2.2"));

  private static Packet with(int checksum) {
    return Packet.of(List.of(IP, Tcp.of(1, 2, 3, 4, Tcp.ACK, 5, List.of())), Bytes.NONE)
        .with(Tcp.class, tcp -> tcp.withChecksum(checksum));
  }

  @Test
  void onlyAZeroMayBeTheOtherOne() {
    Packet zero = with(0);
    Packet ones = with(0xFFFF);
    Packet some = with(0x1234);
    Packet udp = Packet.of(List.of(IP, Udp.of(1, 2)), Bytes.NONE);
    assertThat(OtherZero.like(List.of(ones, zero, ones), List.of(zero, zero, some)))
        .containsExactly(ones, zero, some);
    assertThat(OtherZero.like(List.of(ones), List.of(ones, zero))).containsExactly(ones, zero);
    assertThat(OtherZero.like(List.of(udp), List.of(udp))).containsExactly(udp);
  }
}
