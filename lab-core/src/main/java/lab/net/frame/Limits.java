package lab.net.frame;

import lab.input.BadInput;

/** What numbers fit. */
final class Limits {
  private Limits() {}

  /** That {@code value} fits into so many bits, unsigned. */
  static void bits(String name, long value, int bits) {
    range(name, value, 0, (1L << bits) - 1);
  }

  static void range(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new BadInput(name + " is " + least + ".." + most + " (got " + value + ")");
    }
  }

  static void length(String name, Bytes bytes, int length) {
    if (bytes.length() != length) {
      throw new BadInput(name + " is " + length + " bytes (got " + bytes.length() + ")");
    }
  }

  /** That options fill words of 4 bytes, at most ten of them (a header has at most 15 words). */
  static void options(String header, int bytes) {
    if (bytes % 4 != 0 || bytes > 40) {
      throw new BadInput(
          header + " options are a multiple of 4 bytes, at most 40 (got " + bytes + ")");
    }
  }
}
