package lab.net.frame;

/** What the options of IPv4 and TCP have in common. */
final class Options {
  private Options() {}

  /** The length of the option that starts at {@code at}, which ends at {@code to} at the latest. */
  static int length(Input in, int at, int to) {
    if (at + 1 >= to) {
      throw in.refuse(
          at, "option " + in.u8(at) + " has a length behind it (the header ends there)");
    }
    int length = in.u8(at + 1);
    if (length < 2 || at + length > to) {
      throw in.refuse(
          at + 1,
          "the length of option " + in.u8(at) + " is 2.." + (to - at) + " (got " + length + ")");
    }
    return length;
  }
}
