package lab.net.frame;

import lab.input.BadInput;

/**
 * An address of a station on a link.
 *
 * @param octets six bytes
 */
public record MacAddress(Bytes octets) {
  public static final int BYTES = 6;

  /** All stations. */
  public static final MacAddress BROADCAST = new MacAddress(Bytes.ofHex("ffffffffffff"));

  public MacAddress {
    Limits.length("a MAC address", octets, BYTES);
  }

  /** From {@code 02:00:00:00:00:01}. */
  public static MacAddress of(String text) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (i % 3 == 2 ? text.charAt(i) != ':' : Character.digit(text.charAt(i), 16) < 0) {
        throw new BadInput("a MAC address is like 02:00:00:00:00:01 (got " + text + ")");
      }
      hex.append(i % 3 == 2 ? "" : text.charAt(i));
    }
    if (text.length() != 17) {
      throw new BadInput("a MAC address is like 02:00:00:00:00:01 (got " + text + ")");
    }
    return new MacAddress(Bytes.ofHex(hex.toString()));
  }

  /** Whether it names a group of stations (IEEE 802: the first bit on the wire). */
  public boolean group() {
    return (octets.u8(0) & 1) != 0;
  }

  /** What it is, in words. */
  public String text() {
    if (equals(BROADCAST)) {
      return this + ", all stations";
    }
    if (group()) {
      return this + ", a group";
    }
    return (octets.u8(0) & 2) != 0 ? this + ", given by hand" : this + ", given by its maker";
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    String hex = octets.hex();
    for (int i = 0; i < hex.length(); i += 2) {
      out.append(i == 0 ? "" : ":").append(hex, i, i + 2);
    }
    return out.toString();
  }
}
