package lab.cpu;

/**
 * Chance that is the same on every machine and in every browser: numbers computed from a seed and a
 * place in the sequence (SplitMix64; Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
 * Generators", OOPSLA 2014).
 */
public final class Draws {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private Draws() {}

  /** The number at that place, from 0, of the sequence under that seed: any of the 2^64. */
  public static long number(long seed, long place) {
    long z = seed + (place + 1) * GOLDEN_GAMMA;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** The same as a number from 0 to {@code bound} - 1, by its upper half. */
  public static int below(int bound, long seed, long place) {
    return (int) (((number(seed, place) >>> 32) * bound) >>> 32);
  }
}
