package lab.net.tcp;

/**
 * A segment arrives in SYN-RECEIVED or later (RFC 9293, 3.10.7.4): first its numbers, then RST, SYN
 * and ACK, then data and FIN.
 */
final class Connected {
  private Connected() {}

  static void arrive(Draft d, Segment s) {
    boolean crossed = crossedSyn(d, s);
    Segment segment = crossed ? withoutSyn(d, s) : s;
    if (acceptable(d, segment)) {
      inWindow(d, segment, trimmed(d, segment), crossed && d.tcp.stack().linux());
    } else {
      outside(d, segment);
    }
  }

  /** The four cases of 3.4: is there anything in it that we wait for? */
  static boolean acceptable(Draft d, Segment s) {
    long window = d.receiveWindow();
    long first = d.space.distance(d.rcvNxt, s.seq());
    if (s.length() == 0) {
      return window == 0 ? first == 0 : first >= 0 && first < window;
    }
    long last = first + s.length() - 1;
    return window > 0 && ((first >= 0 && first < window) || (last >= 0 && last < window));
  }

  /**
   * In a simultaneous open the SYN,ACK repeats the SYN that is known already, so it begins before
   * the window. Figure 7 takes it; to the letter of 3.10.7.4 it would be unacceptable and get an
   * ACK, which does the same one segment later. Linux did that until 2024; now it takes it, and
   * sends the ACK as well.
   */
  private static boolean crossedSyn(Draft d, Segment s) {
    return d.state == State.SYN_RECEIVED
        && !d.passive
        && s.syn()
        && s.hasAck()
        && !s.rst()
        && s.seq() == d.irs
        && s.ack() == d.nxt;
  }

  private static Segment withoutSyn(Draft d, Segment s) {
    return new Segment(
        d.space.add(s.seq(), 1), true, s.ack(), false, s.fin(), false, s.data(), s.window());
  }

  private static void outside(Draft d, Segment s) {
    if (s.rst()) {
      d.note(Rule.RST_OUTSIDE_DROPPED);
      return;
    }
    if (d.receiveWindow() == 0 && s.seq() == d.rcvNxt && !s.syn() && s.hasAck()) {
      d.note(Rule.ZERO_WINDOW);
      if (acknowledged(d, s) && !d.transmit()) {
        d.acknowledge();
      }
      return;
    }
    d.note(d.state == State.TIME_WAIT && s.fin() ? Rule.FIN_AGAIN : Rule.UNACCEPTABLE_ACKED);
    d.acknowledge();
  }

  /** What of it lies in the window. */
  private static Segment trimmed(Draft d, Segment s) {
    long before = Math.max(0, d.space.distance(s.seq(), d.rcvNxt));
    boolean syn = s.syn() && before == 0;
    long data = s.data() - Math.max(0, before - (s.syn() ? 1 : 0));
    long seq = before > 0 ? d.rcvNxt : s.seq();
    long room = d.receiveWindow() - d.space.distance(d.rcvNxt, seq) - (syn ? 1 : 0);
    boolean fin = s.fin() && data < room;
    return new Segment(
        seq, s.hasAck(), s.ack(), syn, fin, s.rst(), Math.min(data, Math.max(0, room)), s.window());
  }

  private static void inWindow(Draft d, Segment whole, Segment s, boolean repeats) {
    if (s.rst()) {
      // RFC 5961, 3.2: only the number that we expect shows that the peer means it.
      if (whole.seq() == d.rcvNxt || d.tcp.fault() == Fault.RST_ANYWHERE_IN_WINDOW) {
        reset(d);
      } else {
        d.note(Rule.RST_CHALLENGED);
        d.acknowledge();
      }
    } else if (s.syn()) {
      if (d.state == State.SYN_RECEIVED && d.passive) {
        d.go(Rule.SYN_RECEIVED_SYN);
        d.listenAgain();
      } else {
        d.note(Rule.SYN_CHALLENGED);
        d.acknowledge();
      }
    } else if (!s.hasAck()) {
      d.note(Rule.NO_ACK_DROPPED);
    } else if (acknowledged(d, s)) {
      if (Linux.reachesNobody(d, whole)) {
        Linux.abortOnData(d, whole);
        return;
      }
      boolean answer = take(d, s) || repeats;
      if (!d.transmit() && answer) {
        d.acknowledge();
      }
    }
  }

