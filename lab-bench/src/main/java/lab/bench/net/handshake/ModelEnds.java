package lab.bench.net.handshake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import lab.net.tcp.Connection;
import lab.net.tcp.Event;
import lab.net.tcp.Notice;
import lab.net.tcp.Reaction;
import lab.net.tcp.Rule;
import lab.net.tcp.Segment;
import lab.net.tcp.Stack;
import lab.net.tcp.State;
import lab.net.tcp.Tcp;

/**
 * One or two ends of a connection by {@code lab.net.tcp}; one end alone is its own peer. Segments
 * arrive in order, unless a gate loses them; timers end when nothing else happens. Nobody waits for
 * TIME-WAIT.
 */
final class ModelEnds {
  /** More than any scenario needs to come to rest. */
  private static final int MOST_TIMEOUTS = 8;

  /** A segment under way. */
  private record Flight(int to, Segment segment) {}

  private final Tcp tcp;
  private final Connection[] ends;
  private final Gate[] gates;
  private final List<List<State>> paths = new ArrayList<>();
  private final List<Set<Notice>> told = new ArrayList<>();
  private final Set<Rule> rules = EnumSet.noneOf(Rule.class);
  private final Deque<Flight> net = new ArrayDeque<>();

  private int timeouts = MOST_TIMEOUTS;

  ModelEnds(int count, Tcp tcp) {
    this.tcp = tcp;
    ends = new Connection[count];
    gates = new Gate[count];
    Arrays.fill(ends, Connection.CLOSED);
    Arrays.fill(gates, Gate.OPEN);
    for (int i = 0; i < count; i++) {
      paths.add(new ArrayList<>());
      told.add(EnumSet.noneOf(Notice.class));
    }
  }

  int count() {
    return ends.length;
  }

  State state(int end) {
    return ends[end].state();
  }

  /** The states that the end has been in since {@link #begin}, in order. */
  List<State> path(int end) {
    return List.copyOf(paths.get(end));
  }

  /** What its user has been told since {@link #begin}. */
  Set<Notice> told(int end) {
    return EnumSet.copyOf(told.get(end));
  }

  /** Every rule that was followed. */
  Set<Rule> rules() {
    return EnumSet.copyOf(rules);
  }

  /** A new step: paths begin where the ends are. */
  void begin() {
    for (int i = 0; i < ends.length; i++) {
      paths.get(i).clear();
      paths.get(i).add(state(i));
      told.get(i).clear();
    }
  }

  void gate(int end, Gate gate) {
    gates[end] = gate;
  }

  void on(int end, Event event) {
    on(end, tcp, event);
  }

  /** The user of a socket calls {@code close()}; all others shut down one direction. */
  void drop(int end) {
    on(end, tcp.with(Stack.LINUX), new Event.Close());
  }

  private void on(int end, Tcp tcp, Event event) {
    Reaction reaction = tcp.on(ends[end], event);
    ends[end] = reaction.after();
    rules.addAll(reaction.rules());
    told.get(end).addAll(reaction.told());
    for (Rule rule : reaction.rules()) {
      rule.to().filter(to -> to != paths.get(end).getLast()).ifPresent(paths.get(end)::add);
    }
    for (Segment segment : reaction.sent()) {
      net.add(new Flight(ends.length - 1 - end, segment));
    }
  }

  /** Sends again once in the next step, as who holds a copy back does; not until all is at rest. */
  void sendAgainOnce() {
    timeouts = 1;
  }

  /** Until nothing changes any more, whatever is sent again. */
  void settle() {
    deliver();
    boolean once = timeouts < MOST_TIMEOUTS;
    int most = timeouts;
    timeouts = MOST_TIMEOUTS;
    for (int i = 0; i < most; i++) {
      List<Connection> before = List.of(ends);
      for (int end = 0; end < ends.length; end++) {
        if (tcp.retransmits(ends[end])) {
          on(end, new Event.RetransmissionTimeout());
          deliver();
        }
      }
      if (before.equals(List.of(ends))) {
        return;
      }
    }
    if (once) {
      return;
    }
    throw new IllegalStateException("the model comes to no rest: " + Arrays.toString(ends));
  }

  private void deliver() {
    while (!net.isEmpty()) {
      Flight flight = net.remove();
      State state = state(flight.to());
      // A filter belongs to a socket, which Linux has no more in these states.
      boolean filtered = state != State.CLOSED && state != State.TIME_WAIT;
      if (!filtered || gates[flight.to()].passes(flight.segment())) {
        on(flight.to(), new Event.Arrives(flight.segment()));
      }
    }
  }
}
