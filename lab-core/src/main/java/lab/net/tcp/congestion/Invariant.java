package lab.net.tcp.congestion;

/** What no step of a sender may break; each {@link Fault} breaks one of them. */
public enum Invariant {
  WINDOW("cwnd is at least one segment") {
    @Override
    public boolean holds(Rules rules, Sender before, Event event, Sender after) {
      return after.window().cwnd() >= 1;
    }
  },
  THRESHOLD("ssthresh is at least two segments") {
    @Override
    public boolean holds(Rules rules, Sender before, Event event, Sender after) {
      return after.window().ssthresh() >= 2;
    }
  },
  /**
   * Inflation by three is part of cwnd here; two more are limited transmit's. A probe is beyond any
   * window: RFC 8985 allows it.
   */
  FLIGHT("new segments are sent only into the window, but for two of limited transmit") {
    @Override
    public boolean holds(Rules rules, Sender before, Event event, Sender after) {
      if (after.span().nxt() == before.span().nxt() || probes(before, after)) {
        return true;
      }
      int limit = after.window().cwnd();
      boolean newReno = !rules.recovery().sack() && !rules.recovery().prr();
      return newReno
          ? after.flight() <= limit + Math.min(2, after.episode().dupAcks())
          : after.pipe(rules.recovery()) <= limit;
    }
  },
  ONE_REDUCTION("the window is reduced once for what was in flight") {
    @Override
    public boolean holds(Rules rules, Sender before, Event event, Sender after) {
      boolean same = before.phase().reduced() && after.span().una() < before.episode().recover();
      return !same || after.window().ssthresh() == before.window().ssthresh();
    }
  },
  REDUCTION("after congestion no more is left than the algorithm says of what was in flight") {
    @Override
    public boolean holds(Rules rules, Sender before, Event event, Sender after) {
      if (before.phase().reduced() || !after.phase().reduced()) {
        return true;
      }
      int cwnd = before.window().cwnd();
      boolean marks = after.phase() == Phase.CWR;
      boolean whole = marks || rules.recovery().prr();
      int base = whole ? cwnd : Math.min(cwnd, before.flight());
      int left =
          marks && rules.algorithm() == Algorithm.DCTCP
              ? after.memory().dctcp().reduced(base)
              : Losses.left(rules.algorithm(), Fault.NONE, base);
      return after.window().ssthresh() <= Math.max(2, left);
    }
  },
  SLOW_START("the window grows by no more than what has arrived") {
    @Override
    public boolean holds(Rules rules, Sender before, Event event, Sender after) {
      boolean open = !before.phase().reduced() && !after.phase().reduced();
      int grown = after.window().cwnd() - before.window().cwnd();
      return !open || grown <= delivered(before, after);
    }
  },
  /** Reno's and DCTCP's; what CUBIC does follows from time. */
  AVOIDANCE("above ssthresh the window grows by one when a window was acknowledged") {
    @Override
    public boolean holds(Rules rules, Sender before, Event event, Sender after) {
      Window was = before.window();
      boolean open = !before.phase().reduced() && !after.phase().reduced();
      if (!open || was.slowStart() || rules.algorithm() == Algorithm.CUBIC) {
        return true;
      }
      int grown = after.window().cwnd() - was.cwnd();
      return grown <= 0 || was.credit() + delivered(before, after) >= grown * was.cwnd();
    }
  },
  BACKOFF("a timeout that ends is doubled, as far as the longest one") {
    @Override
    public boolean holds(Rules rules, Sender before, Event event, Sender after) {
      if (!timedOut(before, event, after)) {
        return true;
      }
      long old = before.roundTrip().timeoutMicros(rules.rto());
      long now = after.roundTrip().timeoutMicros(rules.rto());
      return now == Math.min(rules.rto().mostMicros(), 2 * old);
    }
  },
  KARN("an acknowledgement of what was sent twice times nothing") {
    @Override
    public boolean holds(Rules rules, Sender before, Event event, Sender after) {
      boolean twice = false;
      long acked = after.span().una() - before.span().una();
      for (int i = 0; i < acked; i++) {
        twice |= before.board().twice(i) && !before.board().sacked(i);
      }
      return !twice || after.roundTrip().equals(before.roundTrip());
    }
  },
  RESTART("after an idle time of a timeout no more than the initial window is sent at once") {
    @Override
    public boolean holds(Rules rules, Sender before, Event event, Sender after) {
      long idle = event.atMicros() - before.timer().lastSentAt();
      boolean began = event instanceof Event.Supplied && before.span().nxt() > 0;
      return !began
          || before.flight() > 0
          || before.span().supplied() > before.span().nxt()
          || idle <= before.roundTrip().timeoutMicros(rules.rto())
          || after.flight() <= rules.initialWindow();
    }
  };

  private final String text;

  Invariant(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /** Whether a step keeps it. */
  public abstract boolean holds(Rules rules, Sender before, Event event, Sender after);

  /** Segments of which the sender learned in this step that they have arrived. */
  private static int delivered(Sender before, Sender after) {
    int acked = (int) (after.span().una() - before.span().una());
    int news = 0;
    for (int i = 0; i < before.board().size(); i++) {
      boolean known = before.board().sacked(i);
      news += !known && (i < acked || after.board().sacked(i - acked)) ? 1 : 0;
    }
    return news;
  }

  private static boolean probes(Sender before, Sender after) {
    return after.tail().probeEnd() != before.tail().probeEnd() && after.tail().probeEnd() >= 0;
  }

  private static boolean timedOut(Sender before, Event event, Sender after) {
    Timer timer = before.timer();
    return event instanceof Event.TimerEnded
        && after.phase() == Phase.LOSS
        && timer.retransmitAt() <= event.atMicros()
        && timer.retransmitAt() < Math.min(timer.probeAt(), timer.reorderAt());
  }
}
