package lab.net.sim;

import java.util.ArrayList;
import java.util.List;
import lab.net.sim.Pending.Kind;
import lab.net.tcp.congestion.Ack;
import lab.net.tcp.congestion.Flow;
import lab.net.tcp.congestion.Phase;
import lab.net.tcp.congestion.Receiver;
import lab.net.tcp.congestion.Timer;

/** A {@link Network} at work: it changes in place. */
public final class Simulation {
  private final Plan plan;
  private final Lane[] lanes;
  private final Queue queue;
  private final Agenda agenda;
  private final long accessNanos;
  private long now;
  private Rounds rounds;
  private long serial;
  private long arrivals;

  public Simulation(Network from) {
    plan = from.plan();
    lanes = new Lane[from.streams().size()];
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] = new Lane(i, plan.sources().get(i), from.streams().get(i));
    }
    int octets = plan.frame().wireOctets();
    queue = new Queue(plan.port(), plan.shared().nanos(octets), from.waiting());
    accessNanos = plan.access().nanos(octets);
    agenda = new Agenda(from.pending());
    now = from.nowNanos();
    rounds = from.rounds();
    serial = from.serial();
    arrivals = from.arrivals();
  }

  public Network freeze() {
    List<Stream> streams = new ArrayList<>(lanes.length);
    for (Lane lane : lanes) {
      streams.add(lane.freeze());
    }
    return new Network(
        plan, now, streams, queue.freeze(now), agenda.freeze(), rounds, serial, arrivals);
  }

  /** The next thing happens; false if nothing ever will. The watcher may be null. */
  public boolean step(Watcher watcher) {
    if (agenda.isEmpty()) {
      return false;
    }
    Pending p = agenda.take();
    now = p.atNanos();
    Lane lane = lanes[p.flow()];
    switch (p.kind()) {
      case ARRIVES -> arrives(lane, p);
      case DELIVERED -> delivered(lane, p);
      case ACKED -> acked(lane, p.ack());
      case ACK_DUE -> ackDue(lane);
      case TIMER -> timer(lane);
      case ASKED -> asked(lane);
    }
    if (watcher != null) {
      watcher.happened(p, this);
    }
    return true;
  }

  /** All that happens until a time, it included. The watcher may be null. */
  public void run(long untilNanos, Watcher watcher) {
    while (!agenda.isEmpty() && agenda.first().atNanos() <= untilNanos) {
      step(watcher);
    }
    now = Math.max(now, untilNanos);
  }

  public long nowNanos() {
    return now;
  }

  /** The sender of a flow; it must not be changed. */
  public Flow flow(int i) {
    return lanes[i].flow;
  }

  /** What the application of a flow is at. */
  public Job job(int i) {
    return lanes[i].job;
  }

  /** Packets that wait at the port. */
  public int waiting() {
    return queue.waiting(now);
  }

  public int mostWaiting() {
    return queue.most();
  }

  public Rounds rounds() {
    return rounds;
  }

  /** Data packets that came to the switch so far. */
  public long arrivals() {
    return arrivals;
  }

  private long micros() {
    return now / 1_000;
  }

  private void plan(long at, Kind kind, Lane lane, long segment, boolean marked, Ack ack) {
    agenda.add(new Pending(at, kind, lane.index, segment, marked, ack, serial++));
  }

  private void arrives(Lane lane, Pending p) {
    arrivals++;
    if (plan.loss().takes(arrivals)) {
      lane.lost++;
      return;
    }
    boolean marked = queue.marks(now);
    long sent = queue.take(now);
    if (sent < 0) {
      lane.dropped++;
      return;
    }
    lane.marked += marked ? 1 : 0;
    plan(sent + plan.shared().delayNanos(), Kind.DELIVERED, lane, p.segment(), marked, null);
  }

  private void delivered(Lane lane, Pending p) {
    lane.arrived++;
    answer(lane, lane.receiver.arrives(p.segment(), p.marked(), lane.source.acking()));
    if (lane.job.busy() && lane.receiver.next() >= lane.job.goal()) {
      finished(lane);
    }
  }

  private void answer(Lane lane, Receiver.Answer answer) {
    lane.receiver = answer.after();
    List<Ack> acks = answer.acks();
    for (int i = 0; i < acks.size(); i++) {
      plan(now + plan.backNanos(), Kind.ACKED, lane, 0, false, acks.get(i));
    }
    if (lane.receiver.held() == 0) {
      lane.ackDue = Timer.OFF;
    } else if (lane.ackDue == Timer.OFF) {
      lane.ackDue = now + 1_000 * lane.source.acking().delayMicros();
      plan(lane.ackDue, Kind.ACK_DUE, lane, 0, false, null);
    }
  }

  /** Where no acknowledgement is due any more, another one was sent meanwhile. */
  private void ackDue(Lane lane) {
    if (lane.ackDue == now) {
      answer(lane, lane.receiver.delayed(lane.source.acking()));
    }
  }

  private void acked(Lane lane, Ack ack) {
    Phase before = lane.flow.phase();
    lane.flow.acknowledged(ack, micros());
    lane.after(before);
    send(lane);
  }

  private void timer(Lane lane) {
    if (lane.wake != now) {
      return; // it wanted to be woken earlier, and was
    }
    lane.wake = Timer.OFF;
    if (lane.flow.deadline() <= micros()) {
      Phase before = lane.flow.phase();
      lane.timeouts += lane.flow.timesOut(micros()) ? 1 : 0;
      lane.flow.timerEnded(micros());
      lane.after(before);
    }
    send(lane);
  }

  private void asked(Lane lane) {
    lane.job = lane.job.asked(lane.source.traffic().segments(), now);
    lane.flow.supply(lane.source.traffic().segments(), micros());
    send(lane);
  }

  /** All that a sender sends now; its link takes one after the other. */
  private void send(Lane lane) {
    for (long seq = lane.flow.next(micros()); seq >= 0; seq = lane.flow.next(micros())) {
      lane.linkFree = Math.max(lane.linkFree, now + jitter()) + accessNanos;
      lane.sent++;
      plan(lane.linkFree + plan.access().delayNanos(), Kind.ARRIVES, lane, seq, false, null);
    }
    long deadline = lane.flow.deadline();
    if (deadline != Timer.OFF && deadline * 1_000 < lane.wake) {
      lane.wake = Math.max(now, deadline * 1_000);
      plan(lane.wake, Kind.TIMER, lane, 0, false, null);
    }
  }

  private long jitter() {
    long most = plan.jitterNanos();
    return most == 0 ? 0 : Chance.below(most + 1, plan.loss().seed(), serial);
  }

  private void finished(Lane lane) {
    lane.job = lane.job.finished(now);
    Traffic traffic = lane.source.traffic();
    switch (traffic.again()) {
      case NEVER -> {}
      case ALONE ->
          plan(now + plan.backNanos() + traffic.pauseNanos(), Kind.ASKED, lane, 0, false, null);
      case TOGETHER -> {
        rounds = rounds.oneLess();
        if (rounds.waiting() == 0) {
          nextRound();
        }
      }
    }
  }

  private void nextRound() {
    int together = 0;
    long timeouts = 0;
    long begins = now + plan.backNanos();
    for (Lane lane : lanes) {
      if (lane.together()) {
        Traffic traffic = lane.source.traffic();
        together++;
        timeouts += lane.timeouts;
        long at = begins + traffic.pauseNanos() + traffic.startNanos();
        plan(at, Kind.ASKED, lane, 0, false, null);
      }
    }
    rounds = rounds.next(now, together, timeouts);
  }
}
