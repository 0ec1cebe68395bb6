package lab.net.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lab.input.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules that the figures do not show; {@code [verified]} facts of Linux among them. */
class TcpTest {
  private static final Tcp TCP =
      new Tcp(SequenceSpace.REAL, 1000, 536, false, 64_000, Stack.RFC_9293, Fault.NONE);
  private static final Tcp LINUX = TCP.with(Stack.LINUX);

  private static Reaction arrives(Connection c, Segment segment) {
    return TCP.on(c, new Event.Arrives(segment));
  }

  private static Connection after(Connection c, Event event) {
    return TCP.on(c, event).after();
  }

  private static final Connection LISTENING = after(Connection.CLOSED, new Event.PassiveOpen(300));
  private static final Connection SYN_SENT = after(Connection.CLOSED, new Event.ActiveOpen(300));
  private static final Connection SYN_RECEIVED = arrives(LISTENING, Segment.syn(99, 1000)).after();

  /** Sends 301 next and expects 100, in every synchronized state. */
  private static Connection in(State state) {
    Connection open = arrives(SYN_RECEIVED, Segment.ack(100, 301, 1000)).after();
    Segment fin = Segment.fin(100, 301, 1000);
    return switch (state) {
      case CLOSED -> Connection.CLOSED;
      case LISTEN -> LISTENING;
      case SYN_SENT -> SYN_SENT;
      case SYN_RECEIVED -> SYN_RECEIVED;
      case ESTABLISHED -> open;
      case FIN_WAIT_1 -> after(open, new Event.Close());
      case FIN_WAIT_2 -> arrives(in(State.FIN_WAIT_1), Segment.ack(100, 302, 1000)).after();
      case CLOSE_WAIT -> arrives(open, fin).after();
      case CLOSING -> arrives(in(State.FIN_WAIT_1), fin).after();
      case LAST_ACK -> after(in(State.CLOSE_WAIT), new Event.Close());
      case TIME_WAIT -> arrives(in(State.CLOSING), Segment.ack(101, 302, 1000)).after();
    };
  }

  @ParameterizedTest
  @EnumSource
  void everyStateIsMade(State state) {
    assertThat(in(state).state()).isEqualTo(state);
  }

  /** RFC 5961, 3.2: at RCV.NXT it resets, elsewhere in the window it is asked, else dropped. */
  @ParameterizedTest
  @EnumSource(names = {"ESTABLISHED", "FIN_WAIT_1", "FIN_WAIT_2", "CLOSE_WAIT", "LAST_ACK"})
  void rstIsBelievedAtOneNumberOnly(State state) {
    Connection c = in(state);
    long next = c.rcv().nxt();
    assertThat(arrives(c, Segment.rst(next)).after()).isEqualTo(Connection.CLOSED);
    for (long off : new long[] {1, 500, 999}) {
      Reaction asked = arrives(c, Segment.rst(next + off));
      assertThat(asked.after()).isEqualTo(c);
      assertThat(asked.sent()).containsExactly(Segment.ack(c.snd().nxt(), next, 1000));
      assertThat(asked.rules()).containsExactly(Rule.RST_CHALLENGED);
    }
    for (long off : new long[] {-1, 1000, 2_000_000_000}) {
      Reaction dropped = arrives(c, Segment.rst(TCP.space().add(next, off)));
      assertThat(dropped.after()).isEqualTo(c);
      assertThat(dropped.sent()).isEmpty();
    }
  }

  /** RFC 5961, 4.2: whatever its number, a SYN never resets. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "ESTABLISHED",
        "FIN_WAIT_1",
        "FIN_WAIT_2",
        "CLOSE_WAIT",
        "CLOSING",
        "LAST_ACK",
        "TIME_WAIT"
      })
  void synInAConnectionIsChallenged(State state) {
    Connection c = in(state);
    for (long off : new long[] {0, 7, 999, 1000, 5000, -1, -5000}) {
      Segment syn = Segment.syn(TCP.space().add(c.rcv().nxt(), off), 1000);
      Reaction r = arrives(c, syn);
      assertThat(r.after()).isEqualTo(c);
      assertThat(r.sent()).containsExactly(Segment.ack(c.snd().nxt(), c.rcv().nxt(), 1000));
    }
  }

  /** Linux [verified]: RST with SEQ = SEG.ACK, and the state stays. */
  @ParameterizedTest
  @CsvSource({"299, true", "300, true", "301, false", "302, true", "0, true"})
  void synSentResetsWhatItDidNotSend(long ack, boolean bad) {
    Reaction r = arrives(SYN_SENT, Segment.synAck(700, ack, 1000));
    if (bad) {
      assertThat(r.after()).isEqualTo(SYN_SENT);
      assertThat(r.sent()).containsExactly(Segment.rst(ack));
    } else {
      assertThat(r.after().state()).isEqualTo(State.ESTABLISHED);
      assertThat(r.sent()).containsExactly(Segment.ack(301, 701, 1000));
    }
    Reaction rst = arrives(SYN_SENT, Segment.rstAck(0, ack));
    assertThat(rst.sent()).isEmpty();
    assertThat(rst.told()).isEqualTo(bad ? List.of() : List.of(Notice.REFUSED));
    assertThat(rst.after().state()).isEqualTo(bad ? State.SYN_SENT : State.CLOSED);
  }

