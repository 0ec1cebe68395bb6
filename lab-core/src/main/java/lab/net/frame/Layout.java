package lab.net.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where a header says its fields, in order. The same words make its bytes and its table, so that
 * the two cannot differ. Meanings are suppliers, for most headers are written and not looked at.
 */
public final class Layout {
  private static final int FIRST_ROOM = 64;

  private final boolean withFields;
  private final List<Field> fields = new ArrayList<>();
  private byte[] out = new byte[FIRST_ROOM];
  private int bits;

  private Layout(boolean withFields) {
    this.withFields = withFields;
  }

  static Bytes bytes(Header header) {
    Layout layout = new Layout(false);
    header.write(layout);
    return Bytes.owned(Arrays.copyOf(layout.out, layout.bits / 8));
  }

  static List<Field> fields(Header header) {
    Layout layout = new Layout(true);
    header.write(layout);
    return List.copyOf(layout.fields);
  }

  /** A number of at most 32 bits. */
  Layout number(String name, int width, long value, Supplier<String> text) {
    byte[] aligned = new byte[(width + 7) / 8];
    for (int i = 0; i < aligned.length; i++) {
      aligned[aligned.length - 1 - i] = (byte) (value >>> (8 * i));
    }
    return field(name, width, Bytes.owned(aligned), text);
  }

  /** A number that needs no words. */
  Layout number(String name, int width, long value) {
    return number(name, width, value, () -> Long.toString(value));
  }

  /** Whole bytes; none make no field. */
  Layout octets(String name, Bytes value, Supplier<String> text) {
    return value.isEmpty() ? this : field(name, 8 * value.length(), value, text);
  }

  private Layout field(String name, int width, Bytes value, Supplier<String> text) {
    if (bits + width > 8 * out.length) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, (bits + width + 7) / 8));
    }
    store(out, bits, width, value);
    if (withFields) {
      fields.add(new Field(name, bits, width, value, text.get()));
    }
    bits += width;
    return this;
  }

  /** Sets {@code width} bits from bit {@code at} on; they are 0 before. */
  static void store(byte[] out, int at, int width, Bytes value) {
    int spare = 8 * value.length() - width;
    if (at % 8 == 0 && spare == 0) {
      System.arraycopy(value.shared(), 0, out, at / 8, value.length());
      return;
    }
    for (int i = 0; i < width; i++) {
      int from = spare + i;
      int bit = (value.u8(from / 8) >> (7 - from % 8)) & 1;
      out[(at + i) / 8] |= (byte) (bit << (7 - (at + i) % 8));
    }
  }
}
