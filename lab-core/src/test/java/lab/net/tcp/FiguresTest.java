package lab.net.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Figures 6 to 13 of RFC 9293 (3.5 and 3.6), line by line: the segments are those printed there.
 * RFC 793 numbers the same figures 7 to 14.
 */
class FiguresTest {
  /** Figure 8 goes from 300 to 400 when B listens again. */
  private static final Tcp TCP =
      new Tcp(SequenceSpace.REAL, 1000, 536, false, 100, Stack.RFC_9293, Fault.NONE);

  /** One side of a figure, and what it has sent and the other has not got. */
  private static final class Peer {
    Connection tcp = Connection.CLOSED;
    final Deque<Segment> sent = new ArrayDeque<>();
    List<Notice> told = List.of();

    Peer does(Event event) {
      Reaction r = TCP.on(tcp, event);
      tcp = r.after();
      told = r.told();
      sent.addAll(r.sent());
      return this;
    }

    /** The segment of the figure leaves, and the peer is in the state printed beside it. */
    Segment sends(State state, String text) {
      assertThat(tcp.state()).isEqualTo(state);
      assertThat(sent.element().text()).isEqualTo(text);
      return sent.remove();
    }

    Peer gets(Segment segment, State then) {
      does(new Event.Arrives(segment));
      assertThat(tcp.state()).isEqualTo(then);
      return this;
    }

    void isSilent() {
      assertThat(sent).isEmpty();
    }
  }

  private final Peer a = new Peer();
  private final Peer b = new Peer();

  private void established(long sendA, long sendB) {
    b.does(new Event.PassiveOpen(sendB - 1));
    a.does(new Event.ActiveOpen(sendA - 1));
    b.gets(a.sent.remove(), State.SYN_RECEIVED);
    a.gets(b.sent.remove(), State.ESTABLISHED);
    b.gets(a.sent.remove(), State.ESTABLISHED);
  }

  @Test
  void figure6Basic() {
    b.does(new Event.PassiveOpen(300));
    a.does(new Event.ActiveOpen(100));
    b.gets(a.sends(State.SYN_SENT, "<SEQ=100><CTL=SYN>"), State.SYN_RECEIVED);
    a.gets(b.sends(State.SYN_RECEIVED, "<SEQ=300><ACK=101><CTL=SYN,ACK>"), State.ESTABLISHED);
    b.gets(a.sends(State.ESTABLISHED, "<SEQ=101><ACK=301><CTL=ACK>"), State.ESTABLISHED);
    a.does(new Event.Send(10));
    b.gets(a.sends(State.ESTABLISHED, "<SEQ=101><ACK=301><CTL=ACK><DATA=10>"), State.ESTABLISHED);
    assertThat(b.tcp.rcv()).isEqualTo(new Receiver(100, 111, 10));
    b.sends(State.ESTABLISHED, "<SEQ=301><ACK=111><CTL=ACK>");
  }

  @Test
  void figure7Simultaneous() {
    a.does(new Event.ActiveOpen(100));
    b.does(new Event.ActiveOpen(300));
    Segment synA = a.sends(State.SYN_SENT, "<SEQ=100><CTL=SYN>");
    a.gets(b.sends(State.SYN_SENT, "<SEQ=300><CTL=SYN>"), State.SYN_RECEIVED);
    b.gets(synA, State.SYN_RECEIVED);
    Segment lineFive = a.sends(State.SYN_RECEIVED, "<SEQ=100><ACK=301><CTL=SYN,ACK>");
    a.gets(b.sends(State.SYN_RECEIVED, "<SEQ=300><ACK=101><CTL=SYN,ACK>"), State.ESTABLISHED);
    b.gets(lineFive, State.ESTABLISHED);
    a.isSilent();
    b.isSilent();
  }