  @Test
  void synSentDropsARstWithoutAck() {
    assertThat(arrives(SYN_SENT, Segment.rst(0)).rules())
        .containsExactly(Rule.SYN_SENT_RST_DROPPED);
  }

  @Test
  void whoHasNoConnectionResets() {
    assertThat(arrives(Connection.CLOSED, Segment.syn(42, 9)).sent())
        .containsExactly(Segment.rstAck(0, 43));
    assertThat(arrives(Connection.CLOSED, Segment.data(42, 17, 5, 9)).sent())
        .containsExactly(Segment.rst(17));
    assertThat(arrives(LISTENING, Segment.ack(42, 17, 9)).sent()).containsExactly(Segment.rst(17));
  }

  @ParameterizedTest
  @EnumSource
  void noRstAnswersARst(State state) {
    Connection c = in(state);
    for (long off = -3; off < 1003; off++) {
      long seq = TCP.space().add(c.rcv().nxt(), off);
      for (long ack : new long[] {0, c.snd().una(), c.snd().nxt(), c.snd().nxt() + 1}) {
        for (Segment rst : List.of(Segment.rst(seq), Segment.rstAck(seq, ack))) {
          assertThat(arrives(c, rst).sent()).noneMatch(Segment::rst);
        }
      }
    }
  }

  /** Linux [verified]: the client is ESTABLISHED, the server not; the first data completes it. */
  @Test
  void dataReplacesALostFinalAck() {
    Reaction r = arrives(SYN_RECEIVED, Segment.data(100, 301, 5, 1000));
    assertThat(r.after().state()).isEqualTo(State.ESTABLISHED);
    assertThat(r.told()).containsExactly(Notice.CONNECTED, Notice.DATA);
    assertThat(r.sent()).containsExactly(Segment.ack(301, 105, 995));
  }

  /** Linux [verified]: a silent client gets the SYN,ACK again. */
  @Test
  void synAckIsSentAgain() {
    assertThat(TCP.on(SYN_RECEIVED, new Event.RetransmissionTimeout()).sent())
        .containsExactly(Segment.synAck(300, 100, 1000));
  }

  /** RFC 9293 answers with an ACK, Linux with the SYN,ACK. */
  @Test
  void synThatComesAgain() {
    Event again = new Event.Arrives(Segment.syn(99, 1000));
    assertThat(TCP.on(SYN_RECEIVED, again).sent()).containsExactly(Segment.ack(301, 100, 1000));
    assertThat(LINUX.on(SYN_RECEIVED, again).sent())
        .containsExactly(Segment.synAck(300, 100, 1000));
    assertThat(LINUX.on(SYN_RECEIVED, again).after()).isEqualTo(SYN_RECEIVED);
  }

  /** Linux [verified]: close() with unread data sends RST. */
  @Test
  void closeWithUnreadData() {
    Connection unread = arrives(in(State.ESTABLISHED), Segment.data(100, 301, 5, 1000)).after();
    assertThat(LINUX.on(unread, new Event.Close()).sent())
        .containsExactly(Segment.rstAck(301, 105));
    assertThat(TCP.on(unread, new Event.Close()).sent())
        .containsExactly(Segment.fin(301, 105, 995));
    Connection read = after(unread, new Event.Receive());
    assertThat(LINUX.on(read, new Event.Close()).sent())
        .containsExactly(Segment.fin(301, 105, 1000));
  }

  @Test
  void patienceEnds() {
    assertThat(LINUX.on(SYN_RECEIVED, new Event.UserTimeout()).after().state())
        .isEqualTo(State.LISTEN);
    Reaction r = TCP.on(SYN_RECEIVED, new Event.UserTimeout());
    assertThat(r.after()).isEqualTo(Connection.CLOSED);
    assertThat(r.told()).containsExactly(Notice.TIMED_OUT);
  }

