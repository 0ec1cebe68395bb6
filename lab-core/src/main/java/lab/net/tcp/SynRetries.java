package lab.net.tcp;

import lab.input.BadInput;

/**
 * When an unanswered SYN, or SYN,ACK, is sent again: the first wait is 1 s (RFC 6298, 2) and each
 * further one twice as long; Linux keeps the first waits at 1 s.
 *
 * @param linear waits of 1 s before doubling begins ({@code net.ipv4.tcp_syn_linear_timeouts})
 * @param retries how often it is sent again in all
 */
public record SynRetries(int linear, int retries) {
  /** Linux before 6.5, {@code tcp_syn_retries} = 6. */
  public static final SynRetries DOUBLING = new SynRetries(0, 6);

  /** Linux since 6.5: {@code tcp_syn_retries} = 6 counts only what follows the first four. */
  public static final SynRetries LINUX = new SynRetries(4, 10);

  /** A server's SYN,ACK, {@code tcp_synack_retries} = 5. */
  public static final SynRetries SYN_ACK = new SynRetries(0, 5);

  /**
   * Checks the counts.
   *
   * @throws BadInput if retries are not 0..30, or linear waits are not 0..retries
   */
  public SynRetries {
    if (retries < 0 || retries > 30 || linear < 0 || linear > retries) {
      throw new BadInput(
          "retries are 0..30 and linear waits 0..retries (got " + retries + " and " + linear + ")");
    }
  }

  /**
   * Seconds from one sending to the next; after the last retry, until the attempt is given up.
   *
   * @param n which retry ends the wait, from 1; {@code retries + 1} for giving up
   * @throws BadInput if there is no such wait
   */
  public long waitSeconds(int n) {
    if (n < 1 || n > retries + 1) {
      throw new BadInput("a wait is 1.." + (retries + 1) + " (got " + n + ")");
    }
    return 1L << Math.max(0, n - 1 - linear);
  }

  /** Seconds from the first sending to giving up. */
  public long patienceSeconds() {
    return secondsUntil(retries + 1);
  }

  /**
   * Seconds from the first sending to a retry.
   *
   * @param n which retry; {@code retries + 1} for giving up
   * @throws BadInput if there is no such retry
   */
  public long secondsUntil(int n) {
    long seconds = 0;
    for (int i = 1; i <= n; i++) {
      seconds += waitSeconds(i);
    }
    return seconds;
  }
}
