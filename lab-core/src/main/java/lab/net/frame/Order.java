package lab.net.frame;

import java.util.List;

/** Which header may be in which. */
final class Order {
  private Order() {}

  /** Whether {@code inner} may be the next in {@code outer}, or, without one, the first. */
  static boolean follows(Header outer, Header inner) {
    return switch (inner) {
      case Ethernet _ -> outer == null;
      case Sll _ -> outer == null;
      case Vlan _ -> outer instanceof Ethernet || outer instanceof Vlan;
      case Arp _ -> isLink(outer);
      case Ipv4 _ -> outer == null || isLink(outer);
      case Ipv6 _ -> outer == null || isLink(outer);
      case Ipv6Options o -> o.everyHop() ? outer instanceof Ipv6 : isIpv6(outer);
      case Ipv6Fragment _ -> isIpv6(outer);
      case Tcp _ -> isIpv4(outer) || isIpv6(outer);
      case Udp _ -> isIpv4(outer) || isIpv6(outer);
      case Icmp i -> i.version() == 4 ? isIpv4(outer) : isIpv6(outer);
    };
  }

  private static boolean isLink(Header header) {
    return header instanceof Ethernet || header instanceof Vlan || header instanceof Sll;
  }

  /** What a fragment carries is bytes, for there may be no header in them. */
  private static boolean isIpv4(Header header) {
    return header instanceof Ipv4 ip && !ip.fragment();
  }

  private static boolean isIpv6(Header header) {
    return header instanceof Ipv6
        || header instanceof Ipv6Options
        || (header instanceof Ipv6Fragment part && !part.fragment());
  }

  /** Whether some header says where the payload ends. */
  static boolean saysLength(List<Header> headers) {
    return switch (headers.getLast()) {
      case Ethernet e -> e.type() < Names.FIRST_TYPE;
      case Vlan v -> v.type() < Names.FIRST_TYPE;
      case Sll _ -> false;
      default -> true;
    };
  }

  /** The EtherType of a header; {@code given} where several would do. */
  static int etherType(Header header, int given) {
    return switch (header) {
      case Vlan _ -> Names.isVlan(given) ? given : Names.VLAN;
      case Arp _ -> Names.ARP;
      case Ipv4 _ -> Names.IPV4;
      case Ipv6 _ -> Names.IPV6;
      default -> given;
    };
  }

  /** The protocol number, or type of the next header; {@code given} for what is none. */
  static int protocol(Header header, int given) {
    return switch (header) {
      case Ipv6Options o -> o.type();
      case Ipv6Fragment _ -> Names.FRAGMENT;
      case Tcp _ -> Names.TCP;
      case Udp _ -> Names.UDP;
      case Icmp i -> i.protocol();
      default -> given;
    };
  }
}
