package lab.net.frame;

import lab.input.BadInput;

/**
 * Options for every hop, or for the destination (RFC 8200, 4.3 and 4.6).
 *
 * @param everyHop hop-by-hop, which only the fixed header may have behind it
 * @param next the type of the next header
 * @param body the options, 6 bytes and a multiple of 8 more; not looked into
 */
public record Ipv6Options(boolean everyHop, int next, Bytes body) implements Header {
  public Ipv6Options {
    Limits.bits("next", next, 8);
    if (body.length() % 8 != 6 || body.length() > 8 * 256 - 2) {
      throw new BadInput(
          "IPv6 options are 6, 14, 22.. up to 2046 bytes (got " + body.length() + ")");
    }
  }

  static Ipv6Options read(Input in, boolean everyHop) {
    in.need(8, "a header");
    int length = 8 * (in.u8(1) + 1);
    in.need(length, "a header of " + in.u8(1) + " + 1 units of 8 bytes");
    return new Ipv6Options(everyHop, in.u8(0), in.bytes().slice(2, length));
  }

  int type() {
    return everyHop ? Names.HOP_BY_HOP : Names.DESTINATION_OPTIONS;
  }

  public Ipv6Options withNext(int newNext) {
    return new Ipv6Options(everyHop, newNext, body);
  }

  @Override
  public String name() {
    return everyHop ? "IPv6 hop-by-hop options" : "IPv6 destination options";
  }

  @Override
  public int size() {
    return 2 + body.length();
  }

  @Override
  public void write(Layout layout) {
    layout
        .number("next header", 8, next, () -> Names.protocol(next))
        .number("header length", 8, size() / 8 - 1, () -> size() + " bytes")
        .octets("options", body, body::hex);
  }
}
