package lab.net.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.input.BadInput;

/** Finds the headers of a frame. */
public final class Peel {
  private final Bytes frame;
  private final List<Layer> layers = new ArrayList<>();
  private int at;
  private int end;
  private Bytes surplus = Bytes.NONE;
  private Bytes padding = Bytes.NONE;
  private Bytes fcs = Bytes.NONE;

  private Peel(Bytes frame) {
    this.frame = frame;
    this.end = frame.length();
  }

  /**
   * The layers of a frame whose lengths are true.
   *
   * @throws BadInput for a cut or lying one: the layer, the offset and what was expected
   */
  public static Peeled of(Bytes frame, Link link) {
    Peeled peeled = asFarAsItGoes(frame, link);
    if (peeled.refusal().isPresent()) {
      throw new BadInput(peeled.refusal().orElseThrow().toString());
    }
    return peeled;
  }

  /** The layers of any bytes, up to the one that is refused. */
  public static Peeled asFarAsItGoes(Bytes frame, Link link) {
    Peel peel = new Peel(frame);
    Optional<Refusal> refusal = Optional.empty();
    try {
      peel.run(link);
    } catch (Input.Refused refused) {
      refusal = Optional.of(refused.refusal());
    }
    List<Header> headers = new ArrayList<>();
    for (Layer layer : peel.layers) {
      headers.add(layer.header());
    }
    Bytes payload = frame.slice(peel.at, peel.end);
    Packet packet = new Packet(headers, payload, peel.surplus, peel.padding, peel.fcs);
    return new Peeled(packet, peel.layers, refusal);
  }

  private void run(Link link) {
    switch (link) {
      case ETHERNET -> ethernet(List.of());
      case ETHERNET_WITH_FCS -> ethernet(frameCheck());
      case COOKED -> {
        Sll header = Sll.read(input("Linux cooked"));
        push(header, List.of());
        network(header.protocol());
      }
      case RAW_IP -> {
        Input in = input("IP");
        in.need(1, "the version");
        switch (in.u8(0) >> 4) {
          case 4 -> network(Names.IPV4);
          case 6 -> network(Names.IPV6);
          default -> throw in.refuse(0, "the version is 4 or 6 (got " + (in.u8(0) >> 4) + ")");
        }
      }
    }
  }

  private List<Finding> frameCheck() {
    Input in = input("Ethernet");
    in.need(Ethernet.BYTES + Fcs.BYTES, "a header and an FCS");
    end -= Fcs.BYTES;
    fcs = frame.from(end);
    Bytes right = Fcs.of(frame.slice(0, end));
    return fcs.equals(right)
        ? List.of()
        : List.of(
            new Finding("FCS", end, Finding.other("FCS", "0x" + fcs.hex(), "0x" + right.hex())));
  }

  private void ethernet(List<Finding> findings) {
    Ethernet header = Ethernet.read(input("Ethernet"));
    List<Finding> all = new ArrayList<>(findings);
    if (end < Ethernet.SHORTEST) {
      all.add(
          new Finding(
              "padding",
              end,
              "a frame is 60 bytes or more without FCS, the sender's card fills it up (got "
                  + end
                  + ")"));
    }
    push(header, all);
    int type = header.type();
    while (Names.isVlan(type)) {
      Vlan tag = Vlan.read(input("802.1Q"));
      push(tag, List.of());
      type = tag.type();
    }
    if (type < Names.FIRST_TYPE) {
      if (type > end - at) {
        throw input("Ethernet")
            .refuse(
                -2, "the length is at most the " + (end - at) + " that follow (got " + type + ")");
      }
      narrow(at + type);
    } else {
      network(type);
    }
  }

  private void network(int type) {
    switch (type) {
      case Names.ARP -> {
        push(Arp.read(input("ARP")), List.of());
        narrow(at);
      }
      case Names.IPV4 -> ipv4();
      case Names.IPV6 -> ipv6();
      default -> {
        // No length says where it ends: what remains is payload.
      }
    }
  }

  private void ipv4() {
    int start = at;
    Ipv4 header = Ipv4.read(input("IPv4"));
    push(header, Findings.of(header));
    narrow(start + header.totalLength());
    if (!header.fragment()) {
      transport(header, header.protocol());
    }
  }

  private void ipv6() {
    Ipv6 header = Ipv6.read(input("IPv6"));
    push(header, List.of());
    narrow(at + header.payloadLength());
    int next = header.next();
    // Options for every hop are the first or none (RFC 8200, 4.1).
    if (next == Names.HOP_BY_HOP) {
      next = options("IPv6 hop-by-hop options", true);
    }
    while (next == Names.DESTINATION_OPTIONS || next == Names.FRAGMENT) {
      if (next == Names.DESTINATION_OPTIONS) {
        next = options("IPv6 destination options", false);
        continue;
      }
      Ipv6Fragment part = Ipv6Fragment.read(input("IPv6 fragment"));
      push(part, List.of());
      if (part.fragment()) {
        return;
      }
      next = part.next();
    }
    transport(header, next);
  }

  private int options(String layer, boolean everyHop) {
    Ipv6Options options = Ipv6Options.read(input(layer), everyHop);
    push(options, List.of());
    return options.next();
  }

  private void transport(Header ip, int protocol) {
    boolean six = ip instanceof Ipv6;
    if (protocol == Names.TCP) {
      Input in = input("TCP");
      Tcp tcp = Tcp.read(in);
      push(tcp, Findings.of(tcp, ip, in.bytes().from(tcp.size())));
    } else if (protocol == Names.UDP) {
      Input in = input("UDP");
      Udp udp = Udp.read(in);
      List<Finding> findings =
          Findings.of(udp, ip, in.bytes().slice(Udp.BYTES, udp.length()), in.bytes().length());
      push(udp, findings);
      surplus = in.bytes().from(udp.length());
      end -= surplus.length();
    } else if (protocol == (six ? Names.ICMPV6 : Names.ICMP)) {
      Input in = input(six ? "ICMPv6" : "ICMP");
      Icmp icmp = Icmp.read(in, six ? 6 : 4);
      push(icmp, Findings.of(icmp, ip, in.bytes().from(Icmp.BYTES)));
    }
  }

  private Input input(String layer) {
    return new Input(layer, at, frame.slice(at, end));
  }

  private void push(Header header, List<Finding> findings) {
    layers.add(new Layer(header, at, findings));
    at += header.size();
  }

  /** A length says that what lies behind {@code to} is padding. */
  private void narrow(int to) {
    padding = frame.slice(to, end);
    end = to;
  }
}
