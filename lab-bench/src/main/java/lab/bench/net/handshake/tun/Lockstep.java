package lab.bench.net.handshake.tun;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.net.tcp.Connection;
import lab.net.tcp.Event;
import lab.net.tcp.Fault;
import lab.net.tcp.Notice;
import lab.net.tcp.Reaction;
import lab.net.tcp.Segment;
import lab.net.tcp.SequenceSpace;
import lab.net.tcp.State;
import lab.net.tcp.Stack;
import lab.net.tcp.Tcp;

/**
 * Our machine talks with a kernel, and a second machine beside the kernel says what the kernel
 * should do: each segment that arrives there, and each call of its user, is an event for both.
 *
 * <p>Compared are SEQ, ACK, control bits and length of every segment, the state, and what a user
 * who reads hears. Not compared, because the model does not speak of it: windows, options, PSH, and
 * when something comes. So that this is fair,
 *
 * <ul>
 *   <li>the kernel's initial sequence number is taken from its SYN (RFC 6528 makes it a secret);
 *   <li>what the model expects may take as long as a delayed ACK does (RFC 9293, 3.8.6.3);
 *   <li>what the model would send again when a timer ends may come at any time, and is counted
 *       ({@link Observation#again}): the kernel's clock is no event of ours;
 *   <li>a listener outlives its connections: with Linux each of them is another socket.
 * </ul>
 *
 * <p>After the first difference the two are in different states, so the script ends there.
 */
final class Lockstep {
  /** Longer than any ACK is delayed, and than a first retransmission takes. */
  private static final int PATIENCE_MILLIS = 1_500;

  /** The kernel answers before {@link Peer#arrive} returns; this is for what it does later. */
  private static final int QUIET_MILLIS = 2;

  private static final int MOST_EXCHANGES = 64;
  private static final long OUR_WINDOW = 65_535;
  private static final long MSS = 1460;

  private final Peer peer;
  private final Script script;
  private final Tcp machine =
      new Tcp(
          SequenceSpace.REAL, OUR_WINDOW, MSS, true, 64_000, Stack.RFC_9293, Fault.NONE);
  private final Deque<Segment> held = new ArrayDeque<>();
  private final List<Observation> seen = new ArrayList<>();
  private Connection ours = Connection.CLOSED;
  private Connection theirs = Connection.CLOSED;
  private boolean holding;
  private boolean listening;
  private String last = Heard.NOTHING;
  private long y;

  private Lockstep(Peer peer, Script script) {
    this.peer = peer;
    this.script = script;
  }

  /** What happened, step by step, up to the first difference. */
  static List<Observation> run(Script script, Peer peer) throws IOException {
    Lockstep lockstep = new Lockstep(peer, script);
    for (Step step : script.steps()) {
      lockstep.take(step);
      if (lockstep.differs()) {
        break;
      }
    }
    return List.copyOf(lockstep.seen);
  }

  private boolean differs() {
    return !seen.isEmpty() && seen.getLast().parts();
  }

  private void take(Step step) throws IOException {
    switch (step) {
      case Step.Ours s -> send(oursOn(s.event()));
      case Step.Theirs s -> exchange(call(s));
      case Step.Crafted s -> exchange(arrival(s.craft().at(theirs)));
      case Step.Wait() ->
          answer(
              observe("the kernel waits", () -> Heard.NOTHING, new Event.RetransmissionTimeout()));
      case Step.Crash() -> ours = Connection.CLOSED;
      case Step.Hold() -> holding = true;
      case Step.Release() -> exchange(arrival(held.removeFirst()));
      case Step.Lose() -> {
        held.clear();
        holding = false;
      }
    }
  }

  /** Something that happens to the kernel, and to the model of it. */
  private interface Doing {
    List<Segment> run() throws IOException;
  }

  private interface Action {
    String run() throws IOException;
  }

  private Doing arrival(Segment segment) {
    return () ->
        observe(
            numbers().ours(segment),
            () -> {
              peer.arrive(segment);
              return Heard.NOTHING;
            },
            new Event.Arrives(segment));
  }

  private Doing call(Step.Theirs step) {
    String words =
        "the kernel's user: "
            + step.call().word()
            + (step.octets() > 0 ? " " + Heard.octets(step.octets()) : "");
    return () -> observe(words, () -> peer.call(step.call(), step.octets()), event(step));
  }

  private static Event event(Step.Theirs step) {
    return switch (step.call()) {
      case LISTEN -> new Event.PassiveOpen(0);
      case CONNECT -> new Event.ActiveOpen(0);
      case SEND -> new Event.Send(step.octets());
      case READ -> new Event.Receive();
      case SHUT_DOWN, CLOSE -> new Event.Close();
      case ABORT -> new Event.Abort();
    };
  }

  private void exchange(Doing doing) throws IOException {
    answer(doing.run());
  }

  /** What the kernel sends arrives at our machine, whose answers arrive at the kernel. */
  private void answer(List<Segment> fromKernel) throws IOException {
    Deque<Segment> arriving = new ArrayDeque<>(fromKernel);
    for (int i = 0; i < MOST_EXCHANGES && !arriving.isEmpty() && !differs(); i++) {
      for (Segment reply : oursOn(new Event.Arrives(arriving.removeFirst()))) {
        if (holding) {
          held.addLast(reply);
        } else if (!differs()) {
          arriving.addAll(arrival(reply).run());
        }
      }
    }
  }

