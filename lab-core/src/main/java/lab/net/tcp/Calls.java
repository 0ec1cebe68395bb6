package lab.net.tcp;

/** What a user asks of a connection (RFC 9293, 3.10.1 to 3.10.5). */
final class Calls {
  private Calls() {}

  /** 3.10.1, with a peer. */
  static void activeOpen(Draft d, long iss) {
    switch (d.state) {
      case CLOSED -> d.go(Rule.ACTIVE_OPEN);
      case LISTEN -> d.go(Rule.LISTEN_ACTIVE_OPEN);
      default -> {
        refuse(d, Notice.ALREADY_EXISTS);
        return;
      }
    }
    d.passive = false;
    d.startSending(iss);
    d.sendSyn();
  }

  /** 3.10.1, without a peer. */
  static void passiveOpen(Draft d, long iss) {
    if (d.state != State.CLOSED) {
      refuse(d, Notice.ALREADY_EXISTS);
      return;
    }
    d.go(Rule.PASSIVE_OPEN);
    d.passive = true;
    d.iss = iss;
  }

  /** 3.10.2. */
  static void send(Draft d, long octets) {
    switch (d.state) {
      case CLOSED -> refuse(d, Notice.DOES_NOT_EXIST);
      case LISTEN -> {
        // The passive open becomes an active one.
        d.go(Rule.LISTEN_SEND);
        d.passive = false;
        d.startSending(d.iss);
        d.queued = octets;
        d.sendSyn();
      }
      case SYN_SENT, SYN_RECEIVED, ESTABLISHED, CLOSE_WAIT -> {
        if (d.fin != Sender.Fin.NONE) {
          refuse(d, Notice.ALREADY_CLOSING);
          return;
        }
        d.note(Rule.CALL_QUEUED);
        d.queued += octets;
        if (d.state == State.ESTABLISHED || d.state == State.CLOSE_WAIT) {
          d.transmit();
        }
      }
      case FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK, TIME_WAIT ->
          refuse(d, Notice.ALREADY_CLOSING);
    }
  }

  /** 3.10.3; a window that was shut is announced when it opens (3.8.6). */
  static void receive(Draft d) {
    if (d.state == State.CLOSED) {
      refuse(d, Notice.DOES_NOT_EXIST);
      return;
    }
    if (d.unread == 0 && !d.state.takesData() && d.state.isSynchronized()) {
      refuse(d, Notice.CLOSING);
      return;
    }
    boolean shut = d.receiveWindow() == 0;
    d.unread = 0;
    d.note(Rule.CALL_QUEUED);
    if (shut && d.state.takesData()) {
      d.note(Rule.WINDOW_OPENED);
      d.acknowledge();
    }
  }

  /** 3.10.4. */
  static void close(Draft d) {
    boolean open = d.state == State.ESTABLISHED || d.state == State.CLOSE_WAIT;
    if (d.tcp.stack() == Stack.LINUX && d.unread > 0 && open) {
      // The peer is to know that data was lost.
      d.send(reset(d));
      end(d, Rule.UNREAD_CLOSE);
      return;
    }
    switch (d.state) {
      case CLOSED -> refuse(d, Notice.DOES_NOT_EXIST);
      case LISTEN -> end(d, Rule.LISTEN_CLOSE);
      case SYN_SENT -> end(d, Rule.SYN_SENT_CLOSE);
      case SYN_RECEIVED -> {
        if (d.fin != Sender.Fin.NONE) {
          refuse(d, Notice.ALREADY_CLOSING);
        } else if (d.queued > 0) {
          // The data goes first, and it cannot before the connection stands.
          d.note(Rule.CALL_QUEUED);
          d.fin = Sender.Fin.QUEUED;
        } else {
          d.fin = Sender.Fin.QUEUED;
          d.go(Rule.SYN_RECEIVED_CLOSE);
          d.transmit();
        }
      }
      case ESTABLISHED -> {
        d.fin = Sender.Fin.QUEUED;
        d.go(Rule.ESTABLISHED_CLOSE);
        d.transmit();
      }
      case CLOSE_WAIT -> {
        if (d.fin != Sender.Fin.NONE) {
          refuse(d, Notice.ALREADY_CLOSING);
          return;
        }
        d.fin = Sender.Fin.QUEUED;
        d.note(Rule.CALL_QUEUED);
        // To LAST-ACK with the FIN, which may have to wait for room.
        d.transmit();
      }
      case FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK, TIME_WAIT ->
          refuse(d, Notice.ALREADY_CLOSING);
    }
  }

  /** 3.10.5: whoever may still wait for us hears of it. */
  static void abort(Draft d) {
    switch (d.state) {
      case CLOSED -> {
        refuse(d, Notice.DOES_NOT_EXIST);
        return;
      }
      case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT -> d.send(reset(d));
      case LISTEN, SYN_SENT, CLOSING, LAST_ACK, TIME_WAIT -> {}
    }
    end(d, Rule.ABORT);
  }

  /** Linux lets it acknowledge as every segment does; the RFC asks for the bare number. */
  private static Segment reset(Draft d) {
    return d.tcp.stack().linux() ? Segment.rstAck(d.nxt, d.rcvNxt) : Segment.rst(d.nxt);
  }

  private static void end(Draft d, Rule arrow) {
    d.go(arrow);
    d.tell(Notice.CLOSED);
  }

  private static void refuse(Draft d, Notice error) {
    d.note(Rule.CALL_REFUSED);
    d.tell(error);
  }
}
