package lab.net.tcp.world;

import java.util.List;
import lab.net.tcp.Connection;
import lab.net.tcp.Event;
import lab.net.tcp.Reaction;
import lab.net.tcp.Rule;
import lab.net.tcp.Segment;
import lab.net.tcp.Sender;
import lab.net.tcp.State;
import lab.net.tcp.Tcp;

/** What an observer of both hosts writes down about a step. */
final class History {
  private History() {}

  static Host.Past after(Tcp tcp, Host host, Connection after, Reaction reaction, Flight flight) {
    Host.Past past = host.past();
    List<Rule> rules = reaction.rules();
    boolean opened = rules.contains(Rule.ACTIVE_OPEN) || rules.contains(Rule.PASSIVE_OPEN);
    int era = past.era() + (opened ? 1 : 0);
    int peerEra = past.peerEra();
    if (flight != null && takesSyn(rules)) {
      peerEra = flight.era();
    }
    if (after.is(State.CLOSED) || after.is(State.LISTEN)) {
      peerEra = 0;
    }
    long isns = past.isns();
    for (Segment segment : reaction.sent()) {
      isns |= segment.syn() ? 1L << segment.seq() : 0;
    }
    long nextIss = after.is(State.CLOSED) ? past.nextIss() : tcp.issAfter(after.snd().iss());
    return new Host.Past(nextIss, isns, era, peerEra);
  }

  /**
   * Every segment of these worlds offers the same window, so which of them said so is forgotten:
   * worlds that differ in nothing else behave alike.
   */
  static Connection withoutWindowSource(Connection c) {
    Sender snd = c.snd();
    Sender.PeerWindow window =
        new Sender.PeerWindow(snd.window().size(), 0, 0, snd.window().largest());
    Sender plain =
        new Sender(snd.iss(), snd.una(), snd.nxt(), snd.syn(), snd.fin(), snd.queued(), window);
    return new Connection(c.state(), c.passive(), plain, c.rcv());
  }

  private static boolean takesSyn(List<Rule> rules) {
    return rules.contains(Rule.LISTEN_SYN)
        || rules.contains(Rule.TWO_WAY)
        || rules.contains(Rule.SYN_SENT_SYN)
        || rules.contains(Rule.SYN_SENT_SYN_ACK);
  }

  static World.Seen seen(
      World.Seen before, Host host, Host.Past peer, Reaction reaction, Flight flight, Event event) {
    if (!(event instanceof Event.Arrives arrives)) {
      return before;
    }
    List<Rule> rules = reaction.rules();
    boolean established =
        rules.contains(Rule.SYN_RECEIVED_ACK)
            || rules.contains(Rule.TWO_WAY)
            || rules.contains(Rule.SYN_SENT_SYN_ACK);
    // A segment that ends the connection at once leaves no IRS behind, so ask before and after.
    long irs =
        host.tcp().is(State.SYN_RECEIVED) ? host.tcp().rcv().irs() : reaction.after().rcv().irs();
    boolean ghost = established && !peer.sentSyn(irs);
    boolean stale = flight.era() < host.past().peerEra() && takes(rules);
    boolean rst = arrives.segment().rst() && sendsRst(reaction);
    return new World.Seen(
        before.ghost() || ghost,
        before.stale() || stale,
        before.rstForRst() || rst,
        before.otherwise());
  }

  private static boolean sendsRst(Reaction reaction) {
    for (Segment segment : reaction.sent()) {
      if (segment.rst()) {
        return true;
      }
    }
    return false;
  }

  /** Whether data, a FIN or a RST was believed. */
  private static boolean takes(List<Rule> rules) {
    for (Rule rule : rules) {
      boolean believed =
          switch (rule) {
            case DATA_TAKEN,
                ESTABLISHED_FIN,
                FIN_WAIT_1_FIN,
                FIN_WAIT_1_FIN_ACK,
                FIN_WAIT_2_FIN,
                SYN_RECEIVED_RST ->
                true;
            default -> rule.kind() == Rule.Kind.RESET;
          };
      if (believed) {
        return true;
      }
    }
    return false;
  }
}
