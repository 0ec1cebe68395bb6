package lab.net.tcp.congestion;

/**
 * CUBIC's memory (RFC 9438), counted as Linux counts: windows in segments, time in 1/1024 s.
 *
 * @param lastMax W_max, the window at the last reduction; 0 for none and after a timeout: then the
 *     plateau is where congestion avoidance begins (4.8)
 * @param epochMicros when growth since the reduction began; -1 before it did
 * @param origin the window of the plateau
 * @param k when the plateau is reached, in 1/1024 s after the beginning
 * @param reno what Reno's window would be
 * @param pace how fast the window grows now
 */
public record Cubic(int lastMax, long epochMicros, int origin, long k, Reno reno, Pace pace) {
  /**
   * W_est, what Reno's window would be (4.3).
   *
   * @param window that window
   * @param acked acknowledged segments towards its next one
   */
  public record Reno(int window, int acked) {
    /**
     * It grows by 3 (1 - beta) / (1 + beta) in a round trip, 8/15 in Linux's arithmetic: one when
     * more than 15/8 windows were acknowledged.
     */
    Reno grown(int cwnd) {
      int each = Math.max(1, cwnd * (8 * (ONE + BETA) / 3 / (ONE - BETA)) / 8);
      int more = Math.max(0, acked - 1) / each;
      return new Reno(window + more, acked - more * each);
    }
  }

  /**
   * How fast the window grows; Linux reckons it anew when the window has changed or after 1/32 s.
   *
   * @param each acknowledged segments for one more
   * @param cwnd the window for which that is
   * @param atMicros when it was reckoned
   */
  public record Pace(int each, int cwnd, long atMicros) {}

  static final Cubic NONE = fresh(0);

  /** Beta: 717/1024 of the window is left (0.7). */
  static final int BETA = 717;

  private static final int ONE = 1024;

  /** C = 410/1024 (0.4), in segments per s^3. */
  private static final long C = 410;

  /** Bits of a cubed time and of C. */
  private static final int CUBE_BITS = 40;

  /** Longer than any plateau is away; keeps the cube within a long. */
  private static final long MOST_TIME = 1 << 17;

  private static final long PACE_MICROS = 1_000_000 / 32;

  private static Cubic fresh(int lastMax) {
    return new Cubic(lastMax, -1, 0, 0, new Reno(0, 0), new Pace(0, -1, 0));
  }

  static int reduced(int cwnd) {
    return cwnd * BETA / ONE;
  }

  /** After a reduction from that window, with fast convergence (4.6, 4.7). */
  Cubic reducedAt(int cwnd) {
    return fresh(cwnd < lastMax ? cwnd * (ONE + BETA) / (2 * ONE) : cwnd);
  }

  /** After an idle time, which does not count (4.2: time that the application limits). */
  Cubic idle(long micros) {
    return epochMicros < 0 ? this : new Cubic(lastMax, epochMicros + micros, origin, k, reno, pace);
  }

  /** Segments are acknowledged in congestion avoidance. */
  Cubic acknowledged(int segments, int cwnd, long now, long rttMicros) {
    Reno counted = new Reno(reno.window, reno.acked + segments);
    if (pace.cwnd == cwnd && now - pace.atMicros <= PACE_MICROS) {
      return new Cubic(lastMax, epochMicros, origin, k, counted, pace);
    }
    Cubic begun = this;
    if (epochMicros < 0) {
      boolean below = cwnd < lastMax;
      long root = below ? cubeRoot((1L << CUBE_BITS) / C * (lastMax - cwnd)) : 0;
      begun = new Cubic(lastMax, now, below ? lastMax : cwnd, root, reno, pace);
      counted = new Reno(cwnd, segments);
    }
    Reno grown = counted.grown(cwnd);
    Pace next = new Pace(begun.each(grown.window, cwnd, now, rttMicros), cwnd, now);
    return new Cubic(lastMax, begun.epochMicros, begun.origin, begun.k, grown, next);
  }

  /**
   * For how many acknowledged segments the window grows by one, now: so that it is at W_cubic a
   * round trip from now, or at W_est where that is more; at least 2 (4.2: at most half a window in
   * a round trip).
   */
  int each(int estimate, int cwnd, long now, long rttMicros) {
    long t = (now - epochMicros + rttMicros) * ONE / 1_000_000;
    long away = Math.min(Math.abs(t - k), MOST_TIME);
    long delta = (C * away * away * away) >> CUBE_BITS;
    long target = t < k ? origin - delta : origin + delta;
    long each = target > cwnd ? cwnd / (target - cwnd) : 100L * cwnd;
    if (lastMax == 0) {
      each = Math.min(each, 20); // no loss yet: at least 5 % in a round trip
    }
    if (estimate > cwnd) {
      each = Math.min(each, cwnd / (estimate - cwnd));
    }
    return (int) Math.max(each, 2);
  }

  /** The largest integer whose cube is not above that number, which is not negative. */
  static long cubeRoot(long number) {
    long root = 0;
    for (long bit = 1L << 20; bit > 0; bit >>= 1) {
      long next = root + bit;
      // next <= 2097151, whose cube is below 2^63.
      if (next * next * next <= number) {
        root = next;
      }
    }
    return root;
  }
}
