package lab.net.tcp;

import static lab.net.tcp.Rule.Kind.ANSWER;
import static lab.net.tcp.Rule.Kind.END;
import static lab.net.tcp.Rule.Kind.FIGURE_5;
import static lab.net.tcp.Rule.Kind.RESET;

import java.util.Optional;

/**
 * Everything that TCP decides, with the section of RFC 9293 (or of the RFC named) that says so: the
 * arrows of figure 5, the resets that it does not draw, and answers that change no state.
 */
public enum Rule {
  PASSIVE_OPEN(FIGURE_5, "3.10.1", State.CLOSED, State.LISTEN, "passive OPEN"),
  ACTIVE_OPEN(FIGURE_5, "3.10.1", State.CLOSED, State.SYN_SENT, "active OPEN / snd SYN"),
  LISTEN_CLOSE(FIGURE_5, "3.10.4", State.LISTEN, State.CLOSED, "CLOSE"),
  LISTEN_SEND(FIGURE_5, "3.10.2", State.LISTEN, State.SYN_SENT, "SEND / snd SYN"),
  LISTEN_SYN(FIGURE_5, "3.10.7.2", State.LISTEN, State.SYN_RECEIVED, "rcv SYN / snd SYN,ACK"),
  SYN_SENT_CLOSE(FIGURE_5, "3.10.4", State.SYN_SENT, State.CLOSED, "CLOSE"),
  SYN_SENT_SYN(FIGURE_5, "3.10.7.3", State.SYN_SENT, State.SYN_RECEIVED, "rcv SYN / snd SYN,ACK"),
  SYN_SENT_SYN_ACK(
      FIGURE_5, "3.10.7.3", State.SYN_SENT, State.ESTABLISHED, "rcv SYN,ACK / snd ACK"),
  SYN_RECEIVED_ACK(FIGURE_5, "3.10.7.4", State.SYN_RECEIVED, State.ESTABLISHED, "rcv ACK of SYN"),
  SYN_RECEIVED_CLOSE(FIGURE_5, "3.10.4", State.SYN_RECEIVED, State.FIN_WAIT_1, "CLOSE / snd FIN"),
  SYN_RECEIVED_RST(
      FIGURE_5, "3.10.7.4", State.SYN_RECEIVED, State.LISTEN, "rcv RST, after a passive OPEN"),
  ESTABLISHED_CLOSE(FIGURE_5, "3.10.4", State.ESTABLISHED, State.FIN_WAIT_1, "CLOSE / snd FIN"),
  ESTABLISHED_FIN(FIGURE_5, "3.10.7.4", State.ESTABLISHED, State.CLOSE_WAIT, "rcv FIN / snd ACK"),
  FIN_WAIT_1_FIN(FIGURE_5, "3.10.7.4", State.FIN_WAIT_1, State.CLOSING, "rcv FIN / snd ACK"),
  FIN_WAIT_1_ACK(FIGURE_5, "3.10.7.4", State.FIN_WAIT_1, State.FIN_WAIT_2, "rcv ACK of FIN"),
  FIN_WAIT_1_FIN_ACK(
      FIGURE_5, "3.3.2", State.FIN_WAIT_1, State.TIME_WAIT, "rcv FIN and ACK of FIN / snd ACK"),
  FIN_WAIT_2_FIN(FIGURE_5, "3.10.7.4", State.FIN_WAIT_2, State.TIME_WAIT, "rcv FIN / snd ACK"),
  CLOSE_WAIT_CLOSE(FIGURE_5, "3.10.4", State.CLOSE_WAIT, State.LAST_ACK, "CLOSE / snd FIN"),
  CLOSING_ACK(FIGURE_5, "3.10.7.4", State.CLOSING, State.TIME_WAIT, "rcv ACK of FIN"),
  LAST_ACK_ACK(FIGURE_5, "3.10.7.4", State.LAST_ACK, State.CLOSED, "rcv ACK of FIN"),
  TIME_WAIT_OVER(FIGURE_5, "3.10.8", State.TIME_WAIT, State.CLOSED, "2 MSL are over"),

