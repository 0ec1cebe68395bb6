package lab.net.frame;

import lab.input.BadInput;

/**
 * Who has this address (RFC 826).
 *
 * @param hardware 1 for Ethernet
 * @param protocol 0x0800 for IPv4
 * @param operation 1 request, 2 reply
 * @param targetHardware as long as {@code senderHardware}; zeros in a request
 * @param targetProtocol as long as {@code senderProtocol}
 */
public record Arp(
    int hardware,
    int protocol,
    int operation,
    Bytes senderHardware,
    Bytes senderProtocol,
    Bytes targetHardware,
    Bytes targetProtocol)
    implements Header {
  private static final int FIXED = 8;

  public static final int REQUEST = 1;
  public static final int REPLY = 2;

  public Arp {
    Limits.bits("hardware", hardware, 16);
    Limits.bits("protocol", protocol, 16);
    Limits.bits("operation", operation, 16);
    Limits.bits("hardware length", senderHardware.length(), 8);
    Limits.bits("protocol length", senderProtocol.length(), 8);
    if (senderHardware.length() != targetHardware.length()
        || senderProtocol.length() != targetProtocol.length()) {
      throw new BadInput("addresses of sender and target are equally long");
    }
  }

  /** Who has {@code target}? Tell {@code sender}. */
  public static Arp request(MacAddress mac, IpAddress sender, IpAddress target) {
    return new Arp(
        1,
        Names.IPV4,
        REQUEST,
        mac.octets(),
        sender.octets(),
        Bytes.zeros(MacAddress.BYTES),
        target.octets());
  }

  /** {@code sender} is at {@code mac}. */
  public static Arp reply(MacAddress mac, IpAddress sender, MacAddress toMac, IpAddress to) {
    return new Arp(
        1, Names.IPV4, REPLY, mac.octets(), sender.octets(), toMac.octets(), to.octets());
  }

  static Arp read(Input in) {
    in.need(FIXED, "the fixed part");
    int h = in.u8(4);
    int p = in.u8(5);
    in.need(FIXED + 2 * h + 2 * p, "a packet with addresses of " + h + " and " + p + " bytes");
    Bytes all = in.bytes();
    int target = FIXED + h + p;
    return new Arp(
        in.u16(0),
        in.u16(2),
        in.u16(6),
        all.slice(FIXED, FIXED + h),
        all.slice(FIXED + h, target),
        all.slice(target, target + h),
        all.slice(target + h, target + h + p));
  }

  @Override
  public String name() {
    return "ARP";
  }

  @Override
  public int size() {
    return FIXED + 2 * senderHardware.length() + 2 * senderProtocol.length();
  }

  @Override
  public void write(Layout layout) {
    layout
        .number("hardware", 16, hardware, () -> hardware == 1 ? "Ethernet" : "another link")
        .number("protocol", 16, protocol, () -> protocol == Names.IPV4 ? "IPv4" : "another one")
        .number("hardware length", 8, senderHardware.length(), () -> bytes(senderHardware))
        .number("protocol length", 8, senderProtocol.length(), () -> bytes(senderProtocol))
        .number("operation", 16, operation, this::asked)
        .octets("sender hardware", senderHardware, () -> station(senderHardware))
        .octets("sender protocol", senderProtocol, () -> address(senderProtocol))
        .octets("target hardware", targetHardware, () -> station(targetHardware))
        .octets("target protocol", targetProtocol, () -> address(targetProtocol));
  }

  private String asked() {
    return switch (operation) {
      case REQUEST -> "request: who has " + address(targetProtocol) + "?";
      case REPLY -> "reply: " + address(senderProtocol) + " is at " + station(senderHardware);
      default -> "another operation";
    };
  }

  private static String bytes(Bytes address) {
    return address.length() + " bytes";
  }

  private static String station(Bytes address) {
    return address.length() == MacAddress.BYTES
        ? new MacAddress(address).toString()
        : address.hex();
  }

  private static String address(Bytes address) {
    return address.length() == 4 ? new IpAddress(address).toString() : address.hex();
  }
}
