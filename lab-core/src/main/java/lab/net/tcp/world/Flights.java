package lab.net.tcp.world;

import java.util.ArrayList;
import java.util.List;
import lab.net.tcp.Segment;

/** What is in flight: sorted, for a network keeps no order. */
final class Flights {
  private Flights() {}

  static World without(World world, Flight flight) {
    List<Flight> net = new ArrayList<>(world.net());
    net.remove(flight);
    return world.withNet(net);
  }

  /** With one more, in its place. */
  static List<Flight> plus(List<Flight> net, Flight flight) {
    List<Flight> more = new ArrayList<>(net.size() + 1);
    more.addAll(net);
    int at = more.size();
    while (at > 0 && more.get(at - 1).compareTo(flight) > 0) {
      at--;
    }
    more.add(at, flight);
    return more;
  }

  /** Each once. */
  static List<Flight> different(List<Flight> net) {
    List<Flight> once = new ArrayList<>(net.size());
    for (Flight flight : net) {
      if (once.isEmpty() || !once.getLast().equals(flight)) {
        once.add(flight);
      }
    }
    return once;
  }

  static boolean contains(World world, int to, Segment segment) {
    for (Flight flight : world.net()) {
      if (flight.to() == to && flight.segment().equals(segment)) {
        return true;
      }
    }
    return false;
  }

  /** A move of the network with that segment; its age is told where it is not of now. */
  static Move move(Scenario scenario, String verb, World world, Flight flight) {
    int now = world.host(1 - flight.to()).past().era();
    String age = "";
    if (flight.era() == 0) {
      age = "/old";
    } else if (flight.era() < now) {
      age = "/era" + flight.era();
    }
    return new Move(
        "net", verb, scenario.names().get(flight.to()) + "/" + flight.segment().label() + age);
  }
}
