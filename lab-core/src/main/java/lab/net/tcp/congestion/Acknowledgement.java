package lab.net.tcp.congestion;

import java.util.List;

/** One acknowledgement on its way through a sender. */
final class Acknowledgement {
  private final Flow f;
  private final long now;

  /** Segments that left the window, and that have arrived as far as the sender learns now. */
  private int acked;

  private int delivered;
  private int newlySacked;
  private int newlyLost;

  /** When the oldest of them was sent, -1 for none; and whether one was sent twice. */
  private long timed = -1;

  private boolean twice;

  Acknowledgement(Flow f, long now) {
    this.f = f;
    this.now = now;
  }

  void take(Ack ack) {
    boolean duplicate = read(ack);
    sample();
    if (acked > 0 && restarts()) {
      f.restartTimer(now);
    }
    if (f.rules.algorithm() == Algorithm.DCTCP) {
      f.dctcp = f.dctcp.acknowledged(acked, ack.marked(), f.board.una, f.board.nxt);
    }
    Phase before = f.phase();
    if (before.reduced() && f.board.una >= f.episode.recover()) {
      ended();
    }
    react(ack, duplicate);
    if (f.tail.probeEnd() >= 0) {
      probeAnswered(ack);
    }
    if (acked > 0 && !reducing(before) && !reducing(f.phase()) && f.window.grows()) {
      Growth.grow(f, f.rules.counting() ? delivered : 1, now);
    }
    f.restartProbe(now);
  }

  private static boolean reducing(Phase phase) {
    return phase == Phase.RECOVERY || phase == Phase.CWR;
  }

  /** Takes it into the scoreboard; whether it is a duplicate one (RFC 5681, 2; RFC 6675, 2). */
  private boolean read(Ack ack) {
    Board b = f.board;
    boolean current = ack.next() == b.una && b.size() > 0;
    while (b.una < ack.next()) {
      if (!b.is(b.una, Scoreboard.SACKED)) {
        arrived(b.una);
      }
      b.leave();
      acked++;
    }
    boolean sack = f.rules.recovery().sack();
    List<Block> blocks = ack.blocks();
    for (int i = 0; sack && i < blocks.size(); i++) {
      long to = Math.min(blocks.get(i).to(), b.nxt);
      for (long seq = Math.max(blocks.get(i).from(), b.una); seq < to; seq++) {
        if (!b.is(seq, Scoreboard.SACKED)) {
          arrived(seq);
          b.sack(seq);
          newlySacked++;
        }
      }
    }
    boolean duplicate = current && (sack ? newlySacked > 0 : true);
    if (!sack) {
      // Each duplicate one was an arrival already.
      delivered = duplicate ? 1 : Math.max(0, acked - f.episode.dupAcks());
    }
    return duplicate;
  }

  private void arrived(long seq) {
    Board b = f.board;
    delivered++;
    boolean again = b.is(seq, Scoreboard.TWICE);
    long sentAt = b.sentAt(seq);
    twice |= again;
    if (timed < 0) {
      timed = sentAt;
    }
    // A retransmission that was answered too soon was none (RFC 8985, 6.2, step 2).
    if (f.rules.recovery().rack() && !(again && now - sentAt < f.roundTrip.least())) {
      f.tail = f.tail.arrived(sentAt, seq, now - sentAt, again);
    }
  }

  /** A round trip, unless a segment was sent twice: nobody knows which one came (RFC 6298, 3). */
  private void sample() {
    if (timed >= 0 && (!twice || f.rules.fault() == Fault.NO_KARN)) {
      f.roundTrip = f.roundTrip.sample(now - timed);
    }
  }

  /** NewReno restarts the timer at the first partial acknowledgement only (RFC 6582, 3.2). */
  private boolean restarts() {
    boolean partial = f.is(Phase.RECOVERY) && f.board.una < f.episode.recover();
    return !(f.inflates() && partial && f.episode.partials() > 0);
  }

