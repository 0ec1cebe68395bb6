package lab.net.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What Linux does otherwise than RFC 9293 and 5961 say: every line was seen on a kernel (6.18) by
 * {@code lab.bench.net.handshake.TunKernel}.
 */
class LinuxTest {
  private static final Tcp RFC =
      new Tcp(SequenceSpace.REAL, 1000, 536, false, 64_000, Stack.RFC_9293, Fault.NONE);
  private static final Tcp CLOSES = RFC.with(Stack.LINUX);
  private static final Tcp SHUTS_DOWN = RFC.with(Stack.LINUX_SHUT_DOWN);

  private static final Connection LISTENING =
      RFC.on(Connection.CLOSED, new Event.PassiveOpen(300)).after();
  private static final Connection SYN_RECEIVED = after(RFC, LISTENING, Segment.syn(99, 1000));
  private static final Connection OPEN = after(RFC, SYN_RECEIVED, Segment.ack(100, 301, 1000));

  /** Of a kernel whose user has closed where the state says so: it sends 302 next. */
  private static Connection in(Tcp tcp, State state) {
    Connection closing = tcp.on(OPEN, new Event.Close()).after();
    Segment fin = Segment.fin(100, 301, 1000);
    return switch (state) {
      case FIN_WAIT_1 -> closing;
      case FIN_WAIT_2 -> after(tcp, closing, Segment.ack(100, 302, 1000));
      case CLOSE_WAIT -> after(tcp, OPEN, fin);
      case CLOSING -> after(tcp, closing, fin);
      case LAST_ACK -> tcp.on(after(tcp, OPEN, fin), new Event.Close()).after();
      case TIME_WAIT -> after(tcp, in(tcp, State.FIN_WAIT_2), Segment.fin(100, 302, 1000));
      default -> OPEN;
    };
  }

  private static Connection after(Tcp tcp, Connection c, Segment segment) {
    return tcp.on(c, new Event.Arrives(segment)).after();
  }

  private static void both(
      Connection c, Segment segment, List<Segment> specified, List<Segment> linux) {
    assertThat(RFC.on(c, new Event.Arrives(segment)).sent()).isEqualTo(specified);
    for (Tcp tcp : List.of(CLOSES, SHUTS_DOWN)) {
      assertThat(tcp.on(c, new Event.Arrives(segment)).sent()).isEqualTo(linux);
    }
  }

  @Test
  void aListenerDropsASynThatIsAFin() {
    Segment both = new Segment(500, false, 0, true, true, false, 0, 1000);
    both(LISTENING, both, List.of(Segment.synAck(300, 501, 1000)), List.of());
    Segment one = Segment.syn(500, 1000);
    both(
        LISTENING,
        one,
        List.of(Segment.synAck(300, 501, 1000)),
        List.of(Segment.synAck(300, 501, 1000)));
  }

  @Test
  void aRequestAnswersASynWithinItsWindow() {
    Segment syn = Segment.syn(200, 1000);
    both(SYN_RECEIVED, syn, List.of(), List.of(Segment.rstAck(0, 201)));
    Reaction r = CLOSES.on(SYN_RECEIVED, new Event.Arrives(syn));
    assertThat(r.rules()).containsExactly(Rule.SYN_RECEIVED_SYN_RST);
    assertThat(r.after().state()).isEqualTo(State.LISTEN);
  }

  /** Its ACK is looked at before its numbers, unless it is a RST. */
  @Test
  void aRequestGivesAForeignAckToItsListener() {
    Segment ack = Segment.ack(90_000, 777, 1000);
    both(SYN_RECEIVED, ack, List.of(Segment.ack(301, 100, 1000)), List.of(Segment.rst(777)));
    Segment rst = Segment.rstAck(100, 777);
    assertThat(after(RFC, SYN_RECEIVED, rst).state()).isEqualTo(State.LISTEN);
    assertThat(after(CLOSES, SYN_RECEIVED, rst).state()).isEqualTo(State.LISTEN);
  }

  /** As RFC 5961, 3.2 has it; before 2026 Linux believed every RST within the window here. */
  @Test
  void aRequestChallengesARst() {
    Segment within = Segment.rst(150);
    List<Segment> challenge = List.of(Segment.ack(301, 100, 1000));
    both(SYN_RECEIVED, within, challenge, challenge);
    assertThat(after(CLOSES, SYN_RECEIVED, Segment.rst(100)).state()).isEqualTo(State.LISTEN);
  }

