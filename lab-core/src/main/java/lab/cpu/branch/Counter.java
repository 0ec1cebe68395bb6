package lab.cpu.branch;

/** The counter that saturates: up if taken, down if not, and stuck at both ends. */
final class Counter {
  private Counter() {}

  /** One step of a counter from {@code low} to {@code high}. */
  static int towards(boolean taken, int counter, int low, int high) {
    return taken ? Math.min(counter + 1, high) : Math.max(counter - 1, low);
  }

  /** {@code value} if it is a power of two, at least 1. */
  static int powerOfTwo(String what, int value) {
    if (value < 1 || Integer.bitCount(value) != 1) {
      throw new IllegalArgumentException(what + " must be a power of two: " + what + "=" + value);
    }
    return value;
  }

  /** {@code value} if it lies in these bounds, which belong to them. */
  static int within(String what, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          what + " must be from " + low + " to " + high + ": " + what + "=" + value);
    }
    return value;
  }
}