  private void ended() {
    if (!f.is(Phase.LOSS)) {
      f.window = f.window.withCwnd(f.window.ssthresh());
    }
    // Marks lose nothing, so duplicate acknowledgements after them are news.
    long recover = f.is(Phase.CWR) ? -1 : f.episode.recover();
    f.episode = new Episode(Phase.OPEN, recover, 0, 0, false, Episode.Prr.NONE);
  }

  private void react(Ack ack, boolean duplicate) {
    count(duplicate);
    find();
    switch (f.phase()) {
      case OPEN, DISORDER, CWR -> {
        if (lossSeen()) {
          Losses.recover(f);
          Growth.comeDown(f, delivered, false);
        } else if (ack.marked() && !f.is(Phase.CWR)) {
          Losses.marked(f);
          Growth.comeDown(f, delivered, acked > 0);
        } else if (f.is(Phase.CWR)) {
          Growth.comeDown(f, delivered, acked > 0);
        } else {
          boolean disorder = f.episode.dupAcks() > 0 || f.board.sacked > 0;
          Phase phase = disorder ? Phase.DISORDER : Phase.OPEN;
          f.episode = f.is(phase) ? f.episode : f.episode.with(phase);
        }
      }
      case RECOVERY -> repair(duplicate);
      case LOSS -> {}
    }
  }

  /** Duplicate acknowledgements in a row; without SACK each stands for an arrival. */
  private void count(boolean duplicate) {
    if (f.is(Phase.LOSS)) {
      return;
    }
    int dup = f.episode.dupAcks();
    if (duplicate) {
      f.episode = f.episode.withDupAcks(dup + 1);
    } else if (acked > 0 && dup > 0) {
      boolean emulated = f.is(Phase.RECOVERY) && !f.rules.recovery().sack();
      f.episode = f.episode.withDupAcks(emulated ? Math.max(0, dup - (acked - 1)) : 0);
    }
  }

  private void find() {
    if (f.rules.recovery().rack()) {
      if (f.board.sacked > 0 || f.board.lost > 0 || f.timer.reorderAt() != Timer.OFF) {
        newlyLost = Losses.byTime(f, now);
      }
    } else if (f.rules.recovery().sack() && newlySacked > 0) {
      newlyLost = Losses.byCount(f);
    }
  }

  private boolean lossSeen() {
    if (f.rules.recovery().sack()) {
      boolean counted = !f.rules.recovery().rack() && f.episode.dupAcks() >= Losses.DUP_THRESHOLD;
      return f.board.lost > 0 || counted;
    }
    // Duplicates of what an earlier episode sent prove nothing (RFC 6582, 3.2, step 1).
    boolean news = f.is(Phase.CWR) || f.board.una > f.episode.recover();
    return news && f.episode.dupAcks() >= Losses.DUP_THRESHOLD;
  }

  private void repair(boolean duplicate) {
    boolean partial = acked > 0;
    if (!f.rules.recovery().sack() && partial) {
      f.board.lose(f.board.una);
      newlyLost++;
    }
    if (newlyLost > 0) {
      Losses.more(f);
    }
    if (f.inflates()) {
      if (duplicate) {
        f.window = f.window.withCwnd(f.window.cwnd() + 1);
      } else if (partial) {
        // Deflate by what left, and one back for what is sent now (RFC 6582, 3.2, step 3).
        f.window = f.window.withCwnd(f.window.cwnd() - acked + 1);
        f.episode = f.episode.withPartials(f.episode.partials() + 1);
        f.forced = f.board.una;
      }
    }
    Growth.comeDown(f, delivered, acked > 0 && newlyLost == 0);
  }

  /** RFC 8985, 7.4: a probe that was sent again and is not reported twice repaired a loss. */
  private void probeAnswered(Ack ack) {
    long una = f.board.una;
    if (!f.tail.probeResent() || ack.twice()) {
      if (una >= f.tail.probeEnd()) {
        f.tail = f.tail.answered();
      }
    } else if (una > f.tail.probeEnd()) {
      f.tail = f.tail.answered();
      if (!f.phase().reduced()) {
        Losses.reduce(f, false);
        f.window = f.window.withCwnd(f.window.ssthresh());
      }
    }
  }
}
