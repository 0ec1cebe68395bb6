package lab.net.tcp;

/**
 * Where Linux takes another way than 3.10.7 with a segment that arrives ({@code
 * net/ipv4/tcp_input.c} and {@code tcp_minisocks.c}; seen on a kernel by {@code
 * lab.bench.net.handshake.TunKernel}). Most of it has one reason: a half-open connection of a
 * listener is a request, and what is left in TIME-WAIT, or in FIN-WAIT-2 after {@code close()}, is
 * less than a socket, too; each has rules of its own.
 */
final class Linux {
  private Linux() {}

  /** Whether Linux is done with the segment; else it goes on as in RFC 9293. */
  static boolean took(Draft d, Segment s) {
    return switch (d.state) {
      case CLOSED, SYN_SENT -> false;
      case LISTEN -> listen(d, s);
      case SYN_RECEIVED -> d.passive ? request(d, s) : socket(d, s);
      case FIN_WAIT_2 -> d.tcp.stack() == Stack.LINUX ? orphan(d, s) : socket(d, s);
      case TIME_WAIT -> timeWait(d, s);
      case ESTABLISHED, FIN_WAIT_1, CLOSE_WAIT, CLOSING, LAST_ACK -> socket(d, s);
    };
  }

  /** {@code tcp_rcv_state_process}, TCP_LISTEN. */
  private static boolean listen(Draft d, Segment s) {
    boolean mixed = s.syn() && s.fin() && !s.rst() && !s.hasAck();
    if (mixed) {
      d.note(Rule.LISTEN_SYN_FIN_DROPPED);
    }
    return mixed;
  }

  /**
   * {@code tcp_check_req}: its order is another one, and a SYN within the window is answered.
   * Before 2026 it believed every RST within the window.
   */
  private static boolean request(Draft d, Segment s) {
    if (s.syn() && !s.hasAck() && !s.rst() && s.seq() == d.irs) {
      d.note(Rule.SYN_ACK_AGAIN);
      d.sendSynAck();
    } else if (s.rst()) {
      return false;
    } else if (s.hasAck() && s.ack() != d.nxt) {
      // Before its numbers: the listener has it, which knows of no connection.
      d.note(Rule.SYN_RECEIVED_BAD_ACK);
      d.send(Segment.rst(s.ack()));
    } else if (!Connected.acceptable(d, s)) {
      return false;
    } else if (s.syn() && s.seq() != d.irs) {
      d.send(Arrivals.refusal(d, s));
      d.go(Rule.SYN_RECEIVED_SYN_RST);
      d.listenAgain();
    } else {
      return false;
    }
    return true;
  }

  /**
   * {@code tcp_rcv_established}, {@code tcp_validate_incoming}, {@code tcp_reset_check}; and {@code
   * tcp_sequence}, to which what ends where the window begins is not outside.
   */
  private static boolean socket(Draft d, Segment s) {
    if (!s.hasAck() && !s.rst() && !s.syn()) {
      // Before its numbers are looked at.
      d.note(Rule.NO_ACK_DROPPED);
      return true;
    }
    boolean peerIsDone =
        d.state == State.CLOSE_WAIT || d.state == State.CLOSING || d.state == State.LAST_ACK;
    if (s.rst() && peerIsDone && s.seq() == d.space.add(d.rcvNxt, -1)) {
      // Hosts that die while they close number their RST as if there were no FIN before it.
      Connected.reset(d);
      return true;
    }
    boolean old =
        s.length() > 0 && !s.syn() && !s.rst() && d.space.add(s.seq(), s.length()) == d.rcvNxt;
    if (old) {
      d.note(Rule.OLD_ACKED);
      if (Connected.acknowledged(d, s) && !becameLess(d, s) && !d.transmit()) {
        d.acknowledge();
      }
    }
    return old;
  }

  /** What is less than a socket from now on says nothing of what made it so. */
  private static boolean becameLess(Draft d, Segment s) {
    boolean orphan = d.state == State.FIN_WAIT_2 && d.tcp.stack() == Stack.LINUX && !s.fin();
    return d.state == State.TIME_WAIT || orphan;
  }

  /**
   * {@code tcp_rcv_state_process}, step 7: whether it brings what nobody reads any more. After the
   * peer's FIN that is what begins before it and reaches behind it.
   */
  static boolean reachesNobody(Draft d, Segment s) {
    long end = d.space.add(s.seq(), s.length() - (s.fin() ? 1 : 0));
    boolean beyond = s.length() > 0 && d.space.less(d.rcvNxt, end);
    return switch (d.state) {
      case FIN_WAIT_1, FIN_WAIT_2 -> beyond && d.tcp.stack() == Stack.LINUX;
      case CLOSE_WAIT, CLOSING, LAST_ACK ->
          beyond && d.tcp.stack().linux() && d.space.less(s.seq(), d.rcvNxt);
      default -> false;
    };
  }

  /** {@code tcp_timewait_state_process}, TCP_FIN_WAIT2: after close() nobody waits for data. */
  private static boolean orphan(Draft d, Segment s) {
    if (!Connected.acceptable(d, s)) {
      d.note(Rule.UNACCEPTABLE_ACKED);
      d.acknowledge();
      return true;
    }
    long end = d.space.add(s.seq(), s.length());
    boolean news = s.hasAck() && s.length() > 0 && d.space.less(d.rcvNxt, end);
    if (s.rst()) {
      Connected.reset(d);
    } else if (s.syn() && d.space.atMost(d.rcvNxt, s.seq())) {
      d.send(Arrivals.refusal(d, s));
      d.go(Rule.ORPHAN_SYN_RST);
      d.tell(Notice.CLOSED);
    } else if (!news) {
      d.note(Rule.ACK_REPEATED);
    } else if (s.fin() && d.space.distance(d.rcvNxt, end) == 1) {
      Connected.fin(d);
      d.acknowledge();
    } else {
      abortOnData(d, s);
    }
    return true;
  }

  /** RFC 9293, 3.6.1, SHLD-3: the peer is to know that its data is lost. */
  static void abortOnData(Draft d, Segment s) {
    d.send(Arrivals.refusal(d, s));
    d.go(Rule.DATA_AFTER_CLOSE);
    d.queued = 0;
    d.fin = Sender.Fin.NONE;
    d.tell(Notice.CLOSED);
  }

  /** The same, TCP_TIME_WAIT: no acknowledgement number is looked at, no RST is challenged. */
  private static boolean timeWait(Draft d, Segment s) {
    if (s.seq() == d.rcvNxt && s.rst()) {
      Connected.reset(d);
    } else if (s.rst()) {
      d.note(Rule.TIME_WAIT_RST_DROPPED);
    } else if (s.seq() == d.rcvNxt && s.length() == 0) {
      d.note(Rule.ACK_REPEATED);
    } else {
      d.note(s.fin() ? Rule.FIN_AGAIN : Rule.UNACCEPTABLE_ACKED);
      d.acknowledge();
    }
    return true;
  }
}
