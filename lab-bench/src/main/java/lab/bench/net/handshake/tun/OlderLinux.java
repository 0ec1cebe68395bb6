package lab.bench.net.handshake.tun;

import java.util.List;
import java.util.Optional;
import lab.net.tcp.Connection;
import lab.net.tcp.Event;
import lab.net.tcp.Reaction;
import lab.net.tcp.Rule;
import lab.net.tcp.Segment;
import lab.net.tcp.State;

/**
 * What Linux did before it was changed to what the model says: each was a bug to somebody, and most
 * machines still have it. The names are those of the changes in the kernel's history.
 *
 * @param sent segments, with the numbers that the model gives them
 * @param state afterwards, if there is a connection
 * @param until the version and the change
 */
record OlderLinux(List<Segment> sent, Optional<State> state, String until) {
  private static final String RST = "2026, challenge ACK for non-exact RST in SYN-RECEIVED";
  private static final OlderLinux FUTURE =
      new OlderLinux(
          List.of(),
          Optional.of(State.ESTABLISHED),
          "7.1, send a challenge ACK on SEG.ACK > SND.NXT");
  private static final String CROSSING = "6.12, don't drop SYN+ACK for simultaneous connect()";
  private static final String PAST = "6.7, do not accept ACK of bytes we never sent";

  /**
   * Its answer, if it was another one than today.
   *
   * @param today what Linux is expected to do now
   * @param specified what RFC 9293 says
   */
  static Optional<OlderLinux> answer(
      Connection before, Event event, Reaction today, Reaction specified) {
    List<Rule> rules = today.rules();
    boolean open = before.is(State.ESTABLISHED);
    if (before.is(State.SYN_RECEIVED)
        && before.passive()
        && event instanceof Event.Arrives e
        && e.segment().rst()) {
      return request(before, e.segment(), rules);
    }
    if (open && rules.contains(Rule.ACK_OF_FUTURE)) {
      return Optional.of(FUTURE);
    }
    if (open && rules.contains(Rule.ACK_OF_PAST) && !specified.rules().contains(Rule.ACK_OF_PAST)) {
      return Optional.of(
          new OlderLinux(specified.sent(), Optional.of(specified.after().state()), PAST));
    }
    if (before.is(State.SYN_RECEIVED)
        && !before.passive()
        && rules.contains(Rule.SYN_RECEIVED_ACK)
        && event instanceof Event.Arrives e
        && e.segment().syn()) {
      return Optional.of(new OlderLinux(today.sent(), Optional.of(State.SYN_RECEIVED), CROSSING));
    }
    return Optional.empty();
  }

  /**
   * A RST of a foreign ACK was the listener's, who dropped it; any other within the window ended.
   */
  private static Optional<OlderLinux> request(Connection before, Segment rst, List<Rule> rules) {
    if (rst.hasAck() && rst.ack() != before.snd().nxt()) {
      return Optional.of(new OlderLinux(List.of(), Optional.of(State.SYN_RECEIVED), RST));
    }
    return rules.contains(Rule.RST_CHALLENGED)
        ? Optional.of(new OlderLinux(List.of(), Optional.empty(), RST))
        : Optional.empty();
  }
}
