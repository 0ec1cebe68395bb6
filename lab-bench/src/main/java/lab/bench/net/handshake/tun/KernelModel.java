package lab.bench.net.handshake.tun;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.net.tcp.Connection;
import lab.net.tcp.Event;
import lab.net.tcp.Fault;
import lab.net.tcp.Notice;
import lab.net.tcp.Reaction;
import lab.net.tcp.Segment;
import lab.net.tcp.SequenceSpace;
import lab.net.tcp.Stack;
import lab.net.tcp.State;
import lab.net.tcp.Tcp;

/**
 * What the kernel's end should be doing: a machine of ours with Linux's ways, and what its user
 * should hear.
 *
 * <p>A real kernel's initial sequence number is its secret (RFC 6528), so the model gets it from
 * the SYN that the kernel sent. A listener outlives its connections: with Linux each is another
 * socket.
 */
final class KernelModel {
  private static final long MSS = 1460;

  private final Stack stack;
  private Connection connection = Connection.CLOSED;
  private long window;
  private boolean listening;
  private String last = Heard.NOTHING;

  /**
   * Closed.
   *
   * @param stack how its user closes
   */
  KernelModel(Stack stack) {
    this.stack = stack;
  }

  Connection connection() {
    return connection;
  }

  /** Its largest window, as the kernel's SYN says it. */
  void window(long octets) {
    window = octets;
  }

  private Tcp tcp(Stack which) {
    return new Tcp(SequenceSpace.REAL, window, MSS, false, 64_000, which, Fault.NONE);
  }

  /** Whether the kernel chooses an initial sequence number with that event. */
  boolean opens(Event event) {
    return event instanceof Event.ActiveOpen || connection.is(State.LISTEN);
  }

  /** What the event should come to, with the SYN that the kernel sent, if it did. */
  Reaction linux(Event event, Optional<Segment> syn) {
    return react(tcp(stack), event, syn);
  }

  /** The same to the letter of the RFCs. */
  Reaction specified(Event event, Optional<Segment> syn) {
    return react(tcp(Stack.RFC_9293), event, syn);
  }

  private Reaction react(Tcp tcp, Event event, Optional<Segment> syn) {
    long iss = syn.map(Segment::seq).orElse(0L);
    return switch (event) {
      case Event.ActiveOpen _ -> tcp.on(connection, new Event.ActiveOpen(iss));
      case Event.Receive _ when connection.rcv().unread() == 0 ->
          new Reaction(connection, List.of(), List.of(), List.of());
      case Event.Arrives _ when connection.is(State.LISTEN) ->
          tcp.on(tcp.on(Connection.CLOSED, new Event.PassiveOpen(iss)).after(), event);
      default -> tcp.on(connection, event);
    };
  }

  /** What a timer may send again, before such a reaction or after it. */
  List<Segment> timed(Reaction reaction) {
    Event timeout = new Event.RetransmissionTimeout();
    List<Segment> segments = new ArrayList<>(tcp(stack).on(connection, timeout).sent());
    segments.addAll(tcp(stack).on(reaction.after(), timeout).sent());
    return segments;
  }

  /** It happened; what a user who reads then should hear. */
  String take(Event event, Reaction reaction) {
    listening |= event instanceof Event.PassiveOpen;
    for (Notice notice : reaction.told()) {
      switch (notice) {
        case REFUSED -> last = Heard.REFUSED;
        case RESET -> last = Heard.RESET;
        case CLOSING -> last = Heard.END;
        case CONNECTED -> last = Heard.NOTHING;
        default -> {
          // is heard by nobody who reads
        }
      }
    }
    long unread = connection.rcv().unread();
    connection = reaction.after();
    if (listening && connection.is(State.CLOSED)) {
      connection = tcp(stack).on(Connection.CLOSED, new Event.PassiveOpen(0)).after();
    }
    if (!(event instanceof Event.Receive)) {
      return Heard.NOTHING;
    }
    return unread > 0 ? Heard.octets(unread) : last;
  }
}
