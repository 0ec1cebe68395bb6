package lab.bench.net.encapsulation;

import java.util.List;
import lab.net.frame.Bytes;
import lab.net.frame.Fragments;
import lab.net.frame.Header;
import lab.net.frame.IpAddress;
import lab.net.frame.Ipv4;
import lab.net.frame.Ipv6;
import lab.net.frame.Ipv6Fragments;
import lab.net.frame.Packet;
import lab.net.frame.Segmentation;
import lab.net.frame.Tcp;
import lab.net.frame.TcpOption;
import lab.net.frame.Udp;

/** What a message becomes, made by {@code lab.net.frame}: IP packets, from their first byte on. */
final class Predicted {
  private static final int MOST = 65_535;
  private static final TcpOption.Timestamps TIMES = new TcpOption.Timestamps(1, 1);

  private final Wish wish;
  private final Header ip;
  private final List<TcpOption> options;

  Predicted(Wish wish) {
    this.wish = wish;
    this.ip = ip(wish);
    this.options = wish.timestamps() ? TcpOption.padded(List.of(TIMES)) : List.of();
  }

  private static Header ip(Wish wish) {
    if (wish.version() == 6) {
      IpAddress self = IpAddress.of("::1");
      return Ipv6.of(self, self);
    }
    IpAddress self = IpAddress.of("127.0.0.1");
    // Linux lets a datagram be split that it has to split itself.
    return wish.udp() ? Ipv4.of(self, self).withFragment(0, 0, List.of()) : Ipv4.of(self, self);
  }

  /** The packets of one message where a card would cut: of TCP a large one, whatever the MTU. */
  List<Packet> large() {
    Packet whole = whole();
    if (!wish.udp()) {
      return List.of(whole);
    }
    return wish.version() == 6
        ? Ipv6Fragments.split(whole, longest(), 1)
        : Fragments.split(whole, longest());
  }

  /** No packet is longer than 65,535 bytes; a loopback's MTU is one more. */
  private int longest() {
    return Math.min(wish.mtu(), MOST);
  }

  /** The packets of one message where the kernel cuts. */
  List<Packet> cut() {
    return wish.udp() ? large() : Segmentation.segment(whole(), segment());
  }

  private Packet whole() {
    Header transport =
        wish.udp() ? Udp.of(1, 2) : Tcp.of(1, 2, 1, 1, Tcp.ACK | Tcp.PSH, 512, options);
    return Packet.of(List.of(ip, transport), Bytes.zeros(wish.payload())).sealed();
  }

  /** Payload of the longest segment: options take room from it, not from the MSS (RFC 6691). */
  int segment() {
    return wish.mtu() - ip.size() - Tcp.BYTES - optionBytes();
  }

  /** What TCP's options cost in each segment; UDP has none. */
  int optionBytes() {
    return wish.udp() ? 0 : tcp(Tcp.ACK, options).size() - Tcp.BYTES;
  }

  /** Bytes of an acknowledgement that carries nothing. */
  int acknowledgement() {
    return size(tcp(Tcp.ACK, options));
  }

  /** Bytes of SYN, SYN-ACK and ACK. */
  int opening() {
    List<TcpOption> offered =
        wish.timestamps()
            // As Linux orders them: it saves two NOPs by it.
            ? List.of(
                new TcpOption.Mss(wish.mtu() - ip.size() - Tcp.BYTES),
                new TcpOption.SackPermitted(),
                TIMES,
                new TcpOption.Nop(),
                new TcpOption.WindowScale(7))
            : List.of(
                new TcpOption.Mss(wish.mtu() - ip.size() - Tcp.BYTES),
                new TcpOption.Nop(),
                new TcpOption.Nop(),
                new TcpOption.SackPermitted(),
                new TcpOption.Nop(),
                new TcpOption.WindowScale(7));
    return size(tcp(Tcp.SYN, offered)) + size(tcp(Tcp.SYN | Tcp.ACK, offered)) + acknowledgement();
  }

  private static Tcp tcp(int flags, List<TcpOption> with) {
    return Tcp.of(1, 2, 1, 1, flags, 512, with);
  }

  private int size(Tcp tcp) {
    return Packet.of(List.of(ip, tcp), Bytes.NONE).sealed().size();
  }

  static int bytes(List<Packet> packets) {
    return packets.stream().mapToInt(Packet::size).sum();
  }
}
