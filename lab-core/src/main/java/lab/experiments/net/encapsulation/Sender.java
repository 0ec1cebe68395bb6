package lab.experiments.net.encapsulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.net.frame.Bytes;
import lab.net.frame.Checksum;
import lab.net.frame.Ethernet;
import lab.net.frame.Fcs;
import lab.net.frame.Fragments;
import lab.net.frame.Header;
import lab.net.frame.IpAddress;
import lab.net.frame.IpOption;
import lab.net.frame.Ipv4;
import lab.net.frame.Ipv6;
import lab.net.frame.Ipv6Fragments;
import lab.net.frame.MacAddress;
import lab.net.frame.Packet;
import lab.net.frame.Segmentation;
import lab.net.frame.Tcp;
import lab.net.frame.TcpOption;
import lab.net.frame.Udp;
import lab.net.frame.Vlan;

/** What each layer of the sender makes of what the one above hands it: the bytes, and no story. */
final class Sender {
  static final MacAddress STATION = MacAddress.of("02:00:00:00:00:01");

  /** Protocol numbers (IANA). */
  static final int TCP = 6;

  static final int UDP = 17;
  static final MacAddress ROUTER = MacAddress.of("02:00:00:00:00:02");

  /** Addresses of documentation (RFC 5737, RFC 3849). */
  private static final IpAddress SOURCE4 = IpAddress.of("192.0.2.1");

  private static final IpAddress DESTINATION4 = IpAddress.of("198.51.100.2");
  private static final IpAddress SOURCE6 = IpAddress.of("2001:db8::1");
  private static final IpAddress DESTINATION6 = IpAddress.of("2001:db8:1::2");
  private static final int SOURCE_PORT = 40000;
  private static final int DESTINATION_PORT = 7777;
  private static final int ID = 1;
  private static final int VLAN = 7;
  private static final long SEQUENCE = 1000;
  private static final long ACKNOWLEDGMENT = 5000;
  private static final int WINDOW = 501;
  private static final int LETTERS = 26;

  private final Setup setup;

  Sender(Setup setup) {
    this.setup = setup;
  }

  /** What the application hands to the kernel: letters, and its own check behind them. */
  Bytes sent(int message) {
    byte[] letters = new byte[message];
    for (int i = 0; i < message; i++) {
      letters[i] = (byte) ('a' + i % LETTERS);
    }
    Bytes bytes = Bytes.of(letters);
    return setup.extras().check() ? bytes.plus(Fcs.of(bytes)) : bytes;
  }

  /** TCP's segments, or UDP's datagram, without IP around them. */
  List<Unit> transport(Bytes payload, Optional<Mistake> mistake) {
    Packet whole = Packet.of(List.of(network(), transport()), payload).fitted();
    boolean cut = !setup.udp() && !setup.offload() && !is(mistake, Mistake.NO_SPLIT);
    List<Packet> parts =
        cut ? Segmentation.segment(whole, setup.room()) : List.of(whole.checksummed());
    List<Unit> units = new ArrayList<>();
    for (Packet part : parts) {
      Packet told = setup.checksumInCard(payload.length()) ? partial(part) : part;
      Packet sent = mistake.isPresent() ? wrong(told, mistake.orElseThrow()) : told;
      units.add(Unit.of(List.of(sent.headers().getLast()), sent.payload()));
    }
    return units;
  }

  private static boolean is(Optional<Mistake> made, Mistake mistake) {
    return made.filter(m -> m == mistake).isPresent();
  }

  private Header transport() {
    if (setup.udp()) {
      return Udp.of(SOURCE_PORT, DESTINATION_PORT);
    }
    List<TcpOption> options =
        setup.extras().timestamps()
            ? List.of(new TcpOption.Nop(), new TcpOption.Nop(), new TcpOption.Timestamps(2, 1))
            : List.of();
    return Tcp.of(
        SOURCE_PORT,
        DESTINATION_PORT,
        SEQUENCE,
        ACKNOWLEDGMENT,
        Tcp.ACK | Tcp.PSH,
        WINDOW,
        options);
  }

  private Header network() {
    if (setup.ip() == 6) {
      return Ipv6.of(SOURCE6, DESTINATION6);
    }
    List<IpOption> options = new ArrayList<>();
    for (int i = 0; i < setup.extras().options(); i++) {
      options.add(new IpOption(IpOption.NO_OPERATION, Bytes.NONE));
    }
    Ipv4 ip = Ipv4.of(SOURCE4, DESTINATION4).withId(ID);
    return ip.withFragment(ip.flags(), 0, options);
  }

  /** Bytes of the transport's header and payload. */
  private static int transportLength(Packet packet) {
    return packet.headers().getLast().size() + packet.payload().length();
  }

  /** As the stack leaves it to the card: the checksum field has the pseudo-header's sum so far. */
  private Packet partial(Packet packet) {
    return withChecksum(
        packet,
        Checksum.pseudo(
            setup.ip() == 4 ? SOURCE4 : SOURCE6,
            setup.ip() == 4 ? DESTINATION4 : DESTINATION6,
            setup.udp() ? UDP : TCP,
            transportLength(packet)));
  }

