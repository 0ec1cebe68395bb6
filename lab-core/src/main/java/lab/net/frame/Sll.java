package lab.net.frame;

/**
 * What Linux writes in front of packets of its {@code any} device in place of a link's header (link
 * type 113, LINUX_SLL).
 *
 * @param packetType 0 to us, 1 broadcast, 2 multicast, 3 to another, 4 sent by us
 * @param hardware ARPHRD of the device: 1 Ethernet, 772 loopback
 * @param addressLength how many bytes of {@code address} count
 * @param address of the sender, eight bytes
 * @param protocol as in Ethernet's type field
 */
public record Sll(int packetType, int hardware, int addressLength, Bytes address, int protocol)
    implements Header {
  public static final int BYTES = 16;

  public Sll {
    Limits.bits("packetType", packetType, 16);
    Limits.bits("hardware", hardware, 16);
    Limits.bits("addressLength", addressLength, 16);
    Limits.length("address", address, 8);
    Limits.bits("protocol", protocol, 16);
  }

  static Sll read(Input in) {
    in.need(BYTES, "a header");
    return new Sll(in.u16(0), in.u16(2), in.u16(4), in.bytes().slice(6, 14), in.u16(14));
  }

  public Sll withProtocol(int newProtocol) {
    return new Sll(packetType, hardware, addressLength, address, newProtocol);
  }

  @Override
  public String name() {
    return "Linux cooked";
  }

  @Override
  public int size() {
    return BYTES;
  }

  @Override
  public void write(Layout layout) {
    layout
        .number("packet type", 16, packetType, this::direction)
        .number("hardware", 16, hardware)
        .number("address length", 16, addressLength)
        .octets("address", address, address::hex)
        .number("protocol", 16, protocol, () -> Names.etherType(protocol));
  }

  private String direction() {
    return switch (packetType) {
      case 0 -> "to us";
      case 1 -> "to all";
      case 2 -> "to a group";
      case 3 -> "to another";
      case 4 -> "sent by us";
      default -> "unknown";
    };
  }
}