  SYN_SENT_RST(RESET, "3.10.7.3", State.SYN_SENT, State.CLOSED, "rcv RST,ACK of our SYN"),
  SYN_RECEIVED_REFUSED(
      RESET, "3.10.7.4", State.SYN_RECEIVED, State.CLOSED, "rcv RST, after an active OPEN"),
  ESTABLISHED_RST(RESET, "3.10.7.4", State.ESTABLISHED, State.CLOSED, "rcv RST"),
  FIN_WAIT_1_RST(RESET, "3.10.7.4", State.FIN_WAIT_1, State.CLOSED, "rcv RST"),
  FIN_WAIT_2_RST(RESET, "3.10.7.4", State.FIN_WAIT_2, State.CLOSED, "rcv RST"),
  CLOSE_WAIT_RST(RESET, "3.10.7.4", State.CLOSE_WAIT, State.CLOSED, "rcv RST"),
  CLOSING_RST(RESET, "3.10.7.4", State.CLOSING, State.CLOSED, "rcv RST"),
  LAST_ACK_RST(RESET, "3.10.7.4", State.LAST_ACK, State.CLOSED, "rcv RST"),
  TIME_WAIT_RST(RESET, "3.10.7.4", State.TIME_WAIT, State.CLOSED, "rcv RST"),

  LISTEN_ACTIVE_OPEN(END, "3.10.1", State.LISTEN, State.SYN_SENT, "active OPEN / snd SYN"),
  SYN_RECEIVED_SYN(
      END, "3.10.7.4", State.SYN_RECEIVED, State.LISTEN, "rcv SYN, after a passive OPEN"),
  SYN_RECEIVED_SYN_RST(
      END, "Linux", State.SYN_RECEIVED, State.LISTEN, "rcv SYN, after a passive OPEN / snd RST"),
  TWO_WAY(END, "none", State.LISTEN, State.ESTABLISHED, "rcv SYN / snd SYN,ACK"),
  NO_TIME_WAIT(END, "none", State.TIME_WAIT, State.CLOSED, "at once"),
  GIVEN_UP(END, "3.10.8", State.SYN_RECEIVED, State.LISTEN, "user timeout, the listener stays"),
  ORPHAN_SYN_RST(END, "Linux", State.FIN_WAIT_2, State.CLOSED, "rcv SYN, after CLOSE / snd RST"),
  DATA_AFTER_CLOSE(END, "3.6.1", null, State.CLOSED, "rcv data, after CLOSE / snd RST"),
  UNREAD_CLOSE(END, "3.6.1", null, State.CLOSED, "CLOSE with unread data / snd RST"),
  ABORT(END, "3.10.5", null, State.CLOSED, "ABORT"),
  USER_TIMEOUT(END, "3.10.8", null, State.CLOSED, "user timeout"),

