package lab.net.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Packets of every kind, sealed, the same ones each time. */
final class Generated {
  /** Options of IPv4 for experiments (RFC 4727): of others tshark knows which length is right. */
  private static final List<Integer> EXPERIMENTS = List.of(30, 94, 158, 222);

  private final SplittableRandom random;

  Generated(long seed) {
    random = new SplittableRandom(seed);
  }

  Packet packet() {
    return packet(random.nextInt(10) == 0 ? random.nextInt(9000) : random.nextInt(200));
  }

  Packet packet(int payload) {
    List<Header> headers = new ArrayList<>(link());
    boolean outermost = headers.isEmpty();
    int kind = random.nextInt(outermost ? 2 : 0, 14);
    Bytes data = bytes(payload);
    switch (kind) {
      case 0 -> {
        headers.add(arp());
        data = Bytes.NONE;
      }
      case 1 -> data = unnamed(headers, data);
      default -> {
        network(headers, kind % 2 == 0);
        if (!(headers.getLast() instanceof Ipv4 ip && ip.fragment())
            && !(headers.getLast() instanceof Ipv6Fragment part && part.fragment())) {
          transport(headers);
        }
      }
    }
    Packet packet = Packet.of(headers, data);
    if (headers.getFirst() instanceof Ethernet && random.nextBoolean()) {
      packet = packet.withFcs();
    }
    return packet.sealed();
  }

  /** Neither IP nor ARP; half of them say a length instead. */
  private Bytes unnamed(List<Header> headers, Bytes data) {
    Header last = headers.removeLast();
    int type = random.nextBoolean() ? 0 : 0x88B5;
    Bytes fitting = type == 0 && data.length() > 1500 ? data.slice(0, 1500) : data;
    headers.add(
        switch (last) {
          case Ethernet e -> e.withType(type);
          case Vlan v -> v.withType(type);
          case Sll s -> s.withProtocol(0x88B5);
          default -> last;
        });
    return fitting;
  }

  List<Header> link() {
    return switch (random.nextInt(6)) {
      case 0 -> List.of();
      case 1 -> List.of(new Sll(number(3), number(16), 6, bytes(8), 0));
      case 2 -> List.of(ethernet(), vlan());
      case 3 -> List.of(ethernet().withType(Names.SERVICE_VLAN), vlan(), vlan());
      default -> List.of(ethernet());
    };
  }

  Ethernet ethernet() {
    return new Ethernet(new MacAddress(bytes(6)), new MacAddress(bytes(6)), Names.VLAN);
  }

  private Vlan vlan() {
    return new Vlan(number(3), random.nextBoolean(), number(12), Names.VLAN);
  }

  private Arp arp() {
    return random.nextInt(8) == 0
        ? new Arp(number(16), number(16), number(16), bytes(8), bytes(16), bytes(8), bytes(16))
        : new Arp(1, Names.IPV4, 1 + number(1), bytes(6), bytes(4), bytes(6), bytes(4));
  }

  private void network(List<Header> headers, boolean four) {
    boolean fragment = random.nextInt(8) == 0;
    if (four) {
      headers.add(ipv4(fragment));
      return;
    }
    headers.add(
        new Ipv6(
            number(6), number(2), number(20), 0, unknown(), number(8), address(16), address(16)));
    if (random.nextInt(4) == 0) {
      headers.add(new Ipv6Options(true, unknown(), ipv6Options()));
    }
    if (random.nextInt(4) == 0) {
      headers.add(new Ipv6Options(false, unknown(), ipv6Options()));
    }
    if (fragment) {
      headers.add(
          new Ipv6Fragment(unknown(), number(13), number(10), random.nextBoolean(), number(31)));
    }
  }

  /** One option of the kind for experiments, which whoever does not know it skips. */
  private Bytes ipv6Options() {
    int data = 4 + 8 * number(2);
    return Bytes.of(new byte[] {0x1E, (byte) data}).plus(bytes(data));
  }

  Ipv4 ipv4(boolean fragment) {
    List<IpOption> options = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      for (int i = number(2); i > 0; i--) {
        options.add(
            random.nextBoolean()
                ? new IpOption(IpOption.NO_OPERATION, Bytes.NONE)
                : new IpOption(EXPERIMENTS.get(number(2)), bytes(number(3))));
      }
    }
    return new Ipv4(
        number(6),
        number(2),
        0,
        number(16),
        number(1) * Ipv4.DONT_FRAGMENT + (fragment ? number(1) : 0),
        fragment ? number(13) : 0,
        number(8),
        unknown(),
        0,
        address(4),
        address(4),
        IpOption.padded(options));
  }

  private void transport(List<Header> headers) {
    boolean four = headers.getLast() instanceof Ipv4;
    switch (random.nextInt(8)) {
      case 0 -> {
        // none of ours: the payload is IP's
      }
      case 1 ->
          headers.add(new Icmp(four ? 4 : 6, number(8), number(8), 0, random.nextLong(1L << 32)));
      case 2, 3 -> headers.add(Udp.of(number(16), number(16)));
      default -> headers.add(tcp(number(8)));
    }
  }

  Tcp tcp(int flags) {
    return new Tcp(
        number(16),
        number(16),
        random.nextLong(1L << 32),
        random.nextLong(1L << 32),
        number(4),
        flags,
        number(16),
        0,
        number(16),
        TcpOption.padded(options()));
  }

  private List<TcpOption> options() {
    List<TcpOption> options = new ArrayList<>();
    int room = 40;
    for (int i = random.nextInt(6); i > 0; i--) {
      TcpOption option = option();
      if (option.length() <= room) {
        options.add(option);
        room -= option.length();
      }
    }
    return options;
  }

  private TcpOption option() {
    return switch (random.nextInt(8)) {
      case 0 -> new TcpOption.Mss(number(16));
      case 1 -> new TcpOption.WindowScale(random.nextInt(15));
      case 2 -> new TcpOption.SackPermitted();
      case 3 -> {
        List<TcpOption.Block> blocks = new ArrayList<>();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
          blocks.add(new TcpOption.Block(random.nextLong(1L << 32), random.nextLong(1L << 32)));
        }
        yield new TcpOption.Sack(blocks);
      }
      case 4 -> new TcpOption.Timestamps(random.nextLong(1L << 32), random.nextLong(1L << 32));
      case 5 -> new TcpOption.Unknown(random.nextInt(200, 256), bytes(number(4)));
      default -> new TcpOption.Nop();
    };
  }

  IpAddress address(int length) {
    return new IpAddress(bytes(length));
  }

  /** A protocol that is none of ours. */
  private int unknown() {
    return random.nextInt(100, 200);
  }

  int number(int bits) {
    return (int) random.nextLong(1L << bits);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  Bytes bytes(int length) {
    byte[] out = new byte[length];
    random.nextBytes(out);
    return Bytes.of(out);
  }
}
