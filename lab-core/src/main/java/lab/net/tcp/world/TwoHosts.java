package lab.net.tcp.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.net.tcp.Connection;
import lab.net.tcp.Event;
import lab.net.tcp.Notice;
import lab.net.tcp.Segment;
import lab.net.tcp.State;
import lab.net.tcp.Tcp;

/**
 * What may happen between two hosts: {@link #start} and {@link #steps} are all that a machine
 * needs.
 */
public final class TwoHosts {
  /** As many segments are in flight at most; what would send more has to wait. */
  public static final int MOST_IN_FLIGHT = 4;

  private final Scenario scenario;
  private final Reacting reacting;

  public TwoHosts(Scenario scenario) {
    this.scenario = scenario;
    reacting = new Reacting(scenario);
  }

  public Scenario scenario() {
    return scenario;
  }

  /** How the world begins. */
  public World start() {
    World world =
        new World(List.of(newHost(0), newHost(1)), List.of(), scenario.left(), World.Seen.NOTHING);
    for (int h = 0; h < 2; h++) {
      for (Call call : scenario.scripts().get(h).before()) {
        world = reacting.of(world, h, event(world.host(h), call).orElseThrow(), null).world();
      }
    }
    if (scenario.connected()) {
      long iss = scenario.iss().get(1);
      world = reacting.of(world, 1, new Event.PassiveOpen(iss), null).world();
      world = reacting.of(world, 0, new Event.ActiveOpen(scenario.iss().get(0)), null).world();
      while (!world.net().isEmpty()) {
        Flight first = world.net().getFirst();
        world = arrive(world, first).world();
      }
    }
    // Whatever was wrong with that handshake is not of this world.
    return world
        .withNet(scenario.beginning().old().stream().sorted().toList())
        .withSeen(World.Seen.NOTHING);
  }

  private Host newHost(int which) {
    Host.Past past = new Host.Past(scenario.iss().get(which), 0, 0, 0);
    return new Host(Connection.CLOSED, 0, false, 0, past);
  }

  /**
   * Everything that may happen, always in the same order: calls, arrivals, timers, then what goes
   * wrong.
   */
  public List<Step> steps(World world) {
    return offers(world, false).steps();
  }

  /** What somebody may expect to happen, and why it cannot now. */
  public List<Refused> refused(World world) {
    return offers(world, true).refused();
  }

  private Offers offers(World world, boolean reasons) {
    Offers out = new Offers(reasons);
    for (int h = 0; h < 2; h++) {
      calls(world, h, out);
    }
    List<Flight> flights = Flights.different(world.net());
    for (Flight flight : flights) {
      deliver(world, flight, out);
    }
    for (int h = 0; h < 2; h++) {
      timers(world, h, out);
    }
    Troubles troubles = new Troubles(scenario);
    troubles.lose(world, flights, out);
    troubles.duplicate(world, flights, out);
    troubles.crash(world, out);
    return out;
  }

  /** The next call of its script that is no error; of the others why not. */
  private void calls(World world, int h, Offers out) {
    Host host = world.host(h);
    List<Call> script = scenario.scripts().get(h).now(host.crashed());
    List<Call> told = new ArrayList<>();
    Call next = null;
    for (int i = host.called(); i < script.size() && (next == null || out.asked()); i++) {
      Call call = script.get(i);
      Move move = new Move(name(h), call.verb(), "");
      Optional<Notice> error = error(host, call);
      if (next == null && error.isEmpty()) {
        next = call;
        call(world, h, i + 1, move, out);
      } else if (next != call && !told.contains(call)) {
        told.add(call);
        Call before = next;
        out.refuse(
            move,
            () ->
                error
                    .map(notice -> notice.text() + " (RFC 9293, 3.10)")
                    .orElseGet(() -> "its user calls " + before.verb() + " before that"));
      }
    }
  }

