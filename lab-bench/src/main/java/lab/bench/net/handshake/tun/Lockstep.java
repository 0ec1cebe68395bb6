package lab.bench.net.handshake.tun;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import lab.net.tcp.Connection;
import lab.net.tcp.Event;
import lab.net.tcp.Fault;
import lab.net.tcp.Reaction;
import lab.net.tcp.Segment;
import lab.net.tcp.SequenceSpace;
import lab.net.tcp.Stack;
import lab.net.tcp.State;
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
 *   <li>what the model expects may take as long as a delayed ACK does (RFC 9293, 3.8.6.3);
 *   <li>what the model would send again when a timer ends may come at any time, and is counted
 *       ({@link Observation#again}): the kernel's clock is no event of ours.
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

  /** Whoever only ever sends the same again does not send what is waited for. */
  private static final int MOST_REPEATS = 3;

  private static final long OUR_WINDOW = 65_535;
  private static final long MSS = 1460;

  private final Peer peer;
  private final KernelModel model;
  private final Tcp machine =
      new Tcp(SequenceSpace.REAL, OUR_WINDOW, MSS, true, 64_000, Stack.RFC_9293, Fault.NONE);
  private final Deque<Segment> held = new ArrayDeque<>();
  private final List<Observation> seen = new ArrayList<>();
  private Connection ours = Connection.CLOSED;
  private boolean holding;
  private long y;

  private Lockstep(Peer peer, Script script) {
    this.peer = peer;
    model = new KernelModel(script.stack());
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
      case Step.Crafted s -> exchange(arrival(s.craft().at(model.connection())));
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

  /** Lets something happen to the kernel, and says what it came to; what the kernel sent. */
  private List<Segment> observe(String words, Action action, Event event) throws IOException {
    model.window(peer.window());
    Connection before = model.connection();
    String heard = action.run();
    Reaction expected = model.linux(event, Optional.empty());
    List<Segment> came = collect(expected.sent(), model.timed(expected));
    Optional<Segment> syn = came.stream().filter(Segment::syn).findFirst();
    syn.filter(_ -> model.opens(event)).ifPresent(s -> y = s.seq());
    model.window(peer.window());
    expected = model.linux(event, syn);
    Reaction specified = model.specified(event, syn);
    List<Segment> fresh = withoutRepeats(came, expected.sent(), model.timed(expected));
    String hears = model.take(event, expected);
    seen.add(
        new Observation(
            words,
            said(expected.sent(), known(expected.after()), hears),
            said(specified.sent(), known(specified.after()), hears),
            OlderLinux.answer(before, event, expected, specified)
                .map(o -> new Observation.Older(said(o.sent(), o.state(), hears), o.until())),
            said(fresh, peer.state(), heard),
            came.size() - fresh.size()));
    return came;
  }

  /** As many segments as are expected, and what comes besides. */
  private List<Segment> collect(List<Segment> expected, List<Segment> timed) throws IOException {
    List<Segment> came = new ArrayList<>();
    while (true) {
      int fresh = withoutRepeats(came, expected, timed).size();
      boolean open = fresh < expected.size() && came.size() - fresh < MOST_REPEATS;
      Optional<Segment> next = peer.next(open ? PATIENCE_MILLIS : QUIET_MILLIS);
      if (next.isEmpty()) {
        return came;
      }
      came.add(next.orElseThrow());
    }
  }

  /** Without what is not expected and what a timer may send, before the event or after it. */
  private static List<Segment> withoutRepeats(
      List<Segment> came, List<Segment> expected, List<Segment> timed) {
    List<Segment> open = new ArrayList<>(plain(expected));
    List<Segment> again = plain(timed);
    List<Segment> fresh = new ArrayList<>(came);
    fresh.removeIf(s -> !open.remove(plain(s)) && again.contains(plain(s)));
    return fresh;
  }

  /** Without what is not compared. */
  private static Segment plain(Segment s) {
    return new Segment(s.seq(), s.hasAck(), s.ack(), s.syn(), s.fin(), s.rst(), s.data(), 0);
  }

  private static List<Segment> plain(List<Segment> segments) {
    return segments.stream().map(Lockstep::plain).toList();
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
