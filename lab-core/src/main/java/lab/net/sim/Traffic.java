package lab.net.sim;

import lab.input.BadInput;

/**
 * What an application sends.
 *
 * @param startNanos when it begins, and after what time it begins each round (staggering)
 * @param segments how much at a time
 * @param again what comes after that much has arrived
 * @param pauseNanos how long it waits then
 */
public record Traffic(long startNanos, long segments, Again again, long pauseNanos) {
  /** When as much once more is sent. */
  public enum Again {
    NEVER,
    /** When its own has arrived. */
    ALONE,
    /** When that of all who send together has arrived: a barrier. */
    TOGETHER
  }

  /** Segments of a flow that does not end. */
  public static final long ENDLESS = 1L << 40;

  /**
   * Checks the numbers.
   *
   * @throws BadInput if a time is negative, or nothing is sent
   */
  public Traffic {
    if (startNanos < 0 || pauseNanos < 0) {
      throw new BadInput(
          "start and pause are not negative (got " + startNanos + " and " + pauseNanos + " ns)");
    }
    if (segments < 1 || segments > ENDLESS) {
      throw new BadInput("an application sends 1..2^40 segments (got " + segments + ")");
    }
  }

  /** A flow that always has something to send. */
  public static Traffic bulk(long startNanos) {
    return new Traffic(startNanos, ENDLESS, Again.NEVER, 0);
  }
}
