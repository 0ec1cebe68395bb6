package lab.net.tcp.congestion;

import lab.input.BadInput;

/**
 * A {@link Sender} at work: it changes in place. After each event ask {@link #next} until it has
 * nothing more to send; only then is it a value again ({@link #freeze}).
 */
public final class Flow {
  final Rules rules;
  final Board board;
  long supplied;
  Window window;
  Episode episode;
  RoundTrip roundTrip;
  Timer timer;
  Tail tail;
  Cubic cubic;
  Dctcp dctcp;

  /** To be sent next whatever the window says; -1 for none. Only within an event. */
  long forced = -1;

  /** Whether something was sent in this event. */
  boolean sending;

  private Flow(Rules rules, Sender from) {
    this.rules = rules;
    board = new Board(from.span().una(), from.board());
    supplied = from.span().supplied();
    window = from.window();
    episode = from.episode();
    roundTrip = from.roundTrip();
    timer = from.timer();
    tail = from.tail();
    cubic = from.memory().cubic();
    dctcp = from.memory().dctcp();
  }

  /**
   * A sender that has sent nothing.
   *
   * @param handshakeMicros the round trip that the handshake measured; 0 for none
   */
  public static Flow start(Rules rules, long handshakeMicros) {
    RoundTrip rtt =
        handshakeMicros > 0 ? RoundTrip.UNKNOWN.sample(handshakeMicros) : RoundTrip.UNKNOWN;
    return new Flow(
        rules,
        new Sender(
            new Sender.Span(0, 0, 0),
            new Window(rules.initialWindow(), rules.threshold(), 0, Window.Use.NONE),
            Episode.NONE,
            Scoreboard.EMPTY,
            rtt,
            Timer.STOPPED,
            Tail.NONE,
            Sender.Memory.NONE));
  }

  public static Flow of(Rules rules, Sender sender) {
    return new Flow(rules, sender);
  }

  public Sender freeze() {
    return new Sender(
        new Sender.Span(board.una, board.nxt, supplied),
        window,
        episode,
        board.freeze(),
        roundTrip,
        timer,
        tail,
        new Sender.Memory(cubic, dctcp));
  }

  /**
   * The application gives more. A window that was not used for a timeout is not trusted any more
   * (RFC 5681, 4.1).
   */
  public void supply(long segments, long now) {
    if (segments < 1 || segments > 1L << 40) {
      throw new BadInput("an application gives 1..2^40 segments (got " + segments + ")");
    }
    boolean idle = board.size() == 0 && supplied == board.nxt && board.nxt > 0;
    if (idle
        && now - timer.lastSentAt() > roundTrip.timeoutMicros(rules.rto())
        && window.cwnd() > rules.initialWindow()
        && rules.fault() != Fault.NO_RESTART) {
      window = window.withCwnd(rules.initialWindow()).withoutCredit();
    }
    if (idle) {
      cubic = cubic.idle(now - timer.lastSentAt());
    }
    supplied += segments;
  }

  /** An acknowledgement arrives. */
  public void acknowledged(Ack ack, long now) {
    if (ack.next() > board.nxt) {
      throw new BadInput(
          "segment "
              + (ack.next() - 1)
              + " is acknowledged and was not sent; next is "
              + board.nxt);
    }
    new Acknowledgement(this, now).take(ack);
  }

  /** The time has come for which {@link #deadline} asked. */
  public void timerEnded(long now) {
    if (timer.reorderAt() <= now) {
      timer = timer.reorder(Timer.OFF);
      Losses.late(this, now);
    } else if (timer.probeAt() <= now) {
      Losses.probe(this, now);
    } else if (timer.retransmitAt() <= now) {
      Losses.timeout(this, now);
    }
  }

  /** Whether it is the retransmission timeout that ends then, and nothing that comes before it. */
  public boolean timesOut(long now) {
    return timer.retransmitAt() <= now && timer.probeAt() > now && timer.reorderAt() > now;
  }

  /** When it wants to be woken; {@link Timer#OFF} for never. */
  public long deadline() {
    return timer.next();
  }

  /** The segment that is sent now, -1 for none; what is returned counts as sent. */
  public long next(long now) {
    long seq = Sending.choose(this);
    if (seq >= 0) {
      Sending.sent(this, seq, now);
    }
    return seq;
  }

  /** Whether everything that the application gave is acknowledged. */
  public boolean done() {
    return board.una == supplied;
  }

  public int cwnd() {
    return window.cwnd();
  }

  public int ssthresh() {
    return window.ssthresh();
  }

  public int flight() {
    return board.size();
  }

  public Phase phase() {
    return episode.phase();
  }

  /** See {@link Sender#pipe}. */
  public int pipe() {
    int pipe = board.size() - board.sacked - (board.lost - board.resent);
    return rules.recovery().sack() ? pipe : Math.max(0, pipe - episode.dupAcks());
  }

  boolean is(Phase phase) {
    return episode.phase() == phase;
  }

  /** NewReno's recovery: the window is inflated and counts against what is in flight. */
  boolean inflates() {
    return !rules.recovery().sack() && !rules.recovery().prr();
  }

  void restartTimer(long now) {
    timer =
        timer.retransmit(
            board.size() == 0 ? Timer.OFF : now + roundTrip.timeoutMicros(rules.rto()));
  }

  /** When the tail is probed, if nothing is heard until then (RFC 8985, 7.2). */
  void restartProbe(long now) {
    boolean wanted =
        rules.recovery().probe()
            && (is(Phase.OPEN) || is(Phase.CWR))
            && board.size() > 0
            && board.sacked == 0
            && tail.probeEnd() < 0;
    if (!wanted) {
      timer = timer.probeAt() == Timer.OFF ? timer : timer.probe(Timer.OFF);
      return;
    }
    // A single segment's acknowledgement may be delayed; no longer than the least timeout.
    long slack = board.size() == 1 ? rules.rto().floorMicros() : rules.rto().tickMicros();
    long wait =
        roundTrip.known() ? 2 * roundTrip.smoothedMicros() + slack : rules.rto().firstMicros();
    timer = timer.probe(Math.min(now + wait, timer.retransmitAt()));
  }
}
