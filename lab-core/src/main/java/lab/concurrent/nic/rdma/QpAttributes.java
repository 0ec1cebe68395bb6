package lab.concurrent.nic.rdma;

/**
 * How patient a queue pair is (ibv_modify_qp(3)).
 *
 * @param minRnrTimer code of how long a sender waits that found no receive here, 0 to 31
 * @param rnrRetry how often it asks again, 0 to 6; 7: for ever
 * @param timeout code of how long to wait for a peer that does not answer: 4.096 µs · 2^code; 0:
 *     for ever
 * @param retryCount how often to ask it again, 0 to 7
 */
public record QpAttributes(int minRnrTimer, int rnrRetry, int timeout, int retryCount) {
  /** As {@code rnrRetry}: no end. */
  public static final int RNR_FOR_EVER = 7;

  /** Waits 10 µs for a receive, again and again, and 67 ms for a peer, seven times again. */
  public static final QpAttributes USUAL = new QpAttributes(1, RNR_FOR_EVER, 14, 7);

  /**
   * Microseconds for each code of the RNR timer (IBTA volume 1, table 45, as Linux' rxe has it).
   */
  private static final int[] RNR_MICROS = {
    655_360, 10, 20, 30, 40, 60, 80, 120, 160, 240, 320, 480, 640, 960, 1_280, 1_920, 2_560, 3_840,
    5_120, 7_680, 10_240, 15_360, 20_480, 30_720, 40_960, 61_440, 81_920, 122_880, 163_840, 245_760,
    327_680, 491_520
  };

  public QpAttributes {
    check("minRnrTimer", minRnrTimer, 31);
    check("rnrRetry", rnrRetry, 7);
    check("timeout", timeout, 31);
    check("retryCount", retryCount, 7);
  }

  private static void check(String name, int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(
          "%s must be 0..%d: %s=%d".formatted(name, max, name, value));
    }
  }

  /** How long a sender waits that found no receive here. */
  public long rnrNanos() {
    return RNR_MICROS[minRnrTimer] * 1_000L;
  }

  /** How long to wait for an answer; 0: for ever. */
  public long timeoutNanos() {
    return timeout == 0 ? 0 : 4_096L << timeout;
  }
}