  @Test
  void refusedAfterAnActiveOpenOnly() {
    Connection crossed = arrives(SYN_SENT, Segment.syn(99, 1000)).after();
    assertThat(crossed.state()).isEqualTo(State.SYN_RECEIVED);
    assertThat(arrives(crossed, Segment.rst(100)).told()).containsExactly(Notice.REFUSED);
    Connection again = arrives(SYN_RECEIVED, Segment.rst(100)).after();
    assertThat(again).isEqualTo(after(Connection.CLOSED, new Event.PassiveOpen(64_300)));
  }

  /** RFC 9293, 3.10.7.4: RST with SEQ = SEG.ACK, the state stays. */
  @Test
  void synReceivedResetsAnAckThatIsNotOfItsSyn() {
    for (long ack : new long[] {299, 300, 302, 4_000_000_000L}) {
      Reaction r = arrives(SYN_RECEIVED, Segment.ack(100, ack, 1000));
      assertThat(r.after()).isEqualTo(SYN_RECEIVED);
      assertThat(r.sent()).containsExactly(Segment.rst(ack));
    }
  }

  /** RFC 5961, 5.2: an ACK is good from SND.UNA - MAX.SND.WND to SND.NXT. */
  @Test
  void acksAreOldOrOfTheFuture() {
    Connection c = in(State.ESTABLISHED);
    Segment stale = Segment.data(100, TCP.space().add(301, -1001), 5, 1000);
    assertThat(arrives(c, stale).rules()).containsExactly(Rule.ACK_OF_PAST);
    assertThat(arrives(c, stale).after()).isEqualTo(c);
    Segment old = Segment.data(100, TCP.space().add(301, -1000), 5, 1000);
    assertThat(arrives(c, old).rules()).containsExactly(Rule.ACK_REPEATED, Rule.DATA_TAKEN);
    assertThat(arrives(c, Segment.data(100, 302, 5, 1000)).rules())
        .containsExactly(Rule.ACK_OF_FUTURE);
  }

  @Test
  void whatOverlapsTheWindowIsTrimmed() {
    Connection c = in(State.ESTABLISHED);
    assertThat(arrives(c, Segment.data(95, 301, 10, 1000)).after().rcv())
        .isEqualTo(new Receiver(99, 105, 5));
    Segment beyond = new Segment(100, true, 301, false, true, false, 1001, 1000);
    Reaction r = arrives(c, beyond);
    assertThat(r.after().rcv()).isEqualTo(new Receiver(99, 1100, 1000));
    assertThat(r.after().state()).isEqualTo(State.ESTABLISHED);
    assertThat(r.sent()).containsExactly(Segment.ack(301, 1100, 0));
  }

  @Test
  void outOfOrderIsAnsweredAndNotKept() {
    Connection c = in(State.ESTABLISHED);
    Reaction r = arrives(c, Segment.fin(101, 301, 1000));
    assertThat(r.after().state()).isEqualTo(State.ESTABLISHED);
    assertThat(r.after().rcv()).isEqualTo(c.rcv());
    assertThat(r.sent()).containsExactly(Segment.ack(301, 100, 1000));
  }

  /** RFC 9293, 3.8.6.1: a window that is shut is probed, and it opens. */
  @Test
  void aShutWindowIsProbed() {
    Connection sender = arrives(in(State.ESTABLISHED), Segment.ack(100, 301, 0)).after();
    Reaction waits = TCP.on(sender, new Event.Send(3));
    assertThat(waits.sent()).isEmpty();
    assertThat(TCP.timers(waits.after())).contains(new Event.RetransmissionTimeout());
    Reaction probe = TCP.on(waits.after(), new Event.RetransmissionTimeout());
    assertThat(probe.sent()).containsExactly(Segment.data(301, 100, 1, 1000));
    assertThat(TCP.on(probe.after(), new Event.RetransmissionTimeout()).sent())
        .isEqualTo(probe.sent());
    assertThat(arrives(probe.after(), Segment.ack(100, 302, 2)).sent())
        .containsExactly(Segment.data(302, 100, 2, 1000));

    Connection full = arrives(in(State.ESTABLISHED), Segment.data(100, 301, 1000, 1000)).after();
    assertThat(arrives(full, Segment.data(1100, 301, 1, 1000)).rules()).contains(Rule.ZERO_WINDOW);
    assertThat(arrives(full, Segment.data(1100, 301, 1, 1000)).sent())
        .containsExactly(Segment.ack(301, 1100, 0));
    assertThat(TCP.on(full, new Event.Receive()).sent())
        .containsExactly(Segment.ack(301, 1100, 1000));
  }