  @Test
  void figure8OldDuplicateSyn() {
    b.does(new Event.PassiveOpen(300));
    a.does(new Event.ActiveOpen(100));
    Segment delayed = a.sends(State.SYN_SENT, "<SEQ=100><CTL=SYN>");
    b.gets(Segment.syn(90, 1000), State.SYN_RECEIVED);
    a.gets(b.sends(State.SYN_RECEIVED, "<SEQ=300><ACK=91><CTL=SYN,ACK>"), State.SYN_SENT);
    b.gets(a.sends(State.SYN_SENT, "<SEQ=91><CTL=RST>"), State.LISTEN);
    assertThat(b.told).isEmpty();
    b.gets(delayed, State.SYN_RECEIVED);
    a.gets(b.sends(State.SYN_RECEIVED, "<SEQ=400><ACK=101><CTL=SYN,ACK>"), State.ESTABLISHED);
    b.gets(a.sends(State.ESTABLISHED, "<SEQ=101><ACK=401><CTL=ACK>"), State.ESTABLISHED);
  }

  @Test
  void figure9HalfOpen() {
    established(100, 300);
    a.tcp = Connection.CLOSED;
    a.does(new Event.ActiveOpen(400));
    b.gets(a.sends(State.SYN_SENT, "<SEQ=400><CTL=SYN>"), State.ESTABLISHED);
    a.gets(b.sends(State.ESTABLISHED, "<SEQ=300><ACK=100><CTL=ACK>"), State.SYN_SENT);
    b.gets(a.sends(State.SYN_SENT, "<SEQ=100><CTL=RST>"), State.CLOSED);
    assertThat(b.told).containsExactly(Notice.RESET);
    a.does(new Event.RetransmissionTimeout());
    a.sends(State.SYN_SENT, "<SEQ=400><CTL=SYN>");
  }

  @Test
  void figure10ActiveSideDiscovers() {
    established(100, 300);
    a.tcp = Connection.CLOSED;
    b.does(new Event.Send(10));
    a.gets(b.sends(State.ESTABLISHED, "<SEQ=300><ACK=100><CTL=ACK><DATA=10>"), State.CLOSED);
    b.gets(a.sends(State.CLOSED, "<SEQ=100><CTL=RST>"), State.CLOSED);
    assertThat(b.told).containsExactly(Notice.RESET);
  }

  @Test
  void figure11TwoPassiveSockets() {
    a.does(new Event.PassiveOpen(700));
    b.does(new Event.PassiveOpen(500));
    b.gets(Segment.syn(60, 1000), State.SYN_RECEIVED);
    a.gets(b.sends(State.SYN_RECEIVED, "<SEQ=500><ACK=61><CTL=SYN,ACK>"), State.LISTEN);
    b.gets(a.sends(State.LISTEN, "<SEQ=61><CTL=RST>"), State.LISTEN);
    b.isSilent();
  }

  @Test
  void figure12NormalClose() {
    established(100, 300);
    a.does(new Event.Close());
    b.gets(a.sends(State.FIN_WAIT_1, "<SEQ=100><ACK=300><CTL=FIN,ACK>"), State.CLOSE_WAIT);
    assertThat(b.told).containsExactly(Notice.CLOSING);
    a.gets(b.sends(State.CLOSE_WAIT, "<SEQ=300><ACK=101><CTL=ACK>"), State.FIN_WAIT_2);
    b.does(new Event.Close());
    a.gets(b.sends(State.LAST_ACK, "<SEQ=300><ACK=101><CTL=FIN,ACK>"), State.TIME_WAIT);
    b.gets(a.sends(State.TIME_WAIT, "<SEQ=101><ACK=301><CTL=ACK>"), State.CLOSED);
    a.does(new Event.TimeWaitTimeout());
    assertThat(a.tcp).isEqualTo(Connection.CLOSED);
  }

  @Test
  void figure13SimultaneousClose() {
    established(100, 300);
    a.does(new Event.Close());
    b.does(new Event.Close());
    Segment finA = a.sends(State.FIN_WAIT_1, "<SEQ=100><ACK=300><CTL=FIN,ACK>");
    a.gets(b.sends(State.FIN_WAIT_1, "<SEQ=300><ACK=100><CTL=FIN,ACK>"), State.CLOSING);
    b.gets(finA, State.CLOSING);
    Segment ackA = a.sends(State.CLOSING, "<SEQ=101><ACK=301><CTL=ACK>");
    a.gets(b.sends(State.CLOSING, "<SEQ=301><ACK=101><CTL=ACK>"), State.TIME_WAIT);
    b.gets(ackA, State.TIME_WAIT);
    a.isSilent();
    b.isSilent();
  }
}
