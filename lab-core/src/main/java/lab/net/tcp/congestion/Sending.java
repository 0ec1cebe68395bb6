package lab.net.tcp.congestion;

/** What is sent next. */
final class Sending {
  private Sending() {}

  /**
   * The next segment to send, -1 for none: lost ones first, then new ones (RFC 6675, NextSeg rules
   * 1 and 2), then what may be lost (rules 3 and 4; Linux has neither).
   */
  static long choose(Flow f) {
    if (f.forced >= 0) {
      long seq = f.forced;
      f.forced = -1;
      return seq;
    }
    boolean room = f.pipe() < f.window.cwnd();
    if (f.board.lost > f.board.resent) {
      return room ? firstLost(f.board) : stops(f, true);
    }
    if (!roomForNew(f, room)) {
      return stops(f, true);
    }
    if (f.board.nxt < f.supplied) {
      return f.board.nxt;
    }
    boolean suspects = f.is(Phase.RECOVERY) && f.rules.recovery().sack();
    long seq = suspects && !f.rules.recovery().prr() ? suspected(f) : -1;
    return seq >= 0 ? seq : stops(f, false);
  }

  /** Sending stops, because of the window or not. */
  private static long stops(Flow f, boolean limited) {
    if (limited || f.sending) {
      Window.Use use = f.window.use().after(limited, f.board.una, f.board.nxt);
      f.window = f.window.with(use);
    }
    f.sending = false;
    return -1;
  }

  private static boolean roomForNew(Flow f, boolean room) {
    int flight = f.board.size();
    if (f.is(Phase.RECOVERY) && f.inflates()) {
      return flight < f.window.cwnd();
    }
    if (f.is(Phase.DISORDER) || (f.is(Phase.CWR) && f.inflates())) {
      // RFC 3042: at most two beyond the window.
      int beyond = f.rules.recovery().limitedTransmit() ? 2 : 0;
      return room && flight < f.window.cwnd() + beyond;
    }
    return room;
  }

  static long firstLost(Board b) {
    for (long seq = b.una; seq < b.nxt; seq++) {
      if (b.is(seq, Scoreboard.LOST) && !b.is(seq, Scoreboard.RESENT)) {
        return seq;
      }
    }
    return -1;
  }

  private static long suspected(Flow f) {
    Board b = f.board;
    long below = -1;
    boolean above = false;
    for (long seq = b.nxt - 1; seq >= b.una; seq--) {
      if (b.is(seq, Scoreboard.SACKED)) {
        above = true;
      } else if (above && !b.is(seq, Scoreboard.TWICE)) {
        below = seq; // rule 3: the smallest one below what has arrived
      }
    }
    if (below >= 0 || f.episode.rescued()) {
      return below;
    }
    f.episode = f.episode.withRescue();
    for (long seq = b.nxt - 1; seq >= b.una; seq--) {
      if (!b.is(seq, Scoreboard.SACKED)) {
        return seq; // rule 4: the largest one, once
      }
    }
    return -1;
  }

  static void sent(Flow f, long seq, long now) {
    boolean fresh = seq == f.board.nxt;
    f.sending = true;
    if (fresh) {
      f.board.sendNew(now);
    } else {
      f.board.resend(seq, now);
    }
    // Linux gives the first retransmission of a fast recovery a timeout of its own.
    boolean again = seq == f.board.una && f.is(Phase.RECOVERY) && f.rules.recovery().prr();
    if (again || f.timer.retransmitAt() == Timer.OFF) {
      f.restartTimer(now);
    }
    f.timer = f.timer.sent(now);
    if (f.is(Phase.RECOVERY) || f.is(Phase.CWR)) {
      Episode.Prr prr = f.episode.prr();
      f.episode = f.episode.with(new Episode.Prr(prr.delivered(), prr.out() + 1, prr.before()));
    }
    if (fresh) {
      f.restartProbe(now);
    }
  }
}
