package lab.concurrent.ring;

/** The one rule for sizes: a power of two, so that a counter's low bits are its slot. */
final class Capacity {
  /** The largest power of two that an array can have. */
  static final int LARGEST = 1 << 30;

  static int checked(int capacity, int least) {
    return checked(capacity, least, LARGEST);
  }

  static int checked(int capacity, int least, int most) {
    if (capacity < least || capacity > most || Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException(
          "capacity must be a power of two, " + least + ".." + most + ": capacity=" + capacity);
    }
    return capacity;
  }

  private Capacity() {}
}
