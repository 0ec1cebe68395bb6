package lab.explore;

import java.time.Duration;

/**
 * How far a search may go.
 *
 * @param maxStates most states that are kept, at least 1
 * @param maxTime most wall-clock time
 * @param threads how many threads search, at least 1
 */
public record Bounds(long maxStates, Duration maxTime, int threads) {
  /** Enough for every preset of every room, and over in seconds. */
  public static final Bounds DEFAULT =
      new Bounds(20_000_000, Duration.ofSeconds(60), Runtime.getRuntime().availableProcessors());

  /** That many states, however long they take, on one thread. */
  public static Bounds ofStates(long states) {
    return new Bounds(states, Duration.ofSeconds(Long.MAX_VALUE), 1);
  }

  public Bounds {
    if (maxStates < 1 || threads < 1 || maxTime.isNegative() || maxTime.isZero()) {
      throw new IllegalArgumentException("maxStates, maxTime and threads must be at least 1");
    }
  }

  public Bounds withMaxStates(long states) {
    return new Bounds(states, maxTime, threads);
  }

  public Bounds withMaxTime(Duration time) {
    return new Bounds(maxStates, time, threads);
  }

  public Bounds withThreads(int count) {
    return new Bounds(maxStates, maxTime, count);
  }
}
