package lab.net.sim;

import lab.net.tcp.congestion.Flow;
import lab.net.tcp.congestion.Phase;
import lab.net.tcp.congestion.Receiver;
import lab.net.tcp.congestion.Timer;

/** A {@link Stream} at work. */
final class Lane {
  final int index;
  final Source source;
  final Flow flow;
  Receiver receiver;
  long linkFree;
  long wake;
  long ackDue;
  Job job;
  long sent;
  long dropped;
  long lost;
  long marked;
  long arrived;
  long timeouts;
  long recoveries;

  Lane(int index, Source source, Stream from) {
    this.index = index;
    this.source = source;
    flow = Flow.of(source.rules(), from.sender());
    receiver = from.receiver();
    linkFree = from.linkFreeNanos();
    wake = from.wakeNanos();
    ackDue = from.ackDueNanos();
    job = from.job();
    Count c = from.count();
    sent = c.sent();
    dropped = c.dropped();
    lost = c.lost();
    marked = c.marked();
    arrived = c.arrived();
    timeouts = c.timeouts();
    recoveries = c.recoveries();
  }

  /** A flow that has not begun; its handshake took the round trip of an empty network. */
  static Stream start(Source source, long baseNanos) {
    Flow flow = Flow.start(source.rules(), Math.max(1, baseNanos / 1_000));
    return new Stream(
        flow.freeze(), Receiver.START, 0, Timer.OFF, Timer.OFF, Job.NONE, Count.NOTHING);
  }

  Stream freeze() {
    Count count = new Count(sent, dropped, lost, marked, arrived, timeouts, recoveries);
    return new Stream(flow.freeze(), receiver, linkFree, wake, ackDue, job, count);
  }

  boolean together() {
    return source.traffic().again() == Traffic.Again.TOGETHER;
  }

  /** Counts a fast recovery, if one has begun. */
  void after(Phase before) {
    if (flow.phase() == Phase.RECOVERY && before != Phase.RECOVERY) {
      recoveries++;
    }
  }
}
