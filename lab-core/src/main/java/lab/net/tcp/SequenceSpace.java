package lab.net.tcp;

import lab.input.BadInput;

/**
 * Sequence numbers modulo a power of two (RFC 9293, 3.4). Which of two comes first is the sign of
 * their distance, so it is meant only for numbers less than half the space apart.
 *
 * @param modulus 2^32 for the real thing; 8 or 16 for a search of everything
 */
public record SequenceSpace(long modulus) {
  /** As on the wire. */
  public static final SequenceSpace REAL = new SequenceSpace(1L << 32);

  /**
   * Checks the modulus.
   *
   * @throws BadInput if it is no power of two in 8..2^32
   */
  public SequenceSpace {
    if (modulus < 8 || modulus > 1L << 32 || Long.bitCount(modulus) != 1) {
      throw new BadInput(
          "sequence numbers are modulo a power of two in 8..4294967296 (got " + modulus + ")");
    }
  }

  /** The number {@code n} further on; {@code n} may be negative. */
  public long add(long from, long n) {
    return (from + n) & (modulus - 1);
  }

  /** How far it is from one number to another, in {@code -modulus/2..modulus/2-1}. */
  public long distance(long from, long to) {
    long ahead = (to - from) & (modulus - 1);
    return ahead < modulus / 2 ? ahead : ahead - modulus;
  }

  public boolean less(long a, long b) {
    return distance(a, b) > 0;
  }

  public boolean atMost(long a, long b) {
    return distance(a, b) >= 0;
  }

  /** Whether a number is one of this space. */
  public boolean has(long number) {
    return number >= 0 && number < modulus;
  }
}
