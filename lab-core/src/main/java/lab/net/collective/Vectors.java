package lab.net.collective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What each rank has: a number for each part. A plan is right if it makes the sum of them, whatever
 * they are; so what each rank gives is chosen such that a part that is added twice, or not at all,
 * shows.
 *
 * @param parts by rank, and by part
 */
public record Vectors(List<List<Long>> parts) {
  /** Odd, and its multiples look like anything: sums of some are no sums of others. */
  private static final long MIXED = 0x9E37_79B9_7F4A_7C15L;

  public Vectors {
    parts = parts.stream().map(List::copyOf).toList();
  }

  /** What the ranks of a plan begin with. */
  public static Vectors start(Plan plan) {
    List<List<Long>> all = new ArrayList<>();
    for (int rank = 0; rank < plan.ranks(); rank++) {
      List<Long> own = new ArrayList<>();
      for (int part = 0; part < plan.parts(); part++) {
        own.add(given(rank, part));
      }
      all.add(own);
    }
    return new Vectors(all);
  }

  /** What a rank gives to the sum of a part. */
  static long given(int rank, int part) {
    long mixed = (rank * 4099L + part + 1) * MIXED;
    mixed = (mixed ^ (mixed >>> 29)) * MIXED;
    return mixed ^ (mixed >>> 32);
  }

  /** The sum of a part over the first {@code ranks} ranks, modulo 2^64. */
  static long sum(int ranks, int part) {
    long sum = 0;
    for (int rank = 0; rank < ranks; rank++) {
      sum += given(rank, part);
    }
    return sum;
  }

  /** After one step: everybody sends what it had before it. */
  public Vectors step(List<Transfer> step) {
    long[][] now = array();
    apply(step, now);
    return of(now);
  }

  /** After all steps of a plan. */
  public Vectors run(Plan plan) {
    long[][] now = array();
    for (List<Transfer> step : plan.steps()) {
      apply(step, now);
    }
    return of(now);
  }

  private static void apply(List<Transfer> step, long[][] now) {
    long[][] sent = new long[step.size()][];
    for (int i = 0; i < sent.length; i++) {
      Transfer t = step.get(i);
      sent[i] = Arrays.copyOfRange(now[t.from()], t.first(), t.first() + t.parts());
    }
    for (int i = 0; i < sent.length; i++) {
      Transfer t = step.get(i);
      long[] to = now[t.to()];
      for (int k = 0; k < sent[i].length; k++) {
        to[t.first() + k] = sent[i][k] + (t.combine() ? to[t.first() + k] : 0);
      }
    }
  }

  private long[][] array() {
    return parts.stream()
        .map(own -> own.stream().mapToLong(Long::longValue).toArray())
        .toArray(long[][]::new);
  }

  private static Vectors of(long[][] all) {
    return new Vectors(Arrays.stream(all).map(own -> Arrays.stream(own).boxed().toList()).toList());
  }

  /** Whether a rank has the sum of a part. */
  public boolean complete(int rank, int part) {
    return parts.get(rank).get(part) == sum(parts.size(), part);
  }

  /** How many ranks have the sum of every part. */
  public int complete() {
    List<Long> sums = new ArrayList<>();
    for (int part = 0; part < parts.getFirst().size(); part++) {
      sums.add(sum(parts.size(), part));
    }
    int complete = 0;
    for (List<Long> own : parts) {
      complete += own.equals(sums) ? 1 : 0;
    }
    return complete;
  }
}
