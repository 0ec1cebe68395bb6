package lab.net.sim;

import java.util.ArrayList;
import java.util.List;
import lab.input.BadInput;
import lab.net.tcp.congestion.Acking;
import lab.net.tcp.congestion.Rules;

/** The networks that the facts were measured on. */
public final class Topology {
  private Topology() {}

  /**
   * Bulk flows through one slow link; each flow's own link is ten times as fast.
   *
   * @param flows the rules of each; flow i begins i times {@code apartNanos} later
   * @param rttNanos the round trip of an empty network, but for the time on the wires
   */
  public static Plan dumbbell(
      List<Rules> flows, Link slow, long rttNanos, Port port, long apartNanos) {
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i < flows.size(); i++) {
      Rules rules = flows.get(i);
      sources.add(new Source(rules, acking(rules), Traffic.bulk(i * apartNanos)));
    }
    Link access = new Link(Math.min(1_000_000_000_000L, 10 * slow.bitsPerSecond()), 0);
    long back = Math.max(1, rttNanos - slow.delayNanos());
    return new Plan(sources, access, port, slow, back, Frame.ETHERNET, Loss.NONE, 0);
  }

  /** A receiver as that sender knows it: each segment is acknowledged at once. */
  private static Acking acking(Rules rules) {
    return Acking.EACH.withSack(rules.recovery().sack());
  }

  /**
   * Synchronised answers into one port, round after round; all links have one rate.
   *
   * @param n senders
   * @param rules of each
   * @param segments of an answer
   * @param rate of every link, bit/s
   * @param rttNanos the round trip of an empty network, but for the time on the wires
   * @param staggerNanos how much later each sender begins than the one before it
   * @param barrier whether a round begins when all answers of the last one have arrived; otherwise
   *     each sender goes on by itself
   */
  public static Plan incast(
      int n,
      Rules rules,
      long segments,
      long rate,
      long rttNanos,
      Port port,
      long staggerNanos,
      boolean barrier) {
    if (n < 1) {
      throw new BadInput("incast needs at least 1 sender (got " + n + ")");
    }
    Traffic.Again again = barrier ? Traffic.Again.TOGETHER : Traffic.Again.ALONE;
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Traffic traffic = new Traffic(i * staggerNanos, segments, again, 0);
      sources.add(new Source(rules, acking(rules), traffic));
    }
    long part = rttNanos / 4;
    Link link = new Link(rate, part);
    return new Plan(
        sources, link, port, link, Math.max(1, rttNanos - 2 * part), Frame.ETHERNET, Loss.NONE, 0);
  }

  /**
   * A small request, again and again, beside a bulk flow that has begun before: flow 1 beside flow
   * 0.
   *
   * @param pauseNanos how long after its arrival the next one is sent
   */
  public static Plan beside(
      Rules bulk,
      Rules small,
      long segments,
      Link slow,
      long rttNanos,
      Port port,
      long pauseNanos) {
    Plan plan = dumbbell(List.of(bulk, small), slow, rttNanos, port, 0);
    Traffic requests = new Traffic(50 * rttNanos, segments, Traffic.Again.ALONE, pauseNanos);
    Source second = new Source(small, acking(small), requests);
    return plan.with(List.of(plan.sources().get(0), second));
  }
}
