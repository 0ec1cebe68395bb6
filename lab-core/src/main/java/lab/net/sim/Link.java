package lab.net.sim;

import lab.input.BadInput;

/**
 * A wire in one direction.
 *
 * @param bitsPerSecond its rate
 * @param delayNanos how long a bit travels
 */
public record Link(long bitsPerSecond, long delayNanos) {
  /**
   * Checks the numbers.
   *
   * @throws BadInput if the rate is not 1 kbit/s to 1 Tbit/s, or the delay not 0 to 10 s
   */
  public Link {
    if (bitsPerSecond < 1_000 || bitsPerSecond > 1_000_000_000_000L) {
      throw new BadInput("a link's rate is 1000..10^12 bit/s (got " + bitsPerSecond + ")");
    }
    if (delayNanos < 0 || delayNanos > 10_000_000_000L) {
      throw new BadInput("a link's delay is 0..10^10 ns (got " + delayNanos + ")");
    }
  }

  /** How long a frame of that many octets is on its way onto the wire; rounded up. */
  public long nanos(int octets) {
    return (octets * 8_000_000_000L + bitsPerSecond - 1) / bitsPerSecond;
  }
}
