package lab.cpu.cache;

/**
 * A word as eight bytes, which are found and moved together, without a loop and without a branch.
 * Byte 0 is the rightmost.
 */
final class Bytes {
  static final int COUNT = Long.BYTES;

  /** In byte n the number n. */
  static final long NUMBERED = 0x0706_0504_0302_0100L;

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;
  private static final int SHIFT = 3;
  private static final long BYTE = 0xFF;

  private Bytes() {}

  /**
   * The bytes that are {@code value}, as their top bits. The first is one, and none is missing; one
   * beyond may be there for nothing, for the borrow of a subtraction runs upwards.
   *
   * @param count how many bytes to look at, 1 to 8
   */
  static long equal(long bytes, long value, int count) {
    long differ = bytes ^ (value * ONES);
    return (differ - ONES) & ~differ & (TOPS >>> (Long.SIZE - bits(count)));
  }

  /** The first of what {@link #equal} found. */
  static int first(long found) {
    return Long.numberOfTrailingZeros(found) >>> SHIFT;
  }

  /** What {@link #equal} found, but for the first. */
  static long butFirst(long found) {
    return found & (found - 1);
  }

  static long get(long bytes, int n) {
    return (bytes >>> bits(n)) & BYTE;
  }

  static long with(long bytes, int n, long value) {
    return (bytes & ~(BYTE << bits(n))) | (value << bits(n));
  }

  /** Byte n becomes byte 0, and those before it go up by one. */
  static long toFront(long bytes, int n) {
    long upToN = upTo(n);
    return (bytes & ~upToN) | ((bytes << Byte.SIZE) & upToN) | get(bytes, n);
  }

  /** Byte n becomes byte {@code last}, and those between go down by one. */
  static long toBack(long bytes, int n, int last) {
    long moved = upTo(last) & ~(upTo(n) >>> Byte.SIZE);
    return with((bytes & ~moved) | ((bytes >>> Byte.SIZE) & moved), last, get(bytes, n));
  }

  /** All bits of the bytes 0 to n. */
  private static long upTo(int n) {
    return -1L >>> (Long.SIZE - Byte.SIZE - bits(n));
  }

  private static int bits(int bytes) {
    return bytes << SHIFT;
  }
}
