package lab.experiments.net.handshake;

import lab.net.tcp.Connection;
import lab.net.tcp.Rule;
import lab.net.tcp.Sender;

/** What a host decided, as a clause of a sentence about it. */
final class RuleWords {
  private RuleWords() {}

  /**
   * The clause.
   *
   * @param now its connection afterwards
   */
  static String of(Rule rule, Connection now) {
    return switch (rule) {
      case PASSIVE_OPEN -> "nothing is sent until somebody asks";
      case ACTIVE_OPEN, LISTEN_ACTIVE_OPEN -> "a SYN uses up one number";
      case LISTEN_SEND -> "the passive open becomes an active one";
      case LISTEN_CLOSE -> "nobody is waited for any more";
      case SYN_SENT_CLOSE -> "the attempt is forgotten";
      case LISTEN_SYN -> "it acknowledges " + next(now);
      case SYN_SENT_SYN -> "both open at once; it acknowledges " + next(now);
      case SYN_SENT_SYN_ACK -> "its own SYN is acknowledged; it acknowledges " + next(now);
      case SYN_RECEIVED_ACK -> "its SYN is acknowledged, so the peer means it";
      case TWO_WAY -> "it believes the SYN alone and acknowledges " + next(now);
      case SYN_RECEIVED_CLOSE -> "a FIN may go before the connection stands";
      case SYN_RECEIVED_RST -> "the peer never asked, so it listens again";
      case SYN_RECEIVED_REFUSED -> "the RST has the number that it expects: believed";
      case SYN_SENT_RST -> "the RST acknowledges its SYN: believed";
      case SYN_RECEIVED_SYN -> "another SYN in the window: it forgets the first and listens again";
      case SYN_RECEIVED_SYN_RST -> "another SYN in the window: refused, and it listens again";
      case ORPHAN_SYN_RST -> "a SYN after close(): refused";
      case DATA_AFTER_CLOSE -> "data after close(): nobody will read it";
      case ESTABLISHED_CLOSE, CLOSE_WAIT_CLOSE -> "a FIN uses up one number";
      case ESTABLISHED_FIN -> "the peer will send no more";
      case FIN_WAIT_1_FIN -> "the FINs have crossed";
      case FIN_WAIT_2_FIN -> "the peer will send no more either";
      case FIN_WAIT_1_ACK, CLOSING_ACK -> "its FIN is acknowledged";
      case FIN_WAIT_1_FIN_ACK -> "its FIN is acknowledged, and the peer is done as well";
      case LAST_ACK_ACK -> "its FIN is acknowledged: nothing is left of the connection";
      case TIME_WAIT_OVER -> "the connection is forgotten";
      case NO_TIME_WAIT -> "it does not wait 2 MSL";
      case ESTABLISHED_RST,
          FIN_WAIT_1_RST,
          FIN_WAIT_2_RST,
          CLOSE_WAIT_RST,
          CLOSING_RST,
          LAST_ACK_RST,
          TIME_WAIT_RST ->
          "the RST is believed";
      case GIVEN_UP, USER_TIMEOUT -> "nobody has answered";
      case ABORT -> "the connection is given up at once";
      case CALL_QUEUED -> queued(now);
      default -> rule.text();
    };
  }

  private static String next(Connection now) {
    return now.rcv().nxt() + ", the next number that it expects";
  }

  private static String queued(Connection now) {
    boolean waits = now.snd().queued() > 0 || now.snd().fin() == Sender.Fin.QUEUED;
    return waits ? "it is kept until it can be sent" : "the peer's window has room";
  }
}