  @Test
  void aFinWaitsForItsData() {
    Connection c = after(in(State.ESTABLISHED), new Event.Send(1200));
    assertThat(c.snd().queued()).isEqualTo(200);
    Reaction close = TCP.on(c, new Event.Close());
    assertThat(close.sent()).isEmpty();
    assertThat(close.after().state()).isEqualTo(State.FIN_WAIT_1);
    assertThat(arrives(close.after(), Segment.ack(100, 837, 1000)).sent())
        .containsExactly(new Segment(1301, true, 100, false, true, false, 200, 1000));
  }

  /** 3.10.2: SEND turns a passive open into an active one. */
  @Test
  void sendInListen() {
    Reaction r = TCP.on(LISTENING, new Event.Send(5));
    assertThat(r.rules()).containsExactly(Rule.LISTEN_SEND);
    assertThat(r.sent()).containsExactly(Segment.syn(300, 1000));
    assertThat(arrives(r.after(), Segment.synAck(99, 301, 1000)).sent())
        .containsExactly(Segment.data(301, 100, 5, 1000));
  }

  @Test
  void closeInSynReceived() {
    Reaction r = TCP.on(SYN_RECEIVED, new Event.Close());
    assertThat(r.rules()).containsExactly(Rule.SYN_RECEIVED_CLOSE);
    assertThat(r.sent()).containsExactly(Segment.fin(301, 100, 1000));
    assertThat(TCP.on(r.after(), new Event.RetransmissionTimeout()).sent())
        .containsExactly(Segment.synAck(300, 100, 1000));
    Connection synAcked = arrives(r.after(), Segment.ack(100, 301, 1000)).after();
    assertThat(synAcked.state()).isEqualTo(State.FIN_WAIT_1);
    assertThat(TCP.on(synAcked, new Event.RetransmissionTimeout()).sent())
        .containsExactly(Segment.fin(301, 100, 1000));
  }

  @ParameterizedTest
  @EnumSource
  void callsInEveryState(State state) {
    Connection c = in(state);
    boolean closing =
        switch (state) {
          case FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK, TIME_WAIT -> true;
          default -> false;
        };
    Reaction send = TCP.on(c, new Event.Send(1));
    Reaction close = TCP.on(c, new Event.Close());
    if (state == State.CLOSED) {
      assertThat(send.told()).containsExactly(Notice.DOES_NOT_EXIST);
      assertThat(close.told()).containsExactly(Notice.DOES_NOT_EXIST);
    } else if (closing) {
      assertThat(send.told()).containsExactly(Notice.ALREADY_CLOSING);
      assertThat(close.told()).containsExactly(Notice.ALREADY_CLOSING);
    } else {
      assertThat(send.told()).noneMatch(Notice::isError);
      assertThat(close.told()).noneMatch(Notice::isError);
    }
    boolean rst =
        switch (state) {
          case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT -> true;
          default -> false;
        };
    Reaction abort = TCP.on(c, new Event.Abort());
    assertThat(abort.after()).isEqualTo(Connection.CLOSED);
    assertThat(abort.sent()).isEqualTo(rst ? List.of(Segment.rst(c.snd().nxt())) : List.of());
  }

  @Test
  void badNumbersGetOneLine() {
    Tcp small = new Tcp(new SequenceSpace(16), 4, 1, false, 4, Stack.RFC_9293, Fault.NONE);
    assertThatThrownBy(() -> small.on(Connection.CLOSED, new Event.ActiveOpen(16)))
        .isInstanceOf(BadInput.class)
        .hasMessage("ISS is a number in 0..15 (got 16)");
    assertThatThrownBy(() -> small.on(Connection.CLOSED, new Event.Send(0)))
        .isInstanceOf(BadInput.class);
    Event far = new Event.Arrives(Segment.syn(16, 1));
    assertThatThrownBy(() -> small.on(Connection.CLOSED, far)).isInstanceOf(BadInput.class);
    Event wide = new Event.Arrives(Segment.syn(1, 5));
    assertThatThrownBy(() -> small.on(Connection.CLOSED, wide)).isInstanceOf(BadInput.class);
    assertThatThrownBy(
            () -> new Tcp(new SequenceSpace(16), 5, 1, false, 4, Stack.RFC_9293, Fault.NONE))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("got 5");
    assertThatThrownBy(() -> new Segment(1, false, 2, false, false, false, 0, 0))
        .isInstanceOf(BadInput.class);
  }
}