  @Test
  void aCrossingSynAckIsTakenAndAnswered() {
    Connection opening = RFC.on(Connection.CLOSED, new Event.ActiveOpen(300)).after();
    Connection crossed = after(RFC, opening, Segment.syn(99, 1000));
    Segment synAck = Segment.synAck(99, 301, 1000);
    both(crossed, synAck, List.of(), List.of(Segment.ack(301, 100, 1000)));
    assertThat(after(CLOSES, crossed, synAck).state()).isEqualTo(State.ESTABLISHED);
  }

  @Test
  void whatDoesNotAcknowledgeIsDroppedBeforeItsNumbers() {
    Segment bare = new Segment(90_000, false, 0, false, false, false, 0, 1000);
    both(OPEN, bare, List.of(Segment.ack(301, 100, 1000)), List.of());
  }

  /** Within a window, but of octets that no connection of ours ever had. */
  @Test
  void anAckOfWhatWasBeforeTheConnectionIsTooOld() {
    List<Segment> challenge = List.of(Segment.ack(301, 100, 1000));
    both(OPEN, Segment.ack(100, 301, 1000), List.of(), List.of());
    both(OPEN, Segment.ack(100, 300, 1000), List.of(), challenge);
    Connection called = RFC.on(Connection.CLOSED, new Event.ActiveOpen(300)).after();
    called = after(RFC, called, Segment.synAck(99, 301, 1000));
    both(called, Segment.ack(100, 300, 1000), List.of(), List.of());
    both(called, Segment.ack(100, 299, 1000), List.of(), challenge);
  }

  /** What ends at RCV.NXT came before, but its ACK may be news. */
  @Test
  void theAckOfAnOldSegmentCounts() {
    Connection closing = in(SHUTS_DOWN, State.CLOSING);
    Segment fin = Segment.fin(100, 302, 1000);
    assertThat(after(RFC, closing, fin)).isEqualTo(closing);
    Reaction r = SHUTS_DOWN.on(closing, new Event.Arrives(fin));
    assertThat(r.after().state()).isEqualTo(State.TIME_WAIT);
    assertThat(r.rules()).startsWith(Rule.OLD_ACKED);
    assertThat(r.sent()).isEmpty();
    assertThat(after(SHUTS_DOWN, closing, Segment.fin(99, 302, 1000))).isEqualTo(closing);
    Connection last = in(SHUTS_DOWN, State.LAST_ACK);
    assertThat(after(SHUTS_DOWN, last, fin)).isEqualTo(Connection.CLOSED);
    Connection first = in(SHUTS_DOWN, State.FIN_WAIT_1);
    Reaction data = SHUTS_DOWN.on(first, new Event.Arrives(Segment.data(95, 302, 5, 1000)));
    assertThat(data.after().state()).isEqualTo(State.FIN_WAIT_2);
    assertThat(data.sent()).containsExactly(Segment.ack(302, 100, 1000));
  }

  @Test
  void anAckOfNothingNewOpensASimultaneousConnection() {
    Connection crossed =
        after(
            RFC,
            RFC.on(Connection.CLOSED, new Event.ActiveOpen(300)).after(),
            Segment.syn(99, 1000));
    Segment ack = Segment.ack(100, 300, 1000);
    assertThat(RFC.on(crossed, new Event.Arrives(ack)).sent()).containsExactly(Segment.rst(300));
    assertThat(after(CLOSES, crossed, ack).state()).isEqualTo(State.ESTABLISHED);
    assertThat(after(CLOSES, SYN_RECEIVED, ack)).isEqualTo(SYN_RECEIVED);
  }

  @ParameterizedTest
  @EnumSource(names = {"CLOSE_WAIT", "CLOSING", "LAST_ACK"})
  void whatReachesBehindAFinIsReset(State state) {
    Connection c = in(SHUTS_DOWN, state);
    Segment data = Segment.data(100, 301, 5, 1000);
    assertThat(after(RFC, c, data).state()).isEqualTo(state);
    Reaction r = SHUTS_DOWN.on(c, new Event.Arrives(data));
    assertThat(r.after()).isEqualTo(Connection.CLOSED);
    assertThat(r.sent()).containsExactly(Segment.rst(301));
  }

  @ParameterizedTest
  @EnumSource(names = {"CLOSE_WAIT", "CLOSING", "LAST_ACK"})
  void aRstThatDoesNotCountTheFinIsBelieved(State state) {
    Connection c = in(SHUTS_DOWN, state);
    Segment rst = Segment.rst(c.rcv().nxt() - 1);
    assertThat(after(RFC, c, rst)).isEqualTo(c);
    assertThat(after(SHUTS_DOWN, c, rst)).isEqualTo(Connection.CLOSED);
    assertThat(after(SHUTS_DOWN, c, Segment.rst(c.rcv().nxt() - 2))).isEqualTo(c);
  }

