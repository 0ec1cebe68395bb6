package lab.net.sim;

/** Numbers by chance that a seed and a count decide, so that a state need not keep a generator. */
final class Chance {
  private Chance() {}

  /** The n-th number of a seed in {@code 0..bound-1}: SplitMix64 (Steele, Lea, Flood, 2014). */
  static long below(long bound, long seed, long n) {
    long z = seed + n * 0x9e3779b97f4a7c15L;
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return Long.remainderUnsigned(b ^ (b >>> 31), bound);
  }
}
