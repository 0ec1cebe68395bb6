package lab.net.frame;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What tshark should print of a packet's headers: its names of fields, its ways to write numbers.
 */
final class TsharkFields {
  private static final String GOOD = "1";

  private final Map<String, String> fields = new LinkedHashMap<>();

  private TsharkFields() {}

  /** Field to value, the outermost header first; of a second header of a kind nothing is said. */
  static Map<String, String> of(Packet packet) {
    TsharkFields out = new TsharkFields();
    for (Header header : packet.headers()) {
      out.add(header, packet);
    }
    if (!packet.fcs().isEmpty()) {
      out.put("eth.fcs.status", GOOD);
    }
    return out.fields;
  }

  private void add(Header header, Packet packet) {
    switch (header) {
      case Ethernet e -> {
        put("eth.dst", e.destination().toString());
        put("eth.src", e.source().toString());
        put(e.type() < Names.FIRST_TYPE ? "eth.len" : "eth.type", length(e.type()));
      }
      case Vlan v -> {
        // Of two tags tshark calls the first one 802.1ad.
        if (packet.header(Ethernet.class).orElseThrow().type() == Names.VLAN) {
          put("vlan.priority", number(v.priority()));
          put("vlan.dei", number(v.dropEligible() ? 1 : 0));
          put("vlan.id", number(v.vlan()));
        }
      }
      case Sll s -> {
        put("sll.pkttype", number(s.packetType()));
        put("sll.hatype", number(s.hardware()));
        put("sll.halen", number(s.addressLength()));
      }
      case Arp a -> {
        put("arp.hw.type", number(a.hardware()));
        put("arp.proto.type", Names.hex(a.protocol(), 4));
        put("arp.opcode", number(a.operation()));
        put("arp.hw.size", number(a.senderHardware().length()));
        put("arp.proto.size", number(a.senderProtocol().length()));
        if (a.hardware() == 1 && a.protocol() == Names.IPV4) {
          put("arp.src.hw_mac", new MacAddress(a.senderHardware()).toString());
          put("arp.src.proto_ipv4", new IpAddress(a.senderProtocol()).toString());
          put("arp.dst.hw_mac", new MacAddress(a.targetHardware()).toString());
          put("arp.dst.proto_ipv4", new IpAddress(a.targetProtocol()).toString());
        }
      }
      case Ipv4 ip -> ipv4(ip);
      case Ipv6 ip -> ipv6(ip);
      case Ipv6Options _ -> {
        // Random bytes are no options: tshark is not asked.
      }
      case Ipv6Fragment part -> {
        put("ipv6.fraghdr.nxt", number(part.next()));
        put("ipv6.fraghdr.offset", number(part.offset()));
        put("ipv6.fraghdr.more", number(part.more() ? 1 : 0));
        put("ipv6.fraghdr.ident", Names.hex(part.id(), 8));
      }
      case Tcp tcp -> tcp(tcp, packet);
      case Udp udp -> {
        put("udp.srcport", number(udp.sourcePort()));
        put("udp.dstport", number(udp.destinationPort()));
        put("udp.length", number(udp.length()));
        put("udp.checksum", Names.hex(udp.checksum(), 4));
        put("udp.checksum.status", GOOD);
      }
      case Icmp icmp -> {
        String name = icmp.version() == 4 ? "icmp" : "icmpv6";
        put(name + ".type", number(icmp.type()));
        put(name + ".code", number(icmp.code()));
        put(name + ".checksum", Names.hex(icmp.checksum(), 4));
        put(name + ".checksum.status", GOOD);
      }
    }
  }

  private void ipv4(Ipv4 ip) {
    put("ip.hdr_len", number(ip.size()));
    put("ip.dsfield.dscp", number(ip.dscp()));
    put("ip.dsfield.ecn", number(ip.ecn()));
    put("ip.len", number(ip.totalLength()));
    put("ip.id", Names.hex(ip.id(), 4));
    put("ip.flags.df", number((ip.flags() >> 1) & 1));
    put("ip.flags.mf", number(ip.flags() & 1));
    put("ip.frag_offset", number(ip.fragmentOffset()));
    put("ip.ttl", number(ip.ttl()));
    put("ip.proto", number(ip.protocol()));
    put("ip.checksum", Names.hex(ip.checksum(), 4));
    put("ip.checksum.status", GOOD);
    put("ip.src", ip.source().toString());
    put("ip.dst", ip.destination().toString());
  }

  private void ipv6(Ipv6 ip) {
    put("ipv6.tclass.dscp", number(ip.dscp()));
    put("ipv6.tclass.ecn", number(ip.ecn()));
    put("ipv6.flow", Names.hex(ip.flowLabel(), 6));
    put("ipv6.plen", number(ip.payloadLength()));
    put("ipv6.nxt", number(ip.next()));
    put("ipv6.hlim", number(ip.hopLimit()));
    put("ipv6.src", ip.source().toString());
    put("ipv6.dst", ip.destination().toString());
  }

  private void tcp(Tcp tcp, Packet packet) {
    put("tcp.srcport", number(tcp.sourcePort()));
    put("tcp.dstport", number(tcp.destinationPort()));
    put("tcp.seq_raw", Long.toString(tcp.sequence()));
    put("tcp.ack_raw", Long.toString(tcp.acknowledgment()));
    put("tcp.hdr_len", number(tcp.size()));
    put("tcp.len", number(packet.payload().length()));
    put("tcp.flags", Names.hex((tcp.reserved() << 8) | tcp.flags(), 4));
    put("tcp.window_size_value", number(tcp.window()));
    put("tcp.checksum", Names.hex(tcp.checksum(), 4));
    put("tcp.checksum.status", GOOD);
    put("tcp.urgent_pointer", number(tcp.urgent()));
    put("tcp.options", tcp.bytes().from(Tcp.BYTES).hex());
    for (TcpOption option : tcp.options()) {
      switch (option) {
        case TcpOption.Mss mss -> put("tcp.options.mss_val", number(mss.bytes()));
        case TcpOption.WindowScale scale -> put("tcp.options.wscale.shift", number(scale.shift()));
        case TcpOption.Timestamps times -> {
          put("tcp.options.timestamp.tsval", Long.toString(times.value()));
          put("tcp.options.timestamp.tsecr", Long.toString(times.echo()));
        }
        case TcpOption.Sack sack -> {
          put("tcp.options.sack_le", Long.toString(sack.blocks().getFirst().left()));
          put("tcp.options.sack_re", Long.toString(sack.blocks().getFirst().right()));
        }
        case TcpOption.End _, TcpOption.Nop _, TcpOption.SackPermitted _, TcpOption.Unknown _ -> {
          // tcp.options has their bytes
        }
      }
    }
  }

  private static String length(int type) {
    return type < Names.FIRST_TYPE ? number(type) : Names.hex(type, 4);
  }

  private static String number(int value) {
    return Integer.toString(value);
  }

  private void put(String field, String value) {
    fields.putIfAbsent(field, value);
  }
}
