package lab.net.frame;

/**
 * What is wrong and can be shown all the same.
 *
 * @param field its name in the header's table, or of what stands behind the payload
 * @param offset of the field's first byte, counted from the header's
 * @param text the rule and the value
 */
public record Finding(String field, int offset, String text) {
  private static final String CHECKSUM = "checksum";

  /** About a field that the header has once. */
  static Finding of(Header header, String field, String text) {
    for (Field there : header.fields()) {
      if (there.name().equals(field)) {
        return new Finding(field, there.offset() / 8, text);
      }
    }
    throw new IllegalArgumentException(header.name() + " has no field " + field);
  }

  static Finding checksum(Header header, int got, int expected) {
    return of(header, CHECKSUM, other(CHECKSUM, Names.hex(got, 4), Names.hex(expected, 4)));
  }

  /** A value that is another than what the bytes make it. */
  static String other(String what, String got, String expected) {
    return "the " + what + " should be " + expected + " (it is " + got + ")";
  }
}
