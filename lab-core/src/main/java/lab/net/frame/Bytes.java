package lab.net.frame;

import java.util.Arrays;
import java.util.List;
import lab.input.BadInput;

/** Bytes that never change and are equal by what they hold. Numbers in them are big endian. */
public final class Bytes {
  /** No bytes. */
  public static final Bytes NONE = new Bytes(new byte[0]);

  private static final String DIGITS = "0123456789abcdef";

  private final byte[] octets;

  private Bytes(byte[] octets) {
    this.octets = octets;
  }

  /** A copy of these bytes. */
  public static Bytes of(byte[] octets) {
    return octets.length == 0 ? NONE : new Bytes(octets.clone());
  }

  /** What nobody else holds, so that it need not be copied. */
  static Bytes owned(byte[] octets) {
    return new Bytes(octets);
  }

  /** So many bytes of 0. */
  public static Bytes zeros(int length) {
    return length == 0 ? NONE : new Bytes(new byte[length]);
  }

  /** From hexadecimal digits, two for each byte, with blanks and line ends wherever one likes. */
  public static Bytes ofHex(String text) {
    byte[] out = new byte[text.length() / 2 + 1];
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
        continue;
      }
      int value = Character.digit(c, 16);
      if (value < 0) {
        throw new BadInput("bytes are hexadecimal digits (got " + c + " at " + i + ")");
      }
      out[digits / 2] = (byte) ((out[digits / 2] << 4) | value);
      digits++;
    }
    if (digits % 2 != 0) {
      throw new BadInput("a byte is two hexadecimal digits (got " + digits + " digits)");
    }
    return new Bytes(Arrays.copyOf(out, digits / 2));
  }

  /** One after the other. */
  public static Bytes join(List<Bytes> parts) {
    int length = 0;
    for (Bytes part : parts) {
      length = Math.addExact(length, part.length());
    }
    byte[] out = new byte[length];
    int at = 0;
    for (Bytes part : parts) {
      System.arraycopy(part.octets, 0, out, at, part.octets.length);
      at += part.octets.length;
    }
    return new Bytes(out);
  }

  public int length() {
    return octets.length;
  }

  public boolean isEmpty() {
    return octets.length == 0;
  }

  /** The byte at {@code at}, 0..255. */
  public int u8(int at) {
    return octets[at] & 0xFF;
  }

  /** The two bytes from {@code at}, 0..65535. */
  public int u16(int at) {
    return (u8(at) << 8) | u8(at + 1);
  }

  /** The four bytes from {@code at}, 0..2^32-1. */
  public long u32(int at) {
    return ((long) u16(at) << 16) | u16(at + 2);
  }

  /** The bytes {@code from} to {@code to}, without the last. */
  public Bytes slice(int from, int to) {
    if (from == 0 && to == octets.length) {
      return this;
    }
    return from == to ? NONE : new Bytes(Arrays.copyOfRange(octets, from, checked(to)));
  }

  /** What is left from {@code from} on. */
  public Bytes from(int from) {
    return slice(from, octets.length);
  }

  private int checked(int to) {
    if (to > octets.length) {
      throw new IndexOutOfBoundsException("of " + octets.length + " bytes, up to " + to);
    }
    return to;
  }

  public Bytes plus(Bytes more) {
    return more.isEmpty() ? this : join(List.of(this, more));
  }

  /** With another byte at {@code at}; of {@code octet} the low 8 bits count. */
  public Bytes with(int at, int octet) {
    byte[] out = octets.clone();
    out[at] = (byte) octet;
    return new Bytes(out);
  }

  public byte[] toArray() {
    return octets.clone();
  }

  /** Not to be changed and not to be given away: for what reads many bytes at once. */
  byte[] shared() {
    return octets;
  }

  /** Two digits for each byte, nothing between. */
  public String hex() {
    StringBuilder out = new StringBuilder(2 * octets.length);
    for (byte octet : octets) {
      out.append(DIGITS.charAt((octet >> 4) & 0xF)).append(DIGITS.charAt(octet & 0xF));
    }
    return out.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return hex();
  }
}
