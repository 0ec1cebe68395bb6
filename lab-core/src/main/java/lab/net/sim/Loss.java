package lab.net.sim;

import lab.input.BadInput;

/**
 * Packets that the network loses for no reason, before the queue.
 *
 * @param every each so manieth data packet is lost; 0 for none
 * @param oneIn one in so many is lost by chance; 0 for none
 * @param seed of that chance
 */
public record Loss(long every, long oneIn, long seed) {
  public static final Loss NONE = new Loss(0, 0, 0);

  /**
   * Checks the numbers.
   *
   * @throws BadInput if one is negative, or everything would be lost
   */
  public Loss {
    if (every < 0 || oneIn < 0 || every == 1 || oneIn == 1) {
      throw new BadInput(
          "one packet in 2 or more is lost, 0 for none (got every "
              + every
              + " and one in "
              + oneIn
              + ")");
    }
  }

  /**
   * Whether a packet is lost.
   *
   * @param n which one, from 1
   */
  public boolean takes(long n) {
    return (every > 0 && n % every == 0)
        || (oneIn > 0 && Long.remainderUnsigned(mixed(seed + n * 0x9e3779b97f4a7c15L), oneIn) == 0);
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood, 2014): the n-th number without the others. */
  private static long mixed(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
