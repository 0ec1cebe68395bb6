package lab.net.tcp.congestion;

/**
 * DCTCP's memory (RFC 8257, 3.3), with alpha in 1/1024 and g = 1/16 as in Linux.
 *
 * @param alpha the share of marked segments, smoothed, in 1/1024
 * @param windowEnd the observation ends when this segment is acknowledged
 * @param acked segments acknowledged in this observation
 * @param marked those of them that were marked
 */
public record Dctcp(int alpha, long windowEnd, int acked, int marked) {
  /** Alpha begins at 1: the first mark halves. */
  static final Dctcp NONE = new Dctcp(1024, 0, 0, 0);

  private static final int ONE = 1024;
  private static final int G_BITS = 4;

  /** What is left of a window: 1 - alpha/2 of it. */
  int reduced(int cwnd) {
    return cwnd - (int) ((long) cwnd * alpha / (2 * ONE));
  }

  /** An acknowledgement; where it ends the observation, alpha is renewed. */
  Dctcp acknowledged(int segments, boolean echo, long una, long nxt) {
    int all = acked + segments;
    int ce = marked + (echo ? segments : 0);
    if (una < windowEnd) {
      return new Dctcp(alpha, windowEnd, all, ce);
    }
    // A small alpha loses at least 1, so that it reaches 0.
    int kept = alpha - Math.min(alpha, Math.max(1, alpha >> G_BITS));
    int fresh = (int) (((long) ce << (10 - G_BITS)) / Math.max(1, all));
    return new Dctcp(Math.min(ONE, kept + fresh), nxt, 0, 0);
  }
}
