package lab.net.frame;

/**
 * What is wrong and can be shown all the same.
 *
 * @param field its name in the header's table, or of what stands behind the payload
 * @param text the rule and the value
 */
public record Finding(String field, String text) {
  static Finding checksum(int got, int expected) {
    return new Finding(
        "checksum",
        "the checksum is " + Names.hex(expected, 4) + " (got " + Names.hex(got, 4) + ")");
  }
}
