package lab.net.tcp.world;

import java.util.ArrayList;
import java.util.List;
import lab.net.tcp.Connection;
import lab.net.tcp.Event;
import lab.net.tcp.Notice;
import lab.net.tcp.Reaction;
import lab.net.tcp.Segment;
import lab.net.tcp.State;

/**
 * What may happen between two hosts: {@link #start} and {@link #steps} are all that a machine
 * needs.
 */
public final class TwoHosts {
  /** As many segments are in flight at most; what would send more has to wait. */
  public static final int MOST_IN_FLIGHT = 4;

  private final Scenario scenario;

  public TwoHosts(Scenario scenario) {
    this.scenario = scenario;
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
        world = react(world, h, event(world.host(h), call), null).world();
      }
    }
    if (scenario.connected()) {
      world = react(world, 1, new Event.PassiveOpen(scenario.iss().get(1)), null).world();
      world = react(world, 0, new Event.ActiveOpen(scenario.iss().get(0)), null).world();
      while (!world.net().isEmpty()) {
        Flight first = world.net().getFirst();
        world = react(without(world, first), first.to(), arrival(first), first).world();
      }
    }
    return world.withNet(scenario.old().stream().sorted().toList());
  }

  private Host newHost(int which) {
    Host.Past past = new Host.Past(scenario.iss().get(which), 0, 0, 0);
    return new Host(Connection.CLOSED, 0, false, past);
  }

  /**
   * Everything that may happen, always in the same order: calls, arrivals, timers, then what goes
   * wrong.
   */
  public List<Step> steps(World world) {
    List<Step> steps = new ArrayList<>();
    for (int h = 0; h < 2; h++) {
      call(world, h, steps);
    }
    for (Flight flight : different(world.net())) {
      World gone = without(world, flight);
      add(steps, move("deliver", world, flight), react(gone, flight.to(), arrival(flight), flight));
    }
    for (int h = 0; h < 2; h++) {
      timers(world, h, steps);
    }
    World.Left left = world.left();
    for (Flight flight : different(world.net())) {
      if (left.losses() > 0) {
        World.Left then = new World.Left(left.losses() - 1, left.duplicates(), left.crashes());
        steps.add(Step.ofNet(move("lose", world, flight), without(world, flight).withLeft(then)));
      }
    }
    for (Flight flight : different(world.net())) {
      if (left.duplicates() > 0 && world.net().size() < MOST_IN_FLIGHT) {
        World.Left then = new World.Left(left.losses(), left.duplicates() - 1, left.crashes());
        List<Flight> net = plus(world.net(), flight);
        steps.add(Step.ofNet(move("duplicate", world, flight), world.withNet(net).withLeft(then)));
      }
    }
    crash(world, steps);
    return steps;
  }

  private void call(World world, int h, List<Step> steps) {
    Host host = world.host(h);
    List<Call> script = scenario.scripts().get(h).now(host.crashed());
    for (int i = host.called(); i < script.size(); i++) {
      Event event = event(host, script.get(i));
      if (scenario.tcp().on(host.tcp(), event).told().stream().anyMatch(Notice::isError)) {
        continue;
      }
      Outcome outcome = react(world, h, event, null);
      Host after = outcome.world().host(h);
      World then =
          outcome.world().with(h, new Host(after.tcp(), i + 1, after.crashed(), after.past()));
      add(
          steps,
          new Move(name(h), script.get(i).verb(), ""),
          new Outcome(then, outcome.reaction()));
      return;
    }
  }

  private static Event event(Host host, Call call) {
    return switch (call) {
      case CONNECT -> new Event.ActiveOpen(host.past().nextIss());
      case LISTEN -> new Event.PassiveOpen(host.past().nextIss());
      case SEND -> new Event.Send(1);
      case CLOSE -> new Event.Close();
      case ABORT -> new Event.Abort();
    };
  }

  private void timers(World world, int h, List<Step> steps) {
    for (Event timer : scenario.tcp().timers(world.host(h).tcp())) {
      switch (timer) {
        case Event.RetransmissionTimeout t -> {
          Outcome outcome = react(world, h, t, null);
          if (!inFlight(world, 1 - h, outcome.reaction().sent().getFirst())) {
            add(steps, new Move(name(h), "retransmit", ""), outcome);
          }
        }
        case Event.TimeWaitTimeout t -> {
          // Twice the longest life of a segment: nothing of this connection is in flight any more.
          if (world.net().isEmpty()) {
            add(steps, new Move(name(h), "time-wait", ""), react(world, h, t, null));
          }
        }
        default -> {
          // Users of these worlds are patient.
        }
      }
    }
  }

  private static boolean inFlight(World world, int to, Segment segment) {
    for (Flight flight : world.net()) {
      if (flight.to() == to && flight.segment().equals(segment)) {
        return true;
      }
    }
    return false;
  }

  private void crash(World world, List<Step> steps) {
    int h = scenario.crasher();
    Host host = world.host(h);
    World.Left left = world.left();
    if (left.crashes() > 0 && !host.tcp().is(State.CLOSED)) {
      Host.Past past = host.past();
      // What it sent remains known, and initial sequence numbers go on: a clock makes them.
      Host.Past kept = new Host.Past(past.nextIss(), past.isns(), past.era(), 0);
      World then =
          world
              .with(h, new Host(Connection.CLOSED, 0, true, kept))
              .withLeft(new World.Left(left.losses(), left.duplicates(), left.crashes() - 1));
      steps.add(Step.ofNet(new Move(name(h), "crash", ""), then));
    }
  }

  /** A world and the reaction that led to it. */
  private record Outcome(World world, Reaction reaction) {}

  /** What a host does about an event, and its segments on their way. */
  private Outcome react(World world, int h, Event event, Flight flight) {
    Host host = world.host(h);
    Reaction reaction = scenario.tcp().on(host.tcp(), event);
    Connection after = History.withoutWindowSource(reaction.after());
    Host.Past past = History.after(scenario.tcp(), host, after, reaction, flight);
    World.Seen seen =
        History.seen(world.seen(), host, world.host(1 - h).past(), reaction, flight, event);
    List<Flight> net = world.net();
    for (Segment segment : reaction.sent()) {
      net = plus(net, new Flight(1 - h, segment, past.era()));
    }
    World then =
        world
            .with(h, new Host(after, host.called(), host.crashed(), past))
            .withNet(net)
            .withSeen(seen);
    return new Outcome(then, reaction);
  }

  private static void add(List<Step> steps, Move move, Outcome outcome) {
    if (outcome.world().net().size() <= MOST_IN_FLIGHT) {
      Reaction r = outcome.reaction();
      steps.add(new Step(move, outcome.world(), r.rules(), r.sent(), r.told()));
    }
  }

  private static Event arrival(Flight flight) {
    return new Event.Arrives(flight.segment());
  }

  private Move move(String verb, World world, Flight flight) {
    int now = world.host(1 - flight.to()).past().era();
    String age = "";
    if (flight.era() == 0) {
      age = "/old";
    } else if (flight.era() < now) {
      age = "/era" + flight.era();
    }
    return new Move("net", verb, name(flight.to()) + "/" + flight.segment().label() + age);
  }

  private String name(int h) {
    return scenario.names().get(h);
  }

  private static World without(World world, Flight flight) {
    List<Flight> net = new ArrayList<>(world.net());
    net.remove(flight);
    return world.withNet(net);
  }

  /** With one more, in its place. */
  private static List<Flight> plus(List<Flight> net, Flight flight) {
    List<Flight> more = new ArrayList<>(net.size() + 1);
    more.addAll(net);
    int at = more.size();
    while (at > 0 && more.get(at - 1).compareTo(flight) > 0) {
      at--;
    }
    more.add(at, flight);
    return more;
  }

  /** Each once: the list is sorted. */
  private static List<Flight> different(List<Flight> net) {
    List<Flight> once = new ArrayList<>(net.size());
    for (Flight flight : net) {
      if (once.isEmpty() || !once.getLast().equals(flight)) {
        once.add(flight);
      }
    }
    return once;
  }
}
