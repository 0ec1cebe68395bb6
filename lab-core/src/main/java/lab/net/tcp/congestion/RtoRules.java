package lab.net.tcp.congestion;

import lab.input.BadInput;

/**
 * How the retransmission timeout follows from the round trips (RFC 6298).
 *
 * @param firstMicros the timeout before any round trip was measured
 * @param floorMicros the least timeout, or what its variance term is at least
 * @param floorsVariance whether the floor is the variance term's, as in Linux: the timeout is SRTT
 *     + max(floor, 4 RTTVAR); otherwise it is max(floor, SRTT + 4 RTTVAR)
 * @param tickMicros the clock's granularity G; a timeout is a whole number of ticks
 * @param mostMicros the most that backing off leads to
 */
public record RtoRules(
    long firstMicros, long floorMicros, boolean floorsVariance, long tickMicros, long mostMicros) {

  /** RFC 6298, 2: at least 1 s, at most 60 s. */
  public static final RtoRules RFC_6298 =
      new RtoRules(1_000_000, 1_000_000, false, 1_000, 60_000_000);

  /** Linux with a tick of 4 ms: TCP_RTO_MIN 200 ms, TCP_RTO_MAX 120 s. */
  public static final RtoRules LINUX = new RtoRules(1_000_000, 200_000, true, 4_000, 120_000_000);

  /**
   * Checks the times.
   *
   * @throws BadInput if one is not positive, or the most is below the others
   */
  public RtoRules {
    if (firstMicros < 1 || floorMicros < 1 || tickMicros < 1) {
      throw new BadInput(
          "first timeout, floor and tick are at least 1 us (got "
              + firstMicros
              + ", "
              + floorMicros
              + " and "
              + tickMicros
              + ")");
    }
    if (mostMicros < Math.max(firstMicros, floorMicros) || mostMicros > 3_600_000_000L) {
      throw new BadInput(
          "the longest timeout is at least the first and the floor, at most an hour (got "
              + mostMicros
              + " us)");
    }
  }

  /** The same rules with another floor (RTOmin), and ticks that do not hide it. */
  public RtoRules withFloor(long micros) {
    return new RtoRules(
        Math.max(micros, firstMicros),
        micros,
        floorsVariance,
        Math.min(tickMicros, Math.max(1, micros / 50)),
        Math.max(micros, mostMicros));
  }
}