  CALL_REFUSED("3.10", "the call is answered with an error"),
  CALL_QUEUED("3.10", "the call is done, or kept until it can be"),
  WINDOW_OPENED("3.8.6", "a window that was shut is offered again"),
  RST_NO_CONNECTION("3.10.7.1", "no connection: RST"),
  NO_CONNECTION_RST_DROPPED("3.10.7.1", "no connection: a RST is dropped"),
  LISTEN_RST_DROPPED("3.10.7.2", "a RST to a listener is dropped"),
  LISTEN_ACK_RST("3.10.7.2", "an ACK to a listener: RST"),
  LISTEN_DROPPED("3.10.7.2", "neither RST, ACK nor SYN: dropped"),
  LISTEN_SYN_FIN_DROPPED("Linux", "a SYN that is a FIN too is dropped"),
  SYN_SENT_BAD_ACK("3.10.7.3", "the ACK is of something not sent: RST with its number"),
  SYN_SENT_BAD_ACK_PASSED("none", "the ACK is of something not sent: dropped"),
  SYN_SENT_RST_DROPPED("3.10.7.3", "a RST that does not acknowledge our SYN is dropped"),
  SYN_SENT_DROPPED("3.10.7.3", "neither SYN nor RST: dropped"),
  RST_OUTSIDE_DROPPED("3.10.7.4", "a RST outside the window is dropped"),
  UNACCEPTABLE_ACKED("3.10.7.4", "outside the window: ACK"),
  SYN_ACK_AGAIN("Linux", "the SYN came again: SYN,ACK again"),
  ZERO_WINDOW("3.10.7.4", "the window is shut: the data is not taken, the ACK is"),
  RST_CHALLENGED("RFC 5961, 3.2", "a RST within the window, not at RCV.NXT: challenge ACK"),
  SYN_CHALLENGED("RFC 5961, 4.2", "a SYN in a connection: challenge ACK"),
  OLD_ACKED("Linux", "it ends where the window begins: its ACK counts"),
  NO_ACK_DROPPED("3.10.7.4", "without ACK: dropped"),
  SYN_RECEIVED_BAD_ACK("3.10.7.4", "not the ACK of our SYN: RST with its number"),
  ACK_OF_FUTURE("3.10.7.4", "the ACK is of something not sent: ACK"),
  ACK_OF_PAST("RFC 5961, 5.2", "the ACK is older than any window: challenge ACK"),
  ACK_TAKEN("3.10.7.4", "an ACK of something new"),
  ACK_REPEATED("3.10.7.4", "an ACK of nothing new"),
  DATA_TAKEN("3.10.7.4", "data in order is taken"),
  OUT_OF_ORDER("3.10.7.4", "something before it is missing: ACK of what is expected"),
  AFTER_FIN_DROPPED("3.10.7.4", "what comes behind a FIN is not looked at"),
  TIME_WAIT_RST_DROPPED("Linux", "a RST in TIME-WAIT that is not at RCV.NXT is dropped"),
  FIN_AGAIN("3.10.7.4", "the FIN came again: ACK, and 2 MSL begin again"),
  RETRANSMITTED("3.10.8", "the oldest that is not acknowledged is sent again"),
  PROBED("3.8.6.1", "one octet into a window that is shut"),
  NOTHING_TO_DO("3.10.8", "nothing waits");

  /** What sort of decision a rule is. */
  public enum Kind {
    /** An arrow of figure 5, its notes 1 and 2 included. */
    FIGURE_5,
    /** A RST ends a connection; figure 5 does not draw it (its note 3). */
    RESET,
    /** Another change of state that figure 5 does not draw, or that a fault makes. */
    END,
    /** The state stays. */
    ANSWER
  }

  private final Kind kind;
  private final String section;
  private final State from;
  private final State to;
  private final String text;

  Rule(Kind kind, String section, State from, State to, String text) {
    this.kind = kind;
    this.section = section;
    this.from = from;
    this.to = to;
    this.text = text;
  }

  Rule(String section, String text) {
    this(ANSWER, section, null, null, text);
  }

  public Kind kind() {
    return kind;
  }

  /** A section of RFC 9293, unless another source is named; {@code none} for a fault. */
  public String section() {
    return section;
  }

  /** The state that it leaves, if that is one and the same. */
  public Optional<State> from() {
    return Optional.ofNullable(from);
  }

  /** The state that it leads to, if it changes it. */
  public Optional<State> to() {
    return Optional.ofNullable(to);
  }

  public String text() {
    return text;
  }

  static Rule resets(State state) {
    return switch (state) {
      case ESTABLISHED -> ESTABLISHED_RST;
      case FIN_WAIT_1 -> FIN_WAIT_1_RST;
      case FIN_WAIT_2 -> FIN_WAIT_2_RST;
      case CLOSE_WAIT -> CLOSE_WAIT_RST;
      case CLOSING -> CLOSING_RST;
      case LAST_ACK -> LAST_ACK_RST;
      case TIME_WAIT -> TIME_WAIT_RST;
      case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED -> throw new AssertionError(state);
    };
  }
}
