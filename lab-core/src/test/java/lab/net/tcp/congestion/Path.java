package lab.net.tcp.congestion;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;

/**
 * A sender and a receiver with a path between them that takes a fixed time and loses what a test
 * wants. Each step is checked by the one who watches.
 */
final class Path {
  /** Whoever looks at every step. */
  interface Watcher {
    void step(Sender before, Event event, Sender after);
  }

  /** A thing on its way. */
  private record Flying(long at, long seq, Ack ack) {}

  final Rules rules;
  final Acking acking;
  final long rttMicros;
  final Congestion congestion;
  final List<Long> sent = new ArrayList<>();
  Sender sender;
  Receiver receiver = Receiver.START;
  long now;
  long ackAt = Long.MAX_VALUE;

  /** Which sending is lost; the argument counts sendings from 0. */
  LongPredicate loses = n -> false;

  /** Which acknowledgement is lost. */
  LongPredicate losesAck = n -> false;

  /** Which sending the network marks. */
  LongPredicate marks = n -> false;

  /** How much longer a sending takes. */
  SplittableRandom jitter;

  Watcher watcher = (before, event, after) -> {};
  private final List<Flying> flying = new ArrayList<>();
  private long acks;

  Path(Rules rules, Acking acking, long rttMicros) {
    this.rules = rules;
    this.acking = acking;
    this.rttMicros = rttMicros;
    congestion = new Congestion(rules);
    sender = congestion.start(rttMicros);
  }

  void supply(long segments) {
    on(new Event.Supplied(now, segments));
  }

  private void on(Event event) {
    Sender before = sender;
    Reaction reaction = congestion.on(before, event);
    sender = reaction.after();
    watcher.step(before, event, sender);
    for (long seq : reaction.sent()) {
      long n = sent.size();
      sent.add(seq);
      if (!loses.test(n)) {
        long more = jitter == null ? 0 : jitter.nextLong(rttMicros / 8);
        long mark = marks.test(n) ? 1 : 0;
        add(new Flying(now + rttMicros / 2 + more, 2 * seq + mark, null));
      }
    }
  }

  /** In order of time; equal times in the order of sending. */
  private void add(Flying f) {
    int i = flying.size();
    while (i > 0 && flying.get(i - 1).at > f.at) {
      i--;
    }
    flying.add(i, f);
  }

  private void answer(Receiver.Answer answer) {
    receiver = answer.after();
    for (Ack ack : answer.acks()) {
      if (!losesAck.test(acks++)) {
        add(new Flying(now + rttMicros - rttMicros / 2, -1, ack));
      }
    }
    ackAt = receiver.held() > 0 ? Math.min(ackAt, now + acking.delayMicros()) : Long.MAX_VALUE;
  }

  private long nextAt() {
    long flies = flying.isEmpty() ? Long.MAX_VALUE : flying.get(0).at;
    return Math.min(flies, Math.min(sender.timer().next(), ackAt));
  }

  /** The next thing that happens; false when nothing ever will. */
  boolean step() {
    long at = nextAt();
    if (at == Long.MAX_VALUE) {
      return false;
    }
    boolean flies = !flying.isEmpty() && flying.get(0).at == at;
    now = Math.max(now, at);
    if (flies) {
      Flying f = flying.remove(0);
      if (f.ack != null) {
        on(new Event.Acked(now, f.ack));
      } else {
        answer(receiver.arrives(f.seq >> 1, (f.seq & 1) == 1, acking));
      }
    } else if (ackAt == at) {
      answer(receiver.delayed(acking));
    } else {
      on(new Event.TimerEnded(now));
    }
    return true;
  }

  /** Until that time, in microseconds. */
  void run(long until) {
    while (nextAt() <= until) {
      step();
    }
    now = Math.max(now, until);
  }

  /** Until everything is acknowledged. */
  void finish() {
    for (int i = 0; sender.span().una() < sender.span().supplied(); i++) {
      if (!step() || i > 1_000_000) {
        throw new AssertionError("stuck at " + now + " us: " + sender);
      }
    }
  }

  Phase phase() {
    return sender.phase();
  }

  int cwnd() {
    return sender.window().cwnd();
  }

  int ssthresh() {
    return sender.window().ssthresh();
  }
}
