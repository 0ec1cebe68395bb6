package lab.net.frame;

/** Numbers that IEEE and IANA have given away, in words. */
final class Names {
  private Names() {}

  static final int IPV4 = 0x0800;
  static final int ARP = 0x0806;
  static final int VLAN = 0x8100;
  static final int SERVICE_VLAN = 0x88A8;
  static final int IPV6 = 0x86DD;

  /** Below it the type field is a length (IEEE 802.3, 3.2.6). */
  static final int FIRST_TYPE = 0x0600;

  static final int ICMP = 1;
  static final int TCP = 6;
  static final int UDP = 17;
  static final int HOP_BY_HOP = 0;
  static final int FRAGMENT = 44;
  static final int ICMPV6 = 58;
  static final int NO_NEXT = 59;
  static final int DESTINATION_OPTIONS = 60;

  static String etherType(int type) {
    if (type < FIRST_TYPE) {
      return type + " bytes follow";
    }
    return switch (type) {
      case IPV4 -> "IPv4 follows";
      case ARP -> "ARP follows";
      case VLAN -> "a VLAN tag follows";
      case SERVICE_VLAN -> "a service VLAN tag follows";
      case IPV6 -> "IPv6 follows";
      case 0x88B5, 0x88B6 -> "a local experiment follows";
      case 0x88CC -> "LLDP follows";
      case 0x88F7 -> "PTP follows";
      default -> "something else follows";
    };
  }

  static String protocol(int protocol) {
    return switch (protocol) {
      case HOP_BY_HOP -> "hop-by-hop options follow";
      case ICMP -> "ICMP follows";
      case TCP -> "TCP follows";
      case UDP -> "UDP follows";
      case FRAGMENT -> "a fragment header follows";
      case ICMPV6 -> "ICMPv6 follows";
      case NO_NEXT -> "nothing follows";
      case DESTINATION_OPTIONS -> "destination options follow";
      default -> "something else follows";
    };
  }

  static String ecn(int ecn) {
    return switch (ecn) {
      case 0 -> "not ECN-capable";
      case 1 -> "ECT(1)";
      case 2 -> "ECT(0)";
      default -> "congestion experienced";
    };
  }

  static boolean isVlan(int type) {
    return type == VLAN || type == SERVICE_VLAN;
  }

  /** At least so many digits of a number. */
  static String hex(long value, int digits) {
    String hex = Long.toHexString(value);
    return "0x" + "0".repeat(Math.max(0, digits - hex.length())) + hex;
  }
}
