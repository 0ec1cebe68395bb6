package lab.net.tcp.congestion;

/**
 * CUBIC's memory (RFC 9438), counted as Linux counts: windows in segments, time in 1/1024 s.
 *
 * @param lastMax W_max, the window at the last reduction; 0 for none
 * @param epochMicros when growth since the reduction began; -1 before it did
 * @param origin the window of the plateau
 * @param k when the plateau is reached, in 1/1024 s after the beginning
 * @param estimate W_est, what Reno's window would be (4.3)
 * @param acked acknowledged segments towards the next one of the estimate
 */
public record Cubic(
    int lastMax, long epochMicros, int origin, long k, int estimate, int acked) {
  static final Cubic NONE = new Cubic(0, -1, 0, 0, 0, 0);

  /** Beta: 717/1024 of the window is left (0.7). */
  static final int BETA = 717;

  private static final int ONE = 1024;

  /** C = 410/1024 (0.4), in segments per s^3. */
  private static final long C = 410;

  /** Bits of a cubed time and of C. */
  private static final int CUBE_BITS = 40;

  /** Longer than any plateau is away; keeps the cube within a long. */
  private static final long MOST_TIME = 1 << 17;

  static int reduced(int cwnd) {
    return cwnd * BETA / ONE;
  }

  /** After a reduction from that window, with fast convergence (4.6, 4.7). */
  Cubic reducedAt(int cwnd) {
    int max = cwnd < lastMax ? cwnd * (ONE + BETA) / (2 * ONE) : cwnd;
    return new Cubic(max, -1, 0, 0, 0, 0);
  }

  /** After a timeout or an idle time: growth begins anew. */
  Cubic restarted() {
    return new Cubic(lastMax, -1, 0, 0, 0, 0);
  }

  /** One acknowledgement in congestion avoidance: the memory after it. */
  Cubic acknowledged(int segments, int cwnd, long now) {
    if (epochMicros >= 0) {
      return estimated(acked + segments, cwnd);
    }
    boolean below = cwnd < lastMax;
    long root = below ? cubeRoot((1L << CUBE_BITS) / C * (lastMax - cwnd)) : 0;
    return new Cubic(lastMax, now, below ? lastMax : cwnd, root, cwnd, segments);
  }

  /**
   * W_est grows by 3 (1 - beta) / (1 + beta) in a round trip, 8/15 in Linux's arithmetic: one for
   * 15/8 windows of acknowledged segments.
   */
  private Cubic estimated(int have, int cwnd) {
    int each = Math.max(1, cwnd * (8 * (ONE + BETA) / 3 / (ONE - BETA)) / 8);
    int grown = have / each;
    return new Cubic(lastMax, epochMicros, origin, k, estimate + grown, have - grown * each);
  }

  /**
   * For how many acknowledged segments the window grows by one, now: so that it is at W_cubic a
   * round trip from now, or at W_est where that is more; at least 2 (4.2: at most half a window in
   * a round trip).
   */
  int each(int cwnd, long now, long rttMicros) {
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
