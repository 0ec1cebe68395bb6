package lab.net.sim;

import lab.input.BadInput;

/**
 * A full segment on the wire.
 *
 * @param wireOctets what it takes of the link's rate
 * @param payloadOctets what it carries
 */
public record Frame(int wireOctets, int payloadOctets) {
  /** Ethernet with TCP timestamps: 1448 of 1538, preamble and gap counted. */
  public static final Frame ETHERNET = new Frame(1538, 1448);

  /** As Linux's token bucket counts: 1448 of 1514, no preamble, no gap, no FCS. */
  public static final Frame TBF = new Frame(1514, 1448);

  /**
   * Checks the sizes.
   *
   * @throws BadInput if nothing is carried, or more than the wire takes
   */
  public Frame {
    if (payloadOctets < 1 || wireOctets < payloadOctets || wireOctets > 100_000) {
      throw new BadInput(
          "a frame carries 1 octet up to its own size, at most 100000 (got "
              + payloadOctets
              + " in "
              + wireOctets
              + ")");
    }
  }
}
