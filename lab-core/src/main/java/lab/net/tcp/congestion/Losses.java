package lab.net.tcp.congestion;

/** What losses, marks and silence do to a sender. */
final class Losses {
  /** Segments above a hole until it is a loss (RFC 5681, 6675). */
  static final int DUP_THRESHOLD = 3;

  private Losses() {}

  /**
   * ssthresh after congestion (RFC 5681, equation 4): from what is in flight, and what limited
   * transmit added is not counted. Linux takes the window, and after marks everybody does (RFC
   * 3168, 6.1.2; RFC 8257, 3.3).
   */
  static void reduce(Flow f, boolean marks) {
    int cwnd = f.window.cwnd();
    boolean wholeWindow =
        marks || f.rules.recovery().prr() || f.rules.fault() == Fault.THRESHOLD_FROM_WINDOW;
    int base = wholeWindow ? cwnd : Math.min(cwnd, f.board.size());
    int left =
        marks && f.rules.algorithm() == Algorithm.DCTCP && !misjudges(f.rules.fault())
            ? f.dctcp.reduced(base)
            : left(f.rules.algorithm(), f.rules.fault(), base);
    f.cubic = f.cubic.reducedAt(cwnd);
    f.window = f.window.withThreshold(left).withoutCredit();
  }

  private static boolean misjudges(Fault fault) {
    return fault == Fault.NO_HALVING || fault == Fault.MINUS_ONE;
  }

  /** What a loss leaves of a window; two segments at least. */
  static int left(Algorithm algorithm, Fault fault, int window) {
    int left =
        switch (fault) {
          case NO_HALVING -> window;
          case MINUS_ONE -> window - 1;
          default -> algorithm == Algorithm.CUBIC ? Cubic.reduced(window) : window / 2;
        };
    return Math.max(2, left);
  }

  /** Fast retransmit: what the acknowledgements show to be lost is sent, and recovery begins. */
  static void recover(Flow f) {
    int before = f.window.cwnd();
    if (!f.episode.phase().reduced()) {
      reduce(f, false);
    }
    if (f.board.lost == 0) {
      f.board.lose(f.board.una);
    }
    Episode.Prr prr = new Episode.Prr(0, 0, before);
    f.episode = new Episode(Phase.RECOVERY, f.board.nxt, f.episode.dupAcks(), 0, false, prr);
    if (f.rules.recovery().prr()) {
      return; // the window comes down with each acknowledgement
    }
    int inflation = f.inflates() ? DUP_THRESHOLD : 0;
    f.window = f.window.withCwnd(f.window.ssthresh() + inflation);
    f.forced = Sending.firstLost(f.board);
  }

  /** The network marked something: once in a window the window is reduced. */
  static void marked(Flow f) {
    int before = f.window.cwnd();
    reduce(f, true);
    Episode.Prr prr = new Episode.Prr(0, 0, before);
    f.episode = new Episode(Phase.CWR, f.board.nxt, f.episode.dupAcks(), 0, false, prr);
    if (!f.rules.recovery().prr()) {
      f.window = f.window.withCwnd(f.window.ssthresh());
    }
  }

  /** More was lost in the same window: that is no news, but for a sender with that fault. */
  static void more(Flow f) {
    if (f.rules.fault() == Fault.HALVING_PER_LOSS) {
      int half = Math.max(2, f.window.ssthresh() / 2);
      f.window = f.window.withThreshold(half);
      if (!f.inflates() && !f.rules.recovery().prr()) {
        f.window = f.window.withCwnd(half);
      }
    }
  }

  /**
   * The retransmission timer ended (RFC 6298, 5.4 to 5.6; RFC 5681, 3.1): all that is in flight is
   * taken for lost, the window is one segment. ssthresh is not reduced twice for what was in flight
   * at one time (Linux; RFC 5681 says so of two timeouts only).
   */
  static void timeout(Flow f, long now) {
    if (!f.episode.phase().reduced()) {
      reduce(f, false);
    }
    for (long seq = f.board.una; seq < f.board.nxt; seq++) {
      f.board.lose(seq);
    }
    f.window = f.window.withCwnd(1).withoutCredit();
    f.cubic = Cubic.NONE;
    f.episode = new Episode(Phase.LOSS, f.board.nxt, 0, 0, false, Episode.Prr.NONE);
    if (f.rules.fault() != Fault.NO_BACKOFF) {
      f.roundTrip = f.roundTrip.doubled();
    }
    f.tail = f.tail.answered();
    f.timer = new Timer(Timer.OFF, Timer.OFF, Timer.OFF, f.timer.lastSentAt());
    f.restartTimer(now);
  }

  /** Tail loss probe (RFC 8985, 7.3): a new segment if there is one, else the last one again. */
  static void probe(Flow f, long now) {
    boolean fresh = f.board.nxt < f.supplied;
    f.forced = fresh ? f.board.nxt : f.board.nxt - 1;
    f.tail = f.tail.probed(f.forced + 1, !fresh);
    f.timer = f.timer.probe(Timer.OFF);
    f.restartTimer(now);
  }

  /** What RACK waited for has not come. */
  static void late(Flow f, long now) {
    if (byTime(f, now) > 0 && !f.is(Phase.RECOVERY) && !f.is(Phase.LOSS)) {
      recover(f);
      Growth.comeDown(f, 1, false); // Linux: as if one had arrived
    }
  }

  /**
   * Segments with three sacked ones above them are lost (RFC 6675, IsLost). Returns how many that
   * are more than before.
   */
  static int byCount(Flow f) {
    Board b = f.board;
    if (b.sacked < DUP_THRESHOLD) {
      return 0;
    }
    int above = 0;
    int news = 0;
    for (long seq = b.nxt - 1; seq >= b.una; seq--) {
      if (b.is(seq, Scoreboard.SACKED)) {
        above++;
      } else if (above >= DUP_THRESHOLD && !b.is(seq, Scoreboard.LOST)) {
        news += b.lose(seq) ? 1 : 0;
      }
    }
    return news;
  }

  /**
   * RACK (RFC 8985, 6.2): lost is what was sent before the newest segment that has arrived, if
   * since then more time went by than a segment took, and a quarter of a round trip for reordering
   * where there was some, or where little speaks for a loss. Returns how many more are lost.
   */
  static int byTime(Flow f, long now) {
    Board b = f.board;
    boolean recovers = f.is(Phase.RECOVERY) || f.is(Phase.LOSS);
    boolean sure = !f.tail.reordered() && (recovers || b.sacked >= DUP_THRESHOLD);
    long patience = sure ? 0 : f.roundTrip.known() ? f.roundTrip.least() / 4 : 0;
    long latest = 0;
    int news = 0;
    for (long seq = b.una; seq < b.nxt; seq++) {
      boolean waits = !b.is(seq, Scoreboard.LOST) || b.is(seq, Scoreboard.RESENT);
      if (waits && !b.is(seq, Scoreboard.SACKED) && f.tail.older(b.sentAt(seq), seq)) {
        long left = b.sentAt(seq) + f.tail.rttMicros() + patience - now;
        if (left <= 0) {
          news += b.lose(seq) ? 1 : 0;
        }
        latest = Math.max(latest, left);
      }
    }
    long at = latest > 0 ? now + latest : Timer.OFF;
    if (f.timer.reorderAt() != at) {
      f.timer = f.timer.reorder(at);
    }
    return news;
  }
}