  private Optional<Notice> error(Host host, Call call) {
    return event(host, call)
        .flatMap(event ->
            scenario.tcp().on(host.tcp(), event).told().stream()
                .filter(Notice::isError)
                .findFirst());
  }

  private void call(World world, int h, int called, Move move, Offers out) {
    Host host = world.host(h);
    Call call = scenario.scripts().get(h).now(host.crashed()).get(called - 1);
    Optional<Event> event = event(host, call);
    World ready = world.with(h, host.called(called));
    if (event.isEmpty()) {
      out.add(Step.silent(move, h, Optional.empty(), ready));
    } else {
      out.add(move, h, Optional.empty(), reacting.of(ready, h, event.get(), null));
    }
  }

  /** What a call is to its host's TCP; to accept from a backlog is nothing to it. */
  private static Optional<Event> event(Host host, Call call) {
    return switch (call) {
      case CONNECT -> Optional.of(new Event.ActiveOpen(host.past().nextIss()));
      case LISTEN -> Optional.of(new Event.PassiveOpen(host.past().nextIss()));
      case ACCEPT -> Optional.empty();
      case SEND -> Optional.of(new Event.Send(1));
      case CLOSE -> Optional.of(new Event.Close());
      case ABORT -> Optional.of(new Event.Abort());
    };
  }

  private void deliver(World world, Flight flight, Offers out) {
    int to = flight.to();
    Segment s = flight.segment();
    Move move = Flights.move(scenario, "deliver", world, flight);
    boolean asks = s.syn() && !s.hasAck() && !s.rst() && world.host(to).tcp().is(State.LISTEN);
    if (asks && scenario.full(world, to)) {
      World gone = Flights.without(world, flight);
      out.add(Step.silent(move, to, Optional.of(flight), gone));
    } else {
      out.add(move, to, Optional.of(flight), arrive(world, flight));
    }
  }

  private Reacting.Outcome arrive(World world, Flight flight) {
    World gone = Flights.without(world, flight);
    return reacting.of(gone, flight.to(), new Event.Arrives(flight.segment()), flight);
  }

  private void timers(World world, int h, Offers out) {
    Tcp tcp = scenario.tcp();
    Host host = world.host(h);
    boolean syn = host.tcp().snd().syn();
    boolean exhausted = syn && scenario.timing().exhausted(host.tries());
    boolean once = syn && scenario.timing().retries().isPresent() && !tcp.retransmits(host.tcp());
    for (Event timer : tcp.timers(host.tcp())) {
      switch (timer) {
        case Event.RetransmissionTimeout t -> retransmit(world, h, t, exhausted, out);
        case Event.TimeWaitTimeout t -> {
          Move move = new Move(name(h), "time-wait", "");
          if (world.net().isEmpty() || !scenario.timing().outlasts()) {
            out.add(move, h, Optional.empty(), reacting.of(world, h, t, null));
          } else {
            out.refuse(move, () -> "2 MSL outlast every segment, and something is in flight");
          }
        }
        case Event.UserTimeout t when exhausted || once ->
            out.add(
                new Move(name(h), "give-up", ""),
                h,
                Optional.empty(),
                reacting.of(world, h, t, null));
        default -> {
          // Users of these worlds are patient.
        }
      }
    }
  }

  private void retransmit(World world, int h, Event timeout, boolean exhausted, Offers out) {
    Move move = new Move(name(h), "retransmit", "");
    Reacting.Outcome outcome = reacting.of(world, h, timeout, null);
    Segment again = outcome.reaction().sent().getFirst();
    if (exhausted) {
      out.refuse(move, () -> "it has sent its SYN again as often as it may, and gives up");
    } else if (Flights.contains(world, 1 - h, again)) {
      out.refuse(move, () -> again.label() + " is still in flight; a net may repeat it");
    } else {
      out.add(move, h, Optional.empty(), outcome);
    }
  }

  private String name(int h) {
    return scenario.names().get(h);
  }
}
