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
    return (every > 0 && n % every == 0) || (oneIn > 0 && Chance.below(oneIn, seed, n) == 0);
  }
}
