package lab.cli.ask;

import java.time.Duration;

/**
 * How many forks and windows fit into a share of the budget.
 *
 * <p>Windows are short and many: on a machine with other tenants a window of 10 ms is either left
 * alone or not, and the median passes over those that were not; windows of a second never are.
 *
 * @param forks JVMs per benchmark; never fewer than two, for one says nothing of their difference
 * @param warmUp windows per fork that do not count: C2 is done after a fifth of a second
 * @param windows windows per fork that count
 */
record Shape(int forks, int warmUp, int windows) {
  static final int WINDOW_MILLIS = 10;

  private static final int WARM_UP = 20;
  private static final int FEWEST_WINDOWS = 20;
  private static final int USUAL_WINDOWS = 60;
  private static final int MOST_WINDOWS = 500;
  private static final int FEWEST_FORKS = 2;
  private static final int MOST_FORKS = 10;

  /** Starting a JVM, JMH's hand-shake with it, and its end. */
  private static final long FORK_MILLIS = 600;

  /**
   * More time goes into forks first, then into windows.
   *
   * @param benchmarks how many there are to measure, at least one
   */
  static Shape of(Duration share, int benchmarks) {
    long each = share.toMillis() / benchmarks;
    int forks = Math.clamp(each / forkMillis(USUAL_WINDOWS), FEWEST_FORKS, MOST_FORKS);
    long left = (each / forks - FORK_MILLIS) / WINDOW_MILLIS - WARM_UP;
    int most = forks == MOST_FORKS ? MOST_WINDOWS : USUAL_WINDOWS;
    return new Shape(forks, WARM_UP, Math.clamp(left, FEWEST_WINDOWS, most));
  }

  /** How long that many benchmarks take. */
  Duration duration(int benchmarks) {
    return Duration.ofMillis(forkMillis(windows) * forks * benchmarks);
  }

  private static long forkMillis(int windows) {
    return FORK_MILLIS + (long) (WARM_UP + windows) * WINDOW_MILLIS;
  }
}
