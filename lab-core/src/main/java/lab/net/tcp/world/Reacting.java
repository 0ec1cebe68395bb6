package lab.net.tcp.world;

import java.util.List;
import lab.net.tcp.Connection;
import lab.net.tcp.Event;
import lab.net.tcp.Fault;
import lab.net.tcp.Reaction;
import lab.net.tcp.Segment;
import lab.net.tcp.Tcp;

/** What a host does about an event, and what becomes of the world by it. */
record Reacting(Scenario scenario) {

  /** A world and the reaction that led to it. */
  record Outcome(World world, Reaction reaction) {}

  /**
   * The reaction of a host, with its segments on their way.
   *
   * @param flight the segment whose arrival the event is, or null
   */
  Outcome of(World world, int h, Event event, Flight flight) {
    Host host = world.host(h);
    Tcp tcp = scenario.tcp();
    Reaction reaction = tcp.on(host.tcp(), event);
    Connection after = History.withoutWindowSource(reaction.after());
    Host.Past past = History.after(tcp, host, after, reaction, flight);
    World.Seen seen =
        History.seen(world.seen(), host, world.host(1 - h).past(), reaction, flight, event);
    List<Flight> net = world.net();
    for (Segment segment : reaction.sent()) {
      net = Flights.plus(net, new Flight(1 - h, segment, past.era()));
    }
    World then =
        world
            .with(
                h, new Host(after, host.called(), host.crashed(), tries(host, after, event), past))
            .withNet(net)
            .withSeen(otherwise(host, event, reaction) ? seen.withOtherwise() : seen);
    return new Outcome(then, reaction);
  }

  private int tries(Host host, Connection after, Event event) {
    boolean same = host.tcp().snd().syn() && host.tcp().snd().iss() == after.snd().iss();
    boolean counted = scenario.timing().retries().isPresent() && after.snd().syn() && same;
    return counted ? host.tries() + (event instanceof Event.RetransmissionTimeout ? 1 : 0) : 0;
  }

  /** Whether a TCP without the fault would have done something else. */
  private boolean otherwise(Host host, Event event, Reaction reaction) {
    Tcp tcp = scenario.tcp();
    if (tcp.fault() == Fault.NONE) {
      return false;
    }
    Tcp sound = tcp.with(Fault.NONE);
    Reaction right = sound.on(host.tcp(), event);
    return !right.after().equals(reaction.after())
        || !right.sent().equals(reaction.sent())
        || sound.retransmits(reaction.after()) != tcp.retransmits(reaction.after())
        || (tcp.fault() == Fault.ISN_REUSE && numberAgain(host.past(), event));
  }

  /** RFC 6528: a number that was used is not the next one. */
  private static boolean numberAgain(Host.Past past, Event event) {
    return switch (event) {
      case Event.ActiveOpen open -> past.sentSyn(open.iss());
      case Event.PassiveOpen open -> past.sentSyn(open.iss());
      default -> false;
    };
  }
}
