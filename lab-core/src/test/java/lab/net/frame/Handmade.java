package lab.net.frame;

import java.util.List;

/** Packets that several tests look at. */
final class Handmade {
  static final MacAddress MAC_A = MacAddress.of("02:00:00:00:00:01");
  static final MacAddress MAC_B = MacAddress.of("02:00:00:00:00:02");
  static final IpAddress A = IpAddress.of("192.0.2.1");
  static final IpAddress B = IpAddress.of("192.0.2.2");
  static final IpAddress A6 = IpAddress.of("2001:db8::1");
  static final IpAddress B6 = IpAddress.of("2001:db8::2");

  private Handmade() {}

  static Ethernet ethernet() {
    return new Ethernet(MAC_B, MAC_A, 0);
  }

  static Packet synWithOptions() {
    Tcp tcp =
        Tcp.of(
            40000,
            80,
            1000,
            0,
            Tcp.SYN,
            64240,
            List.of(
                new TcpOption.Mss(1460),
                new TcpOption.SackPermitted(),
                new TcpOption.Timestamps(7, 0),
                new TcpOption.Nop(),
                new TcpOption.WindowScale(7)));
    return Packet.of(List.of(ethernet(), Ipv4.of(A, B), tcp), Bytes.NONE).sealed();
  }

  static Packet data(int flags, Bytes payload) {
    Tcp tcp = Tcp.of(40000, 80, 0xFFFF_FF00L, 5, flags, 501, List.of());
    return Packet.of(List.of(ethernet(), Ipv4.of(A, B).withId(0xFFFE), tcp), payload).sealed();
  }

  static Packet datagram(Bytes payload) {
    return Packet.of(List.of(ethernet(), Ipv4.of(A, B), Udp.of(4000, 53)), payload).sealed();
  }
}
