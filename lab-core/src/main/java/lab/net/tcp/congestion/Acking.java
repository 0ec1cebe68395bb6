package lab.net.tcp.congestion;

import lab.input.BadInput;

/**
 * How a receiver acknowledges (RFC 5681, 4.2).
 *
 * @param sack whether it says what arrived above a hole
 * @param every 1: each segment at once; 2: every second one, or after the delay
 * @param delayMicros how long a single segment waits for a second
 */
public record Acking(boolean sack, int every, long delayMicros) {
  /** Each segment at once, with SACK. */
  public static final Acking EACH = new Acking(true, 1, 0);

  /** Every second one or after 40 ms (Linux's least delay), with SACK. */
  public static final Acking DELAYED = new Acking(true, 2, 40_000);

  /**
   * Checks the numbers.
   *
   * @throws BadInput if an acknowledgement may wait for more than two segments or 500 ms
   */
  public Acking {
    if (every < 1 || every > 2) {
      throw new BadInput("an acknowledgement is for 1 or 2 segments (got " + every + ")");
    }
    if (delayMicros < 0 || delayMicros > 500_000) {
      throw new BadInput("an acknowledgement waits 0..500000 us (got " + delayMicros + ")");
    }
  }

  public Acking withSack(boolean on) {
    return new Acking(on, every, delayMicros);
  }
}
