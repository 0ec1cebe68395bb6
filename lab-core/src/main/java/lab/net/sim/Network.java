package lab.net.sim;

import java.util.ArrayList;
import java.util.List;
import lab.input.BadInput;

/**
 * A network at one time, as a value: what has happened so far, and what will.
 *
 * @param plan what it is made of
 * @param nowNanos the time
 * @param streams the flows
 * @param waiting the shared port
 * @param pending what will happen, in that order
 * @param rounds what those who send together are at
 * @param serial things planned so far
 * @param arrivals data packets that came to the switch
 */
public record Network(
    Plan plan,
    long nowNanos,
    List<Stream> streams,
    Waiting waiting,
    List<Pending> pending,
    Rounds rounds,
    long serial,
    long arrivals) {

  public Network {
    streams = List.copyOf(streams);
    pending = List.copyOf(pending);
  }

  /**
   * The shared port.
   *
   * @param freeNanos when its link has sent all that wait
   * @param startNanos when each packet that waits will leave the queue
   * @param most most packets that waited at once
   */
  public record Waiting(long freeNanos, List<Long> startNanos, int most) {
    public Waiting {
      startNanos = List.copyOf(startNanos);
    }
  }

  /** A network in which nothing was sent; every application is about to begin. */
  public static Network start(Plan plan) {
    List<Stream> streams = new ArrayList<>();
    List<Pending> pending = new ArrayList<>();
    int together = 0;
    for (int i = 0; i < plan.sources().size(); i++) {
      Source source = plan.sources().get(i);
      streams.add(Lane.start(source, plan.baseNanos()));
      long at = source.traffic().startNanos();
      pending.add(new Pending(at, Pending.Kind.ASKED, i, 0, false, null, i));
      together += source.traffic().again() == Traffic.Again.TOGETHER ? 1 : 0;
    }
    Rounds rounds = new Rounds(0, 0, together, 0, 0, 0, 0);
    Waiting empty = new Waiting(0, List.of(), 0);
    Network n = new Network(plan, 0, streams, empty, pending, rounds, pending.size(), 0);
    return new Simulation(n).freeze(); // sorts what is pending
  }

  /** After the next thing has happened. */
  public Network step() {
    Simulation s = new Simulation(this);
    s.step(null);
    return s.freeze();
  }

  /**
   * After all that happens until a time, it included.
   *
   * @throws BadInput if that time is over
   */
  public Network run(long untilNanos) {
    return run(untilNanos, null);
  }

  /** The same, seen by a watcher; null for none. */
  public Network run(long untilNanos, Watcher watcher) {
    if (untilNanos < nowNanos) {
      throw new BadInput("it is " + nowNanos + " ns already (got " + untilNanos + ")");
    }
    Simulation s = new Simulation(this);
    s.run(untilNanos, watcher);
    return s.freeze();
  }

  /**
   * The next packet of a flow that comes to the switch is lost.
   *
   * @throws BadInput if none is on its way there
   */
  public Network lose(int flow) {
    for (Pending p : pending) {
      if (p.flow() == flow && p.kind() == Pending.Kind.ARRIVES) {
        List<Pending> rest = new ArrayList<>(pending);
        rest.remove(p);
        List<Stream> others = new ArrayList<>(streams);
        others.set(flow, lost(streams.get(flow)));
        return new Network(plan, nowNanos, others, waiting, rest, rounds, serial, arrivals);
      }
    }
    throw new BadInput("no packet of flow " + flow + " is on its way to the switch");
  }

  private static Stream lost(Stream s) {
    Count c = s.count();
    Count more =
        new Count(
            c.sent(),
            c.dropped(),
            c.lost() + 1,
            c.marked(),
            c.arrived(),
            c.timeouts(),
            c.recoveries());
    return new Stream(
        s.sender(), s.receiver(), s.linkFreeNanos(), s.wakeNanos(), s.ackDueNanos(), s.job(), more);
  }

  /** Data packets of a flow that are on their way or wait. */
  public long inFlight(int flow) {
    return pending.stream().filter(p -> p.packet() && p.flow() == flow).count();
  }

  /** Whether every packet that was sent is somewhere: arrived, dropped, lost or on its way. */
  public boolean conserved() {
    for (int i = 0; i < streams.size(); i++) {
      Count c = streams.get(i).count();
      if (c.sent() != c.arrived() + c.dropped() + c.lost() + inFlight(i)) {
        return false;
      }
    }
    return true;
  }

  /** Segments of a flow that its application has got, in order. */
  public long delivered(int flow) {
    return streams.get(flow).receiver().next();
  }

  /** Bits a second that applications got between two times, all flows together. */
  public static double goodput(Network from, Network to) {
    long segments = 0;
    for (int i = 0; i < to.streams.size(); i++) {
      segments += to.delivered(i) - from.delivered(i);
    }
    double bits = 8.0 * segments * to.plan.frame().payloadOctets();
    return bits * 1e9 / Math.max(1, to.nowNanos - from.nowNanos);
  }

  /** Packets that the full queue dropped, of all flows. */
  public long dropped() {
    return streams.stream().mapToLong(s -> s.count().dropped()).sum();
  }
}
