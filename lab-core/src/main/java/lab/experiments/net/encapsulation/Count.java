package lab.experiments.net.encapsulation;

/** Numbers with their words. */
final class Count {
  private Count() {}

  /** {@code 1 byte}, {@code 3 bytes}. */
  static String of(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** Four digits of a checksum. */
  static String hex(int value) {
    String digits = Integer.toHexString(value);
    return "0x" + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }
}
