package lab.net.frame;

import java.util.ArrayList;
import java.util.List;
import lab.input.BadInput;

/**
 * An address of version 4 or 6.
 *
 * @param octets four bytes, or sixteen
 */
public record IpAddress(Bytes octets) {
  private static final int GROUPS = 8;

  public IpAddress {
    if (octets.length() != 4 && octets.length() != 16) {
      throw new BadInput("an IP address is 4 or 16 bytes (got " + octets.length() + ")");
    }
  }

  /** From {@code 192.0.2.1} or {@code 2001:db8::1}. */
  public static IpAddress of(String text) {
    return new IpAddress(text.indexOf(':') < 0 ? four(text) : six(text));
  }

  public int version() {
    return octets.length() == 4 ? 4 : 6;
  }

  private static Bytes four(String text) {
    byte[] out = new byte[4];
    List<String> parts = parts(text, '.');
    for (int i = 0; i < out.length; i++) {
      int number = parts.size() == out.length ? number(parts.get(i), 10, 3) : -1;
      if (number < 0 || number > 255) {
        throw new BadInput("an IPv4 address is like 192.0.2.1 (got " + text + ")");
      }
      out[i] = (byte) number;
    }
    return Bytes.owned(out);
  }

  private static Bytes six(String text) {
    int gap = text.indexOf("::");
    List<String> left = gap < 0 ? parts(text, ':') : parts(text.substring(0, gap), ':');
    List<String> right = gap < 0 ? List.of() : parts(text.substring(gap + 2), ':');
    int given = left.size() + right.size();
    if (gap < 0 ? given != GROUPS : given >= GROUPS) {
      throw new BadInput("an IPv6 address is like 2001:db8::1 (got " + text + ")");
    }
    byte[] out = new byte[16];
    for (int i = 0; i < given; i++) {
      boolean before = i < left.size();
      int value = number(before ? left.get(i) : right.get(i - left.size()), 16, 4);
      if (value < 0) {
        throw new BadInput("an IPv6 address is like 2001:db8::1 (got " + text + ")");
      }
      int group = before ? i : GROUPS - given + i;
      out[2 * group] = (byte) (value >> 8);
      out[2 * group + 1] = (byte) value;
    }
    return Bytes.owned(out);
  }

  private static List<String> parts(String text, char between) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (!text.isEmpty() && from <= text.length()) {
      int to = text.indexOf(between, from);
      parts.add(text.substring(from, to < 0 ? text.length() : to));
      from = to < 0 ? text.length() + 1 : to + 1;
    }
    return parts;
  }

  /** -1 if it is none. */
  private static int number(String digits, int radix, int most) {
    int value = digits.isEmpty() || digits.length() > most ? -1 : 0;
    for (int i = 0; i < digits.length() && value >= 0; i++) {
      int digit = Character.digit(digits.charAt(i), radix);
      value = digit < 0 ? -1 : value * radix + digit;
    }
    return value;
  }

  /**
   * As people write it: dotted, or by RFC 5952, section 4 (without its mixed form of section 5).
   */
  @Override
  public String toString() {
    if (version() == 4) {
      return octets.u8(0) + "." + octets.u8(1) + "." + octets.u8(2) + "." + octets.u8(3);
    }
    int gap = -1;
    int longest = 1; // a single group of 0 is not shortened
    for (int i = 0; i < GROUPS; i++) {
      int run = 0;
      while (i + run < GROUPS && octets.u16(2 * (i + run)) == 0) {
        run++;
      }
      if (run > longest) {
        gap = i;
        longest = run;
      }
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == gap) {
        out.append("::");
        i += longest - 1;
      } else {
        out.append(i == 0 || (gap >= 0 && i == gap + longest) ? "" : ":")
            .append(Integer.toHexString(octets.u16(2 * i)));
      }
    }
    return out.toString();
  }
}