  private static Packet withChecksum(Packet packet, int checksum) {
    return packet
        .with(Tcp.class, tcp -> tcp.withChecksum(checksum))
        .with(Udp.class, udp -> udp.withChecksum(checksum));
  }

  static int checksum(Header transport) {
    return transport instanceof Tcp tcp ? tcp.checksum() : ((Udp) transport).checksum();
  }

  /** With a checksum as a mistake makes it; other mistakes leave it alone. */
  private static Packet wrong(Packet right, Mistake mistake) {
    int checksum = checksum(right.headers().getLast());
    int length = transportLength(right);
    return switch (mistake) {
      case ODD_BYTE -> {
        int last = right.payload().length() - 1;
        boolean odd = length % 2 != 0;
        Packet without =
            odd ? right.withPayload(right.payload().with(last, 0)).checksummed() : right;
        yield odd ? withChecksum(right, checksum(without.headers().getLast())) : right;
      }
      case PSEUDO_LENGTH ->
          withChecksum(right, Checksum.renewed(checksum, length, right.payload().length()));
      case BYTE_ORDER -> withChecksum(right, ((checksum & 0xFF) << 8) | (checksum >> 8));
      default -> right;
    };
  }

  /** IP's packets: numbered, and cut in fragments if a datagram does not fit. */
  List<Unit> network(List<Unit> units, Optional<Mistake> mistake) {
    List<Unit> out = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      Packet packet = summed(units.get(i).in(numbered(i)).fitted());
      boolean fits = Unit.of(packet).packetSize() <= setup.mtu();
      if (setup.udp() && !fits && !is(mistake, Mistake.NO_SPLIT)) {
        fragments(packet).forEach(f -> out.add(Unit.of(f)));
      } else {
        out.add(Unit.of(packet));
      }
    }
    mistake.ifPresent(m -> out.set(out.size() - 1, lying(out.getLast(), m)));
    return out;
  }

  private Header numbered(int place) {
    return network() instanceof Ipv4 ip ? ip.withId(ID + place) : network();
  }

  private List<Packet> fragments(Packet packet) {
    return setup.ip() == 6
        ? Ipv6Fragments.split(packet, setup.mtu(), ID)
        : Fragments.split(
            packet.with(Ipv4.class, ip -> ip.withFragment(0, 0, ip.options())), setup.mtu());
  }

  private static Packet summed(Packet packet) {
    return packet.with(Ipv4.class, ip -> ip.withChecksum(ip.rightChecksum()));
  }

  /** With a length that says more than IP's packet has. */
  private Unit lying(Unit right, Mistake mistake) {
    int fill = Math.max(0, Ethernet.SHORTEST - setup.linkBytes() - right.packetSize());
    int more =
        mistake == Mistake.PAD_COUNTED
            ? fill
            : mistake == Mistake.LONG_LENGTH ? setup.linkBytes() : 0;
    return Unit.of(
        summed(
            right
                .packet()
                .with(Ipv4.class, ip -> ip.withTotalLength(ip.totalLength() + more))
                .with(Ipv6.class, ip -> ip.withPayloadLength(ip.payloadLength() + more))));
  }

  /** The driver's frames, as they lie in memory for the card. */
  List<Unit> link(List<Unit> units) {
    List<Unit> out = new ArrayList<>();
    for (Unit unit : units) {
      List<Header> headers = new ArrayList<>();
      headers.add(new Ethernet(ROUTER, STATION, 0));
      if (setup.extras().vlan()) {
        headers.add(new Vlan(0, false, VLAN, 0));
      }
      headers.addAll(unit.headers());
      // Types are those of what follows; lengths are IP's, right or wrong.
      List<Header> typed = Packet.of(headers, unit.payload()).fitted().headers();
      List<Header> framed =
          new ArrayList<>(typed.subList(0, headers.size() - unit.headers().size()));
      framed.addAll(unit.headers());
      out.add(Unit.of(framed, unit.payload()));
    }
    return out;
  }

  /** The card's frames: cut and summed if that is left to it, filled up, with an FCS. */
  List<Unit> nic(List<Unit> units, int message, Optional<Mistake> mistake) {
    List<Unit> out = new ArrayList<>();
    boolean inCard = setup.checksumInCard(setup.sent(message));
    for (Unit unit : units) {
      boolean large = unit.packetSize() > setup.mtu();
      boolean cuts = large && inCard && !is(mistake, Mistake.NO_SPLIT);
      List<Packet> parts =
          cuts ? Segmentation.segment(unit.packet(), setup.room()) : List.of(unit.packet());
      for (Packet part : parts) {
        Packet made = inCard && !cuts ? finished(part) : part;
        Packet sent = mistake.isPresent() ? wrong(made, mistake.orElseThrow()) : made;
        out.add(Unit.of(sent.padded().withFcs()));
      }
    }
    return out;
  }

  /** With the transport's checksum made, and IP's left as it is. */
  private static Packet finished(Packet packet) {
    return withChecksum(packet, checksum(packet.checksummed().headers().getLast()));
  }
}
