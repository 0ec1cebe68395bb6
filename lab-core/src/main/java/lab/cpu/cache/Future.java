package lab.cpu.cache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@link Replacement#OPT} must know: the lines that are asked for, round after round. */
public final class Future {
  /** References until one that never comes. */
  static final int NEVER = Integer.MAX_VALUE;

  private final long[] round;

  /** Where in a round a line is asked for, ascending. */
  private final Map<Long, List<Integer>> places = new HashMap<>();

  private Future(long[] round) {
    this.round = round;
    for (int i = 0; i < round.length; i++) {
      places.computeIfAbsent(round[i], line -> new ArrayList<>()).add(i);
    }
  }

  /**
   * @param lines of one round, in order, at least one
   */
  public static Future of(long... lines) {
    if (lines.length == 0) {
      throw new IllegalArgumentException("a future has a line that comes");
    }
    return new Future(lines.clone());
  }

  /** References of a round. */
  int size() {
    return round.length;
  }

  /** The line that is asked for at a place of the round. */
  long line(int place) {
    return round[place];
  }

  /**
   * How many references come before the next one of a line; 0: it is the next, at {@code place}.
   */
  int until(long line, int place) {
    List<Integer> all = places.get(line);
    if (all == null) {
      return NEVER;
    }
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) >= place) {
        return all.get(i) - place;
      }
    }
    return all.getFirst() + round.length - place;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Future f && Arrays.equals(round, f.round);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(round);
  }
}
