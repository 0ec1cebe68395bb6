package lab.bench.net.handshake.tun;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import lab.net.tcp.Connection;
import lab.net.tcp.Event;
import lab.net.tcp.Notice;
import lab.net.tcp.Reaction;
import lab.net.tcp.Segment;
import lab.net.tcp.State;
import lab.net.tcp.Tcp;

/** One of our own machines in the kernel's place, which may have a fault. */
final class ModelPeer implements Peer {
  private static final long ISS = 4_294_967_290L; // soon past the largest number
  private static final int TIMER_MILLIS = 1_000;

  private final Tcp tcp;
  private final Deque<Segment> sent = new ArrayDeque<>();
  private Connection connection = Connection.CLOSED;
  private boolean listening;
  private String end = Heard.NOTHING;

  ModelPeer(Tcp tcp) {
    this.tcp = tcp;
  }

  private void on(Event event) {
    Reaction reaction = tcp.on(connection, event);
    connection = reaction.after();
    sent.addAll(reaction.sent());
    for (Notice notice : reaction.told()) {
      end =
          switch (notice) {
            case RESET -> Heard.RESET;
            case REFUSED -> Heard.REFUSED;
            case CLOSING -> Heard.END;
            case CONNECTED -> Heard.NOTHING;
            default -> end;
          };
    }
    if (listening && connection.is(State.CLOSED)) {
      connection = tcp.on(Connection.CLOSED, new Event.PassiveOpen(ISS)).after();
    }
  }

  @Override
  public void arrive(Segment segment) {
    on(new Event.Arrives(segment));
  }

  @Override
  public String call(Call call, int octets) {
    switch (call) {
      case LISTEN -> {
        listening = true;
        on(new Event.PassiveOpen(ISS));
      }
      case CONNECT -> on(new Event.ActiveOpen(ISS));
      case SEND -> on(new Event.Send(octets));
      case READ -> {
        long unread = connection.rcv().unread();
        if (unread == 0) {
          return end;
        }
        on(new Event.Receive());
        return Heard.octets(unread);
      }
      case SHUT_DOWN, CLOSE -> on(new Event.Close());
      case ABORT -> on(new Event.Abort());
    }
    return Heard.NOTHING;
  }

  /** Whoever waits long enough sees the timer end. */
  @Override
  public Optional<Segment> next(int millis) {
    if (sent.isEmpty() && millis >= TIMER_MILLIS) {
      on(new Event.RetransmissionTimeout());
    }
    return Optional.ofNullable(sent.pollFirst());
  }

  @Override
  public Optional<State> state() {
    return Optional.of(connection.state()).filter(s -> s != State.CLOSED && s != State.LISTEN);
  }

  @Override
  public long window() {
    return tcp.window();
  }

  @Override
  public void close() {
    connection = Connection.CLOSED;
  }
}
