package lab.net.tcp;

/** A segment arrives where no connection stands yet (RFC 9293, 3.10.7.1 to 3.10.7.3). */
final class Arrivals {
  private Arrivals() {}

  static void arrive(Draft d, Segment s) {
    if (d.tcp.stack().linux() && Linux.took(d, s)) {
      return;
    }
    switch (d.state) {
      case CLOSED -> closed(d, s);
      case LISTEN -> listen(d, s);
      case SYN_SENT -> synSent(d, s);
      default -> Connected.arrive(d, s);
    }
  }

  /** 3.10.7.1: a RST is never answered by a RST, or two hosts would never stop. */
  private static void closed(Draft d, Segment s) {
    if (s.rst()) {
      d.note(Rule.NO_CONNECTION_RST_DROPPED);
    } else {
      d.note(Rule.RST_NO_CONNECTION);
      d.send(refusal(d, s));
    }
  }

  /** The RST that answers a segment, numbered so that its sender believes it (3.5.2). */
  static Segment refusal(Draft d, Segment s) {
    return s.hasAck() ? Segment.rst(s.ack()) : Segment.rstAck(0, d.space.add(s.seq(), s.length()));
  }

  /** 3.10.7.2. */
  private static void listen(Draft d, Segment s) {
    if (s.rst()) {
      d.note(Rule.LISTEN_RST_DROPPED);
    } else if (s.hasAck()) {
      d.note(Rule.LISTEN_ACK_RST);
      d.send(Segment.rst(s.ack()));
    } else if (s.syn()) {
      d.startReceiving(s);
      d.startSending(d.iss);
      d.sendSynAck();
      if (d.tcp.fault() == Fault.TWO_WAY_HANDSHAKE) {
        d.go(Rule.TWO_WAY);
        d.tell(Notice.CONNECTED);
      } else {
        d.go(Rule.LISTEN_SYN);
      }
    } else {
      d.note(Rule.LISTEN_DROPPED);
    }
  }

  /** 3.10.7.3, in its order: ACK, RST, SYN. */
  private static void synSent(Draft d, Segment s) {
    if (s.hasAck() && (d.space.atMost(s.ack(), d.una) || d.space.less(d.nxt, s.ack()))) {
      if (s.rst()) {
        d.note(Rule.SYN_SENT_RST_DROPPED);
      } else if (d.tcp.fault() == Fault.NO_RST_TO_BAD_SYN_ACK) {
        d.note(Rule.SYN_SENT_BAD_ACK_PASSED);
      } else {
        d.note(Rule.SYN_SENT_BAD_ACK);
        d.send(Segment.rst(s.ack()));
      }
    } else if (s.rst()) {
      if (s.hasAck()) {
        d.go(Rule.SYN_SENT_RST);
        d.tell(Notice.REFUSED);
      } else {
        d.note(Rule.SYN_SENT_RST_DROPPED);
      }
    } else if (!s.syn()) {
      d.note(Rule.SYN_SENT_DROPPED);
    } else {
      d.startReceiving(s);
      if (s.hasAck()) {
        d.una = s.ack();
        d.syn = false;
        d.go(Rule.SYN_SENT_SYN_ACK);
        d.tell(Notice.CONNECTED);
        if (!d.transmit()) {
          d.acknowledge();
        }
      } else {
        d.go(Rule.SYN_SENT_SYN);
        d.sendSynAck();
      }
    }
  }
}