  private void send(List<Segment> segments) throws IOException {
    for (Segment segment : segments) {
      if (holding) {
        held.addLast(segment);
      } else if (!differs()) {
        exchange(arrival(segment));
      }
    }
  }

  private List<Segment> oursOn(Event event) {
    Reaction reaction = machine.on(ours, event);
    ours = reaction.after();
    return reaction.sent();
  }

  private Numbers numbers() {
    return new Numbers(Script.ISS, y);
  }

  private Tcp model() {
    return new Tcp(
        SequenceSpace.REAL, peer.window(), MSS, false, 64_000, script.stack(), Fault.NONE);
  }

  /** What the RFCs say, beside what is known of Linux. */
  private Tcp rfc() {
    return model().with(Stack.RFC_9293);
  }

  /** Lets something happen to the kernel, and says what it came to; what the kernel sent. */
  private List<Segment> observe(String words, Action action, Event event) throws IOException {
    Connection before = theirs;
    String heard = action.run();
    Reaction expected = react(model(), before, event, Optional.empty());
    List<Segment> came = collect(expected.sent().size());
    Optional<Segment> syn = came.stream().filter(Segment::syn).findFirst();
    syn.filter(_ -> opens(before, event)).ifPresent(s -> y = s.seq());
    expected = react(model(), before, event, syn);
    Reaction specified = react(rfc(), before, event, syn);
    String hears = hears(before, event, expected);
    theirs = expected.after();
    List<Segment> fresh = new ArrayList<>(came);
    int again = came.size() > expected.sent().size() ? withoutRepeats(fresh, expected.sent()) : 0;
    Optional<State> state = peer.state();
    seen.add(
        new Observation(
            words,
            said(expected.sent(), known(theirs), hears),
            said(specified.sent(), known(specified.after()), hears),
            OlderLinux.answer(before, event, expected, specified)
                .map(o -> new Observation.Older(said(o.sent(), o.state(), hears), o.until())),
            said(fresh, state, heard),
            again));
    if (listening && theirs.is(State.CLOSED)) {
      theirs = model().on(Connection.CLOSED, new Event.PassiveOpen(0)).after();
    }
    return came;
  }

  /** Whether the kernel chooses an initial sequence number then. */
  private static boolean opens(Connection before, Event event) {
    return event instanceof Event.ActiveOpen || before.is(State.LISTEN);
  }

  private static Reaction react(
      Tcp tcp, Connection before, Event event, Optional<Segment> syn) {
    long iss = syn.map(Segment::seq).orElse(0L);
    return switch (event) {
      case Event.ActiveOpen _ -> tcp.on(before, new Event.ActiveOpen(iss));
      case Event.Receive _ when before.rcv().unread() == 0 ->
          new Reaction(before, List.of(), List.of(), List.of());
      case Event.Arrives _ when before.is(State.LISTEN) ->
          tcp.on(tcp.on(Connection.CLOSED, new Event.PassiveOpen(iss)).after(), event);
      default -> tcp.on(before, event);
    };
  }

  /** What a user who reads should hear; and what is to be remembered for one who reads later. */
  private String hears(Connection before, Event event, Reaction reaction) {
    listening |= event instanceof Event.PassiveOpen;
    for (Notice notice : reaction.told()) {
      switch (notice) {
        case REFUSED -> last = Heard.REFUSED;
        case RESET -> last = Heard.RESET;
        case CLOSING -> last = Heard.END;
        case CONNECTED -> last = Heard.NOTHING;
        default -> {}
      }
    }
    if (!(event instanceof Event.Receive)) {
      return Heard.NOTHING;
    }
    return before.rcv().unread() > 0 ? Heard.octets(before.rcv().unread()) : last;
  }

  /** As many segments as are expected, and what comes besides. */
  private List<Segment> collect(int expected) throws IOException {
    List<Segment> segments = new ArrayList<>();
    while (true) {
      int millis = segments.size() < expected ? PATIENCE_MILLIS : QUIET_MILLIS;
      Optional<Segment> next = peer.next(millis);
      if (next.isEmpty()) {
        return segments;
      }
      segments.add(next.orElseThrow());
    }
  }

  /** Takes away what is not expected and what a timer may send; how many those were. */
  private int withoutRepeats(List<Segment> came, List<Segment> expected) {
    List<Segment> open = new ArrayList<>();
    expected.forEach(e -> open.add(plain(e)));
    List<Segment> timed =
        model().on(theirs, new Event.RetransmissionTimeout()).sent().stream()
            .map(Lockstep::plain)
            .toList();
    int before = came.size();
    came.removeIf(s -> !open.remove(plain(s)) && timed.contains(plain(s)));
    return before - came.size();
  }

  /** Without what is not compared. */
  private static Segment plain(Segment s) {
    return new Segment(s.seq(), s.hasAck(), s.ack(), s.syn(), s.fin(), s.rst(), s.data(), 0);
  }

  private static Optional<State> known(Connection connection) {
    return connection.is(State.CLOSED) || connection.is(State.LISTEN)
        ? Optional.empty()
        : Optional.of(connection.state());
  }

  private String said(List<Segment> segments, Optional<State> state, String heard) {
    return numbers().theirs(segments)
        + "; "
        + state.map(State::word).orElse("no connection")
        + (heard.equals(Heard.NOTHING) ? "" : "; the user hears " + heard);
  }
}
