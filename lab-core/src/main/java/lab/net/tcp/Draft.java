package lab.net.tcp;

import java.util.ArrayList;
import java.util.List;

/**
 * A connection while one event is being handled, and what comes of it. Names are those of the RFC:
 * {@code una} is SND.UNA, {@code rcvNxt} is RCV.NXT. Never leaves {@link Tcp#on}.
 */
final class Draft {
  final Tcp tcp;
  final SequenceSpace space;
  State state;
  boolean passive;

  long iss;
  long una;
  long nxt;
  boolean syn;
  Sender.Fin fin;
  long queued;
  Sender.PeerWindow peer;

  long irs;
  long rcvNxt;
  long unread;

  private final List<Segment> sent = new ArrayList<>();
  private final List<Notice> told = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();

  Draft(Tcp tcp, Connection from) {
    this.tcp = tcp;
    space = tcp.space();
    state = from.state();
    passive = from.passive();
    sender(from.snd());
    irs = from.rcv().irs();
    rcvNxt = from.rcv().nxt();
    unread = from.rcv().unread();
  }

  private void sender(Sender snd) {
    iss = snd.iss();
    una = snd.una();
    nxt = snd.nxt();
    syn = snd.syn();
    fin = snd.fin();
    queued = snd.queued();
    peer = snd.window();
  }

  Reaction reaction() {
    Connection after =
        state == State.CLOSED
            ? Connection.CLOSED
            : new Connection(
                state,
                passive,
                new Sender(iss, una, nxt, syn, fin, queued, peer),
                new Receiver(irs, rcvNxt, unread));
    return new Reaction(after, sent, told, rules);
  }

  void note(Rule rule) {
    rules.add(rule);
  }

  /** Follows an arrow. */
  void go(Rule arrow) {
    rules.add(arrow);
    state = arrow.to().orElseThrow();
  }

  /** Two arrows in one segment are the one that note 2 of figure 5 speaks of. */
  void goTimeWait(Rule arrow) {
    if (arrow == Rule.FIN_WAIT_2_FIN && rules.remove(Rule.FIN_WAIT_1_ACK)) {
      go(Rule.FIN_WAIT_1_FIN_ACK);
    } else {
      go(arrow);
    }
    if (tcp.fault() == Fault.ISN_REUSE) {
      go(Rule.NO_TIME_WAIT);
    }
  }

  void tell(Notice notice) {
    told.add(notice);
  }

  void send(Segment segment) {
    sent.add(segment);
  }

  long receiveWindow() {
    return Math.max(0, tcp.window() - unread);
  }

  /** The plain acknowledgement: SEQ = SND.NXT, ACK = RCV.NXT. */
  void acknowledge() {
    send(Segment.ack(nxt, rcvNxt, receiveWindow()));
  }

  void sendSyn() {
    send(Segment.syn(iss, receiveWindow()));
  }

  void sendSynAck() {
    send(Segment.synAck(iss, rcvNxt, receiveWindow()));
  }

  /** Our SYN takes its number. */
  void startSending(long initial) {
    iss = initial;
    una = iss;
    nxt = space.add(iss, 1);
    syn = true;
  }

  /** The peer's SYN arrived: it consumes one number, and says what its window is. */
  void startReceiving(Segment segment) {
    irs = segment.seq();
    rcvNxt = tcp.fault() == Fault.ACK_IS_X ? irs : space.add(irs, 1);
    takeWindow(segment);
  }

  /** SND.WND and the segment that said so. */
  void takeWindow(Segment segment) {
    peer =
        new Sender.PeerWindow(
            segment.window(),
            segment.seq(),
            segment.ack(),
            Math.max(peer.largest(), segment.window()));
  }

  /** Back to where a passive open began; what comes next is another connection. */
  void listenAgain() {
    sender(new Sender(tcp.issAfter(iss), 0, 0, false, Sender.Fin.NONE, 0, Sender.PeerWindow.NONE));
    irs = 0;
    rcvNxt = 0;
    unread = 0;
    passive = true;
  }

  /** Whether everything up to our FIN is acknowledged. */
  boolean finAcknowledged() {
    return fin == Sender.Fin.SENT && una == nxt;
  }

  /**
   * Sends what the peer's window lets through, and a FIN after the last octet; whether anything was
   * sent. A FIN does not wait for room: it is no octet that a user would have to take.
   */
  boolean transmit() {
    boolean any = false;
    while (queued > 0 && room() > 0) {
      long n = Math.min(Math.min(tcp.mss(), queued), room());
      queued -= n;
      boolean last = queued == 0 && fin == Sender.Fin.QUEUED;
      send(new Segment(nxt, true, rcvNxt, false, last, false, n, receiveWindow()));
      nxt = space.add(nxt, n + (last ? 1 : 0));
      any = true;
      if (last) {
        finSent();
      }
    }
    if (queued == 0 && fin == Sender.Fin.QUEUED) {
      send(Segment.fin(nxt, rcvNxt, receiveWindow()));
      nxt = space.add(nxt, 1);
      finSent();
      any = true;
    }
    return any;
  }

  private void finSent() {
    fin = Sender.Fin.SENT;
    if (state == State.CLOSE_WAIT) {
      go(Rule.CLOSE_WAIT_CLOSE);
    }
  }

  private long room() {
    return peer.size() - space.distance(una, nxt);
  }
}
