package lab.net.frame;

/**
 * The header of a part (RFC 8200, 4.5).
 *
 * @param next the type of what was split
 * @param offset in units of 8 bytes
 * @param reserved 10 bits: 8 behind the next header, 2 behind the offset
 * @param id 0..2^32-1
 */
public record Ipv6Fragment(int next, int offset, int reserved, boolean more, long id)
    implements Header {
  public static final int BYTES = 8;

  public Ipv6Fragment {
    Limits.bits("next", next, 8);
    Limits.bits("fragment offset", offset, 13);
    Limits.bits("reserved", reserved, 10);
    Limits.bits("id", id, 32);
  }

  static Ipv6Fragment read(Input in) {
    in.need(BYTES, "a header");
    int place = in.u16(2);
    return new Ipv6Fragment(
        in.u8(0), place >> 3, (in.u8(1) << 2) | ((place >> 1) & 3), (place & 1) != 0, in.u32(4));
  }

  /** Whether it carries a part only; the header of an atomic fragment (RFC 6946) has all. */
  public boolean fragment() {
    return offset != 0 || more;
  }

  public Ipv6Fragment withNext(int newNext) {
    return new Ipv6Fragment(newNext, offset, reserved, more, id);
  }

  @Override
  public String name() {
    return "IPv6 fragment";
  }

  @Override
  public int size() {
    return BYTES;
  }

  @Override
  public void write(Layout layout) {
    layout
        .number("next header", 8, next, () -> Names.protocol(next))
        .number("reserved", 8, reserved >> 2)
        .number("fragment offset", 13, offset, () -> "from byte " + 8 * offset)
        .number("reserved", 2, reserved & 3)
        .number("more fragments", 1, more ? 1 : 0, () -> more ? "more follow" : "the last one")
        .number("id", 32, id);
  }
}
