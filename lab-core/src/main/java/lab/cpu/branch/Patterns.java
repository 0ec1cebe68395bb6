package lab.cpu.branch;

import lab.cpu.Draws;

/**
 * Outcomes to predict. Chance is a number computed from a seed and a place in the sequence, so that
 * the same seed always means the same outcomes.
 */
public final class Patterns {
  private Patterns() {}

  /**
   * Each outcome by itself: not taken with probability {@code percent} / 100, whatever the others
   * were.
   */
  public static Trace noise(int length, int percent, long seed) {
    Counter.within("percent", percent, 0, 100);
    return Trace.ofOne(length, i -> chance(percent, seed, i));
  }

  /** The first {@code period} outcomes of that noise, again and again. */
  public static Trace periodic(int length, int period, int percent, long seed) {
    Counter.within("period", period, 1, Integer.MAX_VALUE);
    Counter.within("percent", percent, 0, 100);
    return Trace.ofOne(length, i -> chance(percent, seed, i % period));
  }

  /** Taken, not taken, taken, … */
  public static Trace alternating(int length) {
    return Trace.ofOne(length, i -> i % 2 == 0);
  }

  /**
   * Two branches in turn, at addresses 0 and 1: the second goes as the first has just gone, as if
   * the same were asked twice.
   */
  public static Trace correlated(int length, int percent, long seed) {
    Counter.within("percent", percent, 0, 100);
    Trace.Builder pairs = Trace.builder();
    for (int i = 0; i < length; i++) {
      pairs.branch(i % 2, false, chance(percent, seed, i / 2));
    }
    return pairs.build();
  }

  /** The branch at the end of a loop of that many iterations: taken until the last, then not. */
  public static Trace loop(int length, int iterations) {
    Counter.within("iterations", iterations, 1, Integer.MAX_VALUE);
    Trace.Builder closing = Trace.builder();
    for (int i = 0; i < length; i++) {
      closing.branch(0, true, i % iterations < iterations - 1);
    }
    return closing.build();
  }

  /** The same outcomes in an order that is drawn by that seed (Fisher and Yates). */
  public static Trace shuffled(Trace trace, long seed) {
    boolean[] taken = new boolean[trace.length()];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = trace.taken(i);
    }
    for (int i = taken.length - 1; i > 0; i--) {
      int other = (int) Long.remainderUnsigned(Draws.number(seed, i), i + 1L);
      boolean swapped = taken[i];
      taken[i] = taken[other];
      taken[other] = swapped;
    }
    return Trace.ofOne(taken.length, i -> taken[i]);
  }

  private static boolean chance(int percent, long seed, int i) {
    return Long.remainderUnsigned(Draws.number(seed, i) >>> 11, 100) >= percent;
  }
}
