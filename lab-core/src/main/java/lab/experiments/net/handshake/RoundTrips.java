package lab.experiments.net.handshake;

import java.util.Optional;
import lab.explore.Action;
import lab.explore.Schedule;
import lab.net.tcp.Connection;
import lab.net.tcp.Tcp;
import lab.net.tcp.world.Flight;
import lab.net.tcp.world.Scenario;
import lab.net.tcp.world.Scenarios;
import lab.net.tcp.world.Step;
import lab.net.tcp.world.TwoHosts;
import lab.net.tcp.world.World;

/**
 * Round trips until data is under way and until it is answered, counted by letting a network that
 * loses nothing carry all that is in flight, one way at a time.
 *
 * @param before ways until the first octet leaves
 * @param answered ways until it is acknowledged
 * @param schedule what happened
 */
record RoundTrips(int before, int answered, Schedule schedule) {
  private static final int CLIENT = 0;

  /** More ways than anything takes that gets through at all. */
  private static final int MOST = 20;

  /** Of a client that has to connect first; empty if it never gets through. */
  static Optional<RoundTrips> ofNew(Tcp tcp) {
    return count(Scenarios.open().with(tcp));
  }

  /** Of a client that is connected and sends an octet. */
  static Optional<RoundTrips> ofOpen(Tcp tcp) {
    return count(Scenarios.close().with(tcp));
  }

  private static Optional<RoundTrips> count(Scenario scenario) {
    TwoHosts hosts = new TwoHosts(scenario.withNetwork(0, 0));
    return new Count(hosts, hosts.start()).run();
  }

  /** A world on its way. */
  private static final class Count {
    private final TwoHosts hosts;
    private World world;
    private Schedule schedule = Schedule.empty();
    private int sentAt = -1;

    Count(TwoHosts hosts, World world) {
      this.hosts = hosts;
      this.world = world;
    }

    Optional<RoundTrips> run() {
      call("connect");
      call("send");
      for (int way = 0; way <= MOST; way++) {
        sentAt = sentAt < 0 && carriesData() ? way : sentAt;
        Connection client = world.host(CLIENT).tcp();
        if (sentAt >= 0 && client.snd().idle()) {
          return Optional.of(new RoundTrips(sentAt, way, schedule));
        }
        for (Flight flight : world.net()) {
          deliver(flight);
        }
      }
      return Optional.empty();
    }

    private boolean carriesData() {
      return world.net().stream().anyMatch(f -> f.segment().data() > 0);
    }

    private void call(String verb) {
      for (Step step : hosts.steps(world)) {
        if (step.host() == CLIENT && step.move().verb().equals(verb)) {
          take(step);
          return;
        }
      }
    }

    private void deliver(Flight flight) {
      for (Step step : hosts.steps(world)) {
        boolean arrives = step.move().verb().equals("deliver");
        if (arrives && step.flight().filter(flight::equals).isPresent()) {
          take(step);
          return;
        }
      }
    }

    private void take(Step step) {
      world = step.next();
      schedule = schedule.then(Action.parse(step.move().toString()));
    }
  }
}
