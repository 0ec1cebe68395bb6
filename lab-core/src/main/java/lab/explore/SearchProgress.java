package lab.explore;

import java.time.Duration;

/**
 * Hears from a search that it is alive. What it does changes nothing in the answers; an exception
 * that it throws ends the search and reaches the caller.
 */
@FunctionalInterface
public interface SearchProgress {

  /**
   * Called about four times a second, always by the thread that called the {@link Explorer}, hence
   * never twice at once. A search that is over sooner says nothing.
   *
   * @param states distinct states reached so far; never less than the last time
   * @param gone wall-clock time since the search began
   */
  void soFar(long states, Duration gone);
}
