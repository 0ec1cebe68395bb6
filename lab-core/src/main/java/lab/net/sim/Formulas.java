package lab.net.sim;

import lab.input.BadInput;

/** The closed forms that the simulator is held against. */
public final class Formulas {
  private Formulas() {}

  /**
   * The first number of synchronised senders that loses a packet: nobody does as long as (N - 1) w
   * &lt;= B, where all links have one rate and answers are no longer than a window.
   *
   * @param window segments that each sends at once (w)
   * @param buffer packets that the port holds (B)
   */
  public static int firstLoss(int window, int buffer) {
    if (window < 1 || buffer < 1) {
      throw new BadInput(
          "window and buffer are at least 1 (got " + window + " and " + buffer + ")");
    }
    return buffer / window + 2;
  }

  /**
   * Goodput in bit/s when each round waits for timers: block / (k RTOmin + block / C).
   *
   * @param plan the network; its frame says how much of the rate is payload
   * @param segments of a round, all senders together
   * @param timeouts how many RTOmin a round waits (k); with doubling 1, 3, 7
   * @param floorMicros RTOmin
   */
  public static double plateau(Plan plan, long segments, double timeouts, long floorMicros) {
    double bits = 8.0 * segments * plan.frame().payloadOctets();
    return bits / (timeouts * floorMicros / 1e6 + bits / payloadRate(plan));
  }

  /** Bit/s of payload that the shared link carries at most. */
  public static double payloadRate(Plan plan) {
    return (double) plan.shared().bitsPerSecond()
        * plan.frame().payloadOctets()
        / plan.frame().wireOctets();
  }

  /**
   * The window at which Reno loses, when one packet in {@code every} is lost and nothing waits:
   * sqrt(8 every / 3); the mean is 3/4 of it (Mathis and others, 1997).
   */
  public static double peak(long every) {
    return Math.sqrt(8.0 * every / 3);
  }

  /** Segments that Reno then sends in a round trip: sqrt(3 / (2 p)), p = 1 / every. */
  public static double perRoundTrip(long every) {
    return Math.sqrt(1.5 * every);
  }

  /**
   * Jain's index of fairness in thousandths: (sum x)^2 / (n sum x^2); 1000 when all are equal, 1000
   * / n when one has it all.
   *
   * @param shares what each has, 0 to 2^20; 1000 if nobody has anything
   */
  public static int jainPermille(long... shares) {
    long sum = 0;
    long squares = 0;
    for (long share : shares) {
      if (share < 0 || share > 1 << 20) {
        throw new BadInput("a share is 0..1048576 (got " + share + ")");
      }
      sum += share;
      squares += share * share;
    }
    return squares == 0 ? 1000 : (int) Math.round(1000.0 * sum * sum / (shares.length * squares));
  }
}
