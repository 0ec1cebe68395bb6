package lab.net.frame;

import java.util.List;
import lab.input.BadInput;

/**
 * A field of a header as a table shows it.
 *
 * @param name as its standard names it, in small letters
 * @param offset of its first bit in the header, counted from the most significant one
 * @param bits its width, 1 or more
 * @param value right-aligned in as few bytes as hold the bits
 * @param text what the value means, in words
 */
public record Field(String name, int offset, int bits, Bytes value, String text) {
  public Field {
    if (bits < 1 || value.length() != (bits + 7) / 8) {
      throw new BadInput(
          name + " of " + bits + " bits is " + (bits + 7) / 8 + " bytes (got " + value + ")");
    }
  }

  /** The value as a number; fields of more than 32 bits have none. */
  public long number() {
    if (value.length() > 4) {
      throw new BadInput(name + " has " + bits + " bits: it is no number");
    }
    long number = 0;
    for (int i = 0; i < value.length(); i++) {
      number = (number << 8) | value.u8(i);
    }
    return number;
  }

  /** The header that these fields make up: each at its offset, whatever the order of the list. */
  public static Bytes assemble(List<Field> fields) {
    int bits = 0;
    for (Field field : fields) {
      bits = Math.max(bits, field.offset + field.bits);
    }
    byte[] out = new byte[(bits + 7) / 8];
    for (Field field : fields) {
      Layout.store(out, field.offset, field.bits, field.value);
    }
    return Bytes.owned(out);
  }
}
