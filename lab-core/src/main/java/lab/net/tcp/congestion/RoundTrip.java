package lab.net.tcp.congestion;

/**
 * What is known of the round trip, and the timeout that follows (RFC 6298). The averages are kept
 * as Jacobson's code keeps them, 8 SRTT and 4 RTTVAR, so that integers lose little.
 *
 * @param srtt8 eight times the smoothed round trip in microseconds; 0 before the first sample
 * @param rttvar4 four times its mean deviation
 * @param least the shortest round trip seen; {@link Long#MAX_VALUE} before the first sample
 * @param latest the sample taken last; 0 before the first one
 * @param backoff how often the timeout was doubled since the last sample
 */
public record RoundTrip(long srtt8, long rttvar4, long least, long latest, int backoff) {
  static final RoundTrip UNKNOWN = new RoundTrip(0, 0, Long.MAX_VALUE, 0, 0);

  /** Doublings beyond that lead to every maximum there is. */
  private static final int MOST_DOUBLINGS = 32;

  public boolean known() {
    return latest > 0;
  }

  public long smoothedMicros() {
    return srtt8 / 8;
  }

  /** One more sample; doubling is over (RFC 6298, 2.2, 2.3 and the note in 5). */
  RoundTrip sample(long micros) {
    long r = Math.max(1, micros);
    if (!known()) {
      return new RoundTrip(8 * r, 2 * r, r, r, 0);
    }
    long variance = rttvar4 + Math.abs(srtt8 / 8 - r) - rttvar4 / 4;
    return new RoundTrip(srtt8 + r - srtt8 / 8, variance, Math.min(least, r), r, 0);
  }

  /** The timer ended (RFC 6298, 5.5). */
  RoundTrip doubled() {
    return new RoundTrip(srtt8, rttvar4, least, latest, Math.min(backoff + 1, MOST_DOUBLINGS));
  }

  /** RTO in microseconds. */
  public long timeoutMicros(RtoRules rules) {
    long plain;
    if (!known()) {
      plain = rules.firstMicros();
    } else if (rules.floorsVariance()) {
      plain = srtt8 / 8 + Math.max(rules.floorMicros(), rttvar4);
    } else {
      plain = Math.max(rules.floorMicros(), srtt8 / 8 + Math.max(rules.tickMicros(), rttvar4));
    }
    long ticks = (plain + rules.tickMicros() - 1) / rules.tickMicros();
    return Math.min(rules.mostMicros(), (ticks * rules.tickMicros()) << backoff);
  }
}