  @ParameterizedTest
  @EnumSource(names = {"ESTABLISHED", "FIN_WAIT_1", "FIN_WAIT_2"})
  void beforeAFinThatRstIsOutsideTheWindow(State state) {
    Connection c = in(SHUTS_DOWN, state);
    assertThat(after(SHUTS_DOWN, c, Segment.rst(99))).isEqualTo(c);
  }

  @ParameterizedTest
  @EnumSource(names = {"CLOSE_WAIT", "CLOSING", "LAST_ACK"})
  void whatComesBehindAFinIsNotAnswered(State state) {
    Connection c = in(SHUTS_DOWN, state);
    Segment data = Segment.data(c.rcv().nxt(), 301, 5, 1000);
    both(c, data, List.of(Segment.ack(c.snd().nxt(), c.rcv().nxt(), 1000)), List.of());
  }

  /** RFC 9293, 3.6.1, SHLD-3, after {@code close()}; after {@code shutdown()} it is taken. */
  @ParameterizedTest
  @EnumSource(names = {"FIN_WAIT_1", "FIN_WAIT_2"})
  void dataAfterCloseIsReset(State state) {
    Segment data = Segment.data(100, 302, 5, 1000);
    Connection shut = in(SHUTS_DOWN, state);
    assertThat(after(SHUTS_DOWN, shut, data).rcv().unread()).isEqualTo(5);
    Reaction r = CLOSES.on(in(CLOSES, state), new Event.Arrives(data));
    assertThat(r.after()).isEqualTo(Connection.CLOSED);
    assertThat(r.sent()).containsExactly(Segment.rst(302));
    assertThat(r.rules()).endsWith(Rule.DATA_AFTER_CLOSE);
    Segment beyond = Segment.fin(150, 302, 1000);
    assertThat(after(CLOSES, in(CLOSES, state), beyond)).isEqualTo(Connection.CLOSED);
    assertThat(after(SHUTS_DOWN, in(SHUTS_DOWN, State.FIN_WAIT_2), beyond).state())
        .isEqualTo(State.FIN_WAIT_2);
  }

  /** In FIN-WAIT-2 after {@code close()} there is less than a socket. */
  @Test
  void afterCloseRstAndSynWithinTheWindowEnd() {
    Connection orphan = in(CLOSES, State.FIN_WAIT_2);
    Segment rst = Segment.rst(200);
    assertThat(after(CLOSES, orphan, rst)).isEqualTo(Connection.CLOSED);
    assertThat(after(SHUTS_DOWN, orphan, rst)).isEqualTo(orphan);
    Reaction r = CLOSES.on(orphan, new Event.Arrives(Segment.syn(200, 1000)));
    assertThat(r.rules()).containsExactly(Rule.ORPHAN_SYN_RST);
    assertThat(r.sent()).containsExactly(Segment.rstAck(0, 201));
    assertThat(CLOSES.on(orphan, new Event.Arrives(Segment.rst(90_000))).sent())
        .containsExactly(Segment.ack(302, 100, 1000));
    assertThat(CLOSES.on(orphan, new Event.Arrives(Segment.ack(100, 500, 1000))).sent()).isEmpty();
    assertThat(after(CLOSES, orphan, Segment.fin(100, 302, 1000)).state())
        .isEqualTo(State.TIME_WAIT);
  }

  @Test
  void timeWaitAsksNobody() {
    Connection c = in(SHUTS_DOWN, State.TIME_WAIT);
    List<Segment> ack = List.of(Segment.ack(302, 101, 1000));
    both(c, Segment.rst(200), ack, List.of());
    both(c, Segment.ack(101, 500, 1000), ack, List.of());
    both(c, Segment.ack(200, 302, 1000), List.of(), ack);
    both(c, Segment.fin(100, 302, 1000), ack, ack);
    assertThat(after(SHUTS_DOWN, c, Segment.rst(101))).isEqualTo(Connection.CLOSED);
    assertThat(after(SHUTS_DOWN, c, Segment.rst(102))).isEqualTo(c);
  }

  @Test
  void itsOwnRstAcknowledges() {
    assertThat(RFC.on(OPEN, new Event.Abort()).sent()).containsExactly(Segment.rst(301));
    assertThat(CLOSES.on(OPEN, new Event.Abort()).sent()).containsExactly(Segment.rstAck(301, 100));
  }
}
