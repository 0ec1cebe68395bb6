package lab.net.collective;

import java.util.ArrayList;
import java.util.List;

/**
 * Who sends what to whom: a list of steps, of which each sends what its ranks had before it. In one
 * step a rank sends one message at most and receives one at most, as a card with one port does.
 *
 * @param ranks how many take part, 2 or more
 * @param parts into how many parts the vector is cut; the first ones are longer by one element
 *     where the elements do not go into them evenly
 * @param steps the messages of each step, ordered by sender
 */
public record Plan(int ranks, int parts, List<List<Transfer>> steps) {

  /**
   * Checks that no rank does more in a step than one port can.
   *
   * @throws IllegalArgumentException if one does, or sends to nobody, or what is not there
   */
  public Plan {
    List<List<Transfer>> copy = new ArrayList<>();
    for (List<Transfer> step : steps) {
      copy.add(List.copyOf(step));
      boolean[] sends = new boolean[ranks];
      boolean[] receives = new boolean[ranks];
      for (Transfer t : step) {
        if (t.from() == t.to() || t.first() < 0 || t.parts() < 1 || t.first() + t.parts() > parts) {
          throw new IllegalArgumentException("no message of " + parts + " parts: " + t);
        }
        if (sends[t.from()] || receives[t.to()]) {
          throw new IllegalArgumentException("a rank has one port, and it is in use: " + t);
        }
        sends[t.from()] = true;
        receives[t.to()] = true;
      }
    }
    steps = List.copyOf(copy);
  }

  /** How many elements of {@code elements} lie in a part. */
  public long elements(int part, long elements) {
    return elements / parts + (part < elements % parts ? 1 : 0);
  }

  /** The elements of a message. */
  public long elements(Transfer transfer, long elements) {
    long sum = 0;
    for (int part = transfer.first(); part < transfer.first() + transfer.parts(); part++) {
      sum += elements(part, elements);
    }
    return sum;
  }

  /** Messages in all, empty ones too. */
  public long messages() {
    long sum = 0;
    for (List<Transfer> step : steps) {
      sum += step.size();
    }
    return sum;
  }

  /** Elements that a rank sends to another in all steps. */
  public long sent(int from, int to, long elements) {
    long sum = 0;
    for (List<Transfer> step : steps) {
      for (Transfer t : step) {
        if (t.from() == from && t.to() == to) {
          sum += elements(t, elements);
        }
      }
    }
    return sum;
  }

  /** Elements that each rank sends, and together. */
  public Sent sent(long elements) {
    long[] by = new long[ranks];
    long all = 0;
    for (List<Transfer> step : steps) {
      for (Transfer t : step) {
        long some = elements(t, elements);
        by[t.from()] += some;
        all += some;
      }
    }
    List<Long> each = new ArrayList<>();
    for (long some : by) {
      each.add(some);
    }
    return new Sent(List.copyOf(each), all);
  }

  /**
   * Elements that are sent.
   *
   * @param byRank by each rank
   * @param all by all of them
   */
  public record Sent(List<Long> byRank, long all) {
    /** By the rank that sends most. */
    public long most() {
      long most = 0;
      for (long some : byRank) {
        most = Math.max(most, some);
      }
      return most;
    }
  }
}
