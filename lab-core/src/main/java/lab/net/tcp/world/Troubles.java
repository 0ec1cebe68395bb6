package lab.net.tcp.world;

import java.util.List;
import java.util.Optional;
import lab.net.tcp.Connection;
import lab.net.tcp.State;

/** What goes wrong: the network loses and repeats, and a host may crash. */
record Troubles(Scenario scenario) {

  void lose(World world, List<Flight> flights, Offers out) {
    World.Left left = world.left();
    if (left.losses() == 0) {
      out.refuse(new Move("net", "lose", ""), () -> "it has lost what it may lose");
      return;
    }
    World.Left then = new World.Left(left.losses() - 1, left.duplicates(), left.crashes());
    for (Flight flight : flights) {
      World gone = Flights.without(world, flight).withLeft(then);
      Move move = Flights.move(scenario, "lose", world, flight);
      out.add(Step.silent(move, flight.to(), Optional.of(flight), gone));
    }
  }

  void duplicate(World world, List<Flight> flights, Offers out) {
    World.Left left = world.left();
    Move none = new Move("net", "duplicate", "");
    if (left.duplicates() == 0) {
      out.refuse(none, () -> "it has repeated what it may repeat");
      return;
    }
    if (world.net().size() == TwoHosts.MOST_IN_FLIGHT) {
      out.refuse(
          none, () -> TwoHosts.MOST_IN_FLIGHT + " segments are in flight, and it takes no more");
      return;
    }
    World.Left then = new World.Left(left.losses(), left.duplicates() - 1, left.crashes());
    for (Flight flight : flights) {
      World more = world.withNet(Flights.plus(world.net(), flight)).withLeft(then);
      Move move = Flights.move(scenario, "duplicate", world, flight);
      out.add(Step.silent(move, flight.to(), Optional.of(flight), more));
    }
  }

  void crash(World world, Offers out) {
    int h = scenario.crasher();
    Host host = world.host(h);
    World.Left left = world.left();
    if (left.crashes() > 0 && !host.tcp().is(State.CLOSED)) {
      Host.Past past = host.past();
      // What it sent remains known, and initial sequence numbers go on: a clock makes them.
      Host.Past kept = new Host.Past(past.nextIss(), past.isns(), past.era(), 0);
      World then =
          world
              .with(h, new Host(Connection.CLOSED, 0, true, 0, kept))
              .withLeft(new World.Left(left.losses(), left.duplicates(), left.crashes() - 1));
      out.add(
          Step.silent(new Move(scenario.names().get(h), "crash", ""), h, Optional.empty(), then));
    }
  }
}
