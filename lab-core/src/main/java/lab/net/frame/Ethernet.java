package lab.net.frame;

/**
 * The header of a frame (IEEE 802.3, 3.2). Preamble and delimiter are the card's and not here.
 *
 * @param type of what follows, or, below 0x0600, how many bytes of it
 */
public record Ethernet(MacAddress destination, MacAddress source, int type) implements Header {
  public static final int BYTES = 14;

  /** The shortest frame, without FCS. */
  public static final int SHORTEST = 60;

  /** Preamble, delimiter and the gap behind a frame: what it costs on the wire beside its bytes. */
  public static final int WIRE_COST = 7 + 1 + 12;

  public Ethernet {
    Limits.bits("type", type, 16);
  }

  static Ethernet read(Input in) {
    in.need(BYTES, "a header");
    return new Ethernet(
        new MacAddress(in.bytes().slice(0, 6)),
        new MacAddress(in.bytes().slice(6, 12)),
        in.u16(12));
  }

  public Ethernet withType(int newType) {
    return new Ethernet(destination, source, newType);
  }

  @Override
  public String name() {
    return "Ethernet";
  }

  @Override
  public int size() {
    return BYTES;
  }

  @Override
  public void write(Layout layout) {
    layout
        .octets("destination", destination.octets(), destination::text)
        .octets("source", source.octets(), source::text)
        .number("type", 16, type, () -> Names.etherType(type));
  }
}