  static void reset(Draft d) {
    if (d.state != State.SYN_RECEIVED) {
      // Once both sides said that they are done, there is nothing left to lose.
      boolean done =
          d.state == State.CLOSING || d.state == State.LAST_ACK || d.state == State.TIME_WAIT;
      d.go(Rule.resets(d.state));
      d.tell(done ? Notice.CLOSED : Notice.RESET);
    } else if (d.passive) {
      d.go(Rule.SYN_RECEIVED_RST);
      d.listenAgain();
    } else {
      d.go(Rule.SYN_RECEIVED_REFUSED);
      d.tell(Notice.REFUSED);
    }
  }

  /** The fifth step: whether the rest of the segment is to be looked at. */
  static boolean acknowledged(Draft d, Segment s) {
    boolean isNew = d.space.less(d.una, s.ack()) && d.space.atMost(s.ack(), d.nxt);
    if (d.state == State.SYN_RECEIVED) {
      // Linux lets an ACK of nothing new pass here, unless a listener is asked.
      boolean passes = d.tcp.stack().linux() && !d.passive && s.ack() == d.una;
      if (!isNew && !passes) {
        d.note(Rule.SYN_RECEIVED_BAD_ACK);
        d.send(Segment.rst(s.ack()));
        return false;
      }
      d.go(Rule.SYN_RECEIVED_ACK);
      d.tell(Notice.CONNECTED);
      d.takeWindow(s);
      if (d.fin == Sender.Fin.QUEUED) {
        d.go(Rule.ESTABLISHED_CLOSE);
      }
    } else if (d.space.less(d.nxt, s.ack())) {
      d.note(Rule.ACK_OF_FUTURE);
      d.acknowledge();
      return false;
    } else if (d.space.distance(s.ack(), d.una) > oldest(d)) {
      d.note(Rule.ACK_OF_PAST);
      d.acknowledge();
      return false;
    }
    d.note(isNew ? Rule.ACK_TAKEN : Rule.ACK_REPEATED);
    if (isNew) {
      d.una = s.ack();
      d.syn = false;
    }
    if (d.space.atMost(d.una, s.ack()) && newerWindow(d, s)) {
      d.takeWindow(s);
    }
    return afterAck(d);
  }

  /**
   * How old an ACK may be; to Linux one of what was before the connection is too old as well: the
   * SYN of one that it opened itself counts, a listener's SYN,ACK does not.
   */
  private static long oldest(Draft d) {
    long first = d.space.add(d.iss, d.passive ? 1 : 0);
    return d.tcp.stack().linux()
        ? Math.min(d.peer.largest(), d.space.distance(first, d.una))
        : d.peer.largest();
  }

  private static boolean newerWindow(Draft d, Segment s) {
    return d.space.less(d.peer.seq(), s.seq())
        || (d.peer.seq() == s.seq() && d.space.atMost(d.peer.ack(), s.ack()));
  }

  private static boolean afterAck(Draft d) {
    if (d.finAcknowledged()) {
      switch (d.state) {
        case FIN_WAIT_1 -> d.go(Rule.FIN_WAIT_1_ACK);
        case CLOSING -> d.goTimeWait(Rule.CLOSING_ACK);
        case LAST_ACK -> {
          d.go(Rule.LAST_ACK_ACK);
          d.tell(Notice.CLOSED);
        }
        default -> {}
      }
    }
    return d.state != State.CLOSED;
  }

  /** The seventh and eighth step: data and FIN; whether they ask for an ACK. */
  private static boolean take(Draft d, Segment s) {
    if (s.data() == 0 && !s.fin()) {
      return false;
    }
    if (!d.state.takesData()) {
      // After a FIN nothing new can come; whatever it is, the peer hears where we stand.
      d.note(d.tcp.stack().linux() ? Rule.AFTER_FIN_DROPPED : Rule.UNACCEPTABLE_ACKED);
      return !d.tcp.stack().linux();
    }
    if (s.seq() != d.rcvNxt) {
      d.note(Rule.OUT_OF_ORDER);
      return true;
    }
    if (s.data() > 0) {
      d.note(Rule.DATA_TAKEN);
      d.rcvNxt = d.space.add(d.rcvNxt, s.data());
      d.unread += d.tcp.reading() ? 0 : s.data();
      d.tell(Notice.DATA);
    }
    if (s.fin()) {
      fin(d);
    }
    return true;
  }

  static void fin(Draft d) {
    d.rcvNxt = d.space.add(d.rcvNxt, 1);
    d.tell(Notice.CLOSING);
    switch (d.state) {
      case ESTABLISHED -> d.go(Rule.ESTABLISHED_FIN);
      case FIN_WAIT_1 -> d.go(Rule.FIN_WAIT_1_FIN);
      case FIN_WAIT_2 -> d.goTimeWait(Rule.FIN_WAIT_2_FIN);
      default -> throw new AssertionError(d.state);
    }
  }
}
