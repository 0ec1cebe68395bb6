package lab.net.collective;

import java.util.List;

/**
 * What a plan takes: a message costs alpha and beta for each byte of it, adding costs gamma for
 * each byte (Thakur, Rabenseifner and Gropp 2005). One link, from a rank to another, may be slower.
 * Picoseconds, so that integers suffice.
 *
 * @param alpha of a message
 * @param beta of a byte on the way
 * @param gamma of a byte that is added
 * @param slow the link that is slower; null if none is
 * @param times how many times alpha and beta are there, 1 or more
 */
public record Cost(long alpha, long beta, long gamma, Slow slow, long times) {

  /** A link in one direction. */
  public record Slow(int from, int to) {}

  public static Cost of(long alpha, long beta, long gamma) {
    return new Cost(alpha, beta, gamma, null, 1);
  }

  public Cost slow(int from, int to, long factor) {
    return new Cost(alpha, beta, gamma, new Slow(from, to), factor);
  }

  /**
   * Until the last rank is done. Nobody waits for a step as such: a message begins when its sender
   * and its receiver are through with theirs of the step before.
   *
   * @param bytes of the whole vector
   */
  public long time(Plan plan, long bytes) {
    long[] free = new long[plan.ranks()];
    for (List<Transfer> step : plan.steps()) {
      long[] then = free.clone();
      for (Transfer t : step) {
        long some = plan.elements(t, bytes);
        long way = (alpha + some * beta) * (slowed(t) ? times : 1);
        long there = Math.max(free[t.from()], free[t.to()]) + way;
        then[t.from()] = Math.max(then[t.from()], there);
        then[t.to()] = Math.max(then[t.to()], there + (t.combine() ? some * gamma : 0));
      }
      free = then;
    }
    long last = 0;
    for (long end : free) {
      last = Math.max(last, end);
    }
    return last;
  }

  private boolean slowed(Transfer t) {
    return slow != null && slow.from() == t.from() && slow.to() == t.to();
  }
}
