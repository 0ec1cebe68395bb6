package lab.net.frame;

/**
 * The Internet checksum (RFC 1071): the one's complement of the one's-complement sum of all 16-bit
 * words. It is blind to the order of words, and to 0x0000 in place of 0xFFFF.
 *
 * <p>A <em>sum</em> here is folded, 0..0xFFFF; sums of parts are added by {@link #plus}. Only the
 * last part may be of odd length: a byte of 0 is thought behind it.
 */
public final class Checksum {
  private static final int ALL_ONES = 0xFFFF;

  private Checksum() {}

  /** The sum of all words (RFC 1071, section 1). */
  public static int sum(Bytes bytes) {
    long sum = 0;
    int even = bytes.length() & ~1;
    for (int at = 0; at < even; at += 2) {
      sum += bytes.u16(at);
    }
    if (even < bytes.length()) {
      sum += (long) bytes.u8(even) << 8;
    }
    return fold(sum);
  }

  /** The one's-complement sum of two sums. */
  public static int plus(int sum, int other) {
    return fold((long) sum + other);
  }

  /** What a checksum field gets, of the sum of everything else. */
  public static int of(int sum) {
    return ~sum & ALL_ONES;
  }

  /** What a checksum field gets, whose own bytes are 0 in {@code bytes}. */
  public static int of(Bytes bytes) {
    return of(sum(bytes));
  }

  /** Whether a sum, the checksum field included, is that of bytes that arrived as they were. */
  public static boolean holds(int sum) {
    return sum == ALL_ONES;
  }

  /**
   * The checksum after one 16-bit word has changed: HC' = ~(~HC + ~m + m') (RFC 1624, equation 3).
   * Equation 4, HC - ~m - m', would be wrong where the sum comes to 0.
   */
  public static int renewed(int checksum, int oldWord, int newWord) {
    return of(fold((long) of(checksum) + of(oldWord) + newWord));
  }

  /**
   * The sum of the pseudo-header: of IPv4 (RFC 9293, 3.1) source, destination, 0, protocol, length;
   * of IPv6 (RFC 8200, 8.1) the same with a length of 32 bits and three bytes of 0.
   *
   * @param length of transport header and payload, in bytes
   */
  public static int pseudo(IpAddress source, IpAddress destination, int protocol, int length) {
    int addresses = plus(sum(source.octets()), sum(destination.octets()));
    // The high half of a length is 0 in version 4; what is in which half does not change the sum.
    return fold((long) addresses + protocol + length);
  }

  private static int fold(long sum) {
    long folded = sum;
    while (folded > ALL_ONES) {
      folded = (folded & ALL_ONES) + (folded >>> 16);
    }
    return (int) folded;
  }
}
