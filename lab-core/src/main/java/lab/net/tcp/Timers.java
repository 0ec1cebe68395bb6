package lab.net.tcp;

/** The ends of timers (RFC 9293, 3.10.8). */
final class Timers {
  private Timers() {}

  /** Whether the retransmission timer runs, or the one that probes a shut window. */
  static boolean retransmits(Tcp tcp, Connection c) {
    Sender snd = c.snd();
    return switch (c.state()) {
      case CLOSED, LISTEN, FIN_WAIT_2, TIME_WAIT -> false;
      case SYN_SENT -> tcp.fault() != Fault.NO_SYN_RETRANSMISSION;
      case SYN_RECEIVED -> true;
      case ESTABLISHED, FIN_WAIT_1, CLOSE_WAIT, CLOSING, LAST_ACK ->
          snd.una() != snd.nxt() || (snd.queued() > 0 && snd.window().size() == 0);
    };
  }

  /** Whether something waits for the peer, so that patience may end. */
  static boolean userWaits(Connection c) {
    return switch (c.state()) {
      case CLOSED, LISTEN, TIME_WAIT -> false;
      case SYN_SENT, SYN_RECEIVED -> true;
      case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK -> !c.snd().idle();
    };
  }

  /** The first segment of what is not acknowledged, again; nothing is numbered anew. */
  static void retransmit(Draft d) {
    if (d.state == State.SYN_SENT) {
      if (d.tcp.fault() != Fault.NO_SYN_RETRANSMISSION) {
        d.note(Rule.RETRANSMITTED);
        d.sendSyn();
      } else {
        d.note(Rule.NOTHING_TO_DO);
      }
    } else if (d.state == State.CLOSED || d.state == State.LISTEN || d.state == State.TIME_WAIT) {
      d.note(Rule.NOTHING_TO_DO);
    } else if (d.syn) {
      d.note(Rule.RETRANSMITTED);
      d.sendSynAck();
    } else if (d.una != d.nxt) {
      d.note(Rule.RETRANSMITTED);
      long numbers = d.space.distance(d.una, d.nxt);
      long octets = numbers - (d.fin == Sender.Fin.SENT ? 1 : 0);
      long n = Math.min(octets, d.tcp.mss());
      boolean last = n < numbers && n == octets;
      d.send(new Segment(d.una, true, d.rcvNxt, false, last, false, n, d.receiveWindow()));
    } else if (d.queued > 0 && d.peer.size() == 0) {
      d.note(Rule.PROBED);
      d.queued--;
      d.send(Segment.data(d.nxt, d.rcvNxt, 1, d.receiveWindow()));
      d.nxt = d.space.add(d.nxt, 1);
    } else {
      d.note(Rule.NOTHING_TO_DO);
    }
  }

  static void timeWait(Draft d) {
    if (d.state == State.TIME_WAIT) {
      d.go(Rule.TIME_WAIT_OVER);
      d.tell(Notice.CLOSED);
    } else {
      d.note(Rule.NOTHING_TO_DO);
    }
  }

  static void user(Draft d) {
    if (d.state == State.CLOSED) {
      d.note(Rule.NOTHING_TO_DO);
    } else if (d.tcp.stack().linux() && d.state == State.SYN_RECEIVED && d.passive) {
      d.go(Rule.GIVEN_UP);
      d.listenAgain();
    } else {
      d.go(Rule.USER_TIMEOUT);
      d.tell(Notice.TIMED_OUT);
    }
  }
}
