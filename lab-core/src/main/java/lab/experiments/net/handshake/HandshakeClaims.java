package lab.experiments.net.handshake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import lab.explore.Claim;
import lab.net.tcp.Stack;
import lab.net.tcp.State;
import lab.net.tcp.world.Flight;
import lab.net.tcp.world.Invariant;
import lab.net.tcp.world.TwoHosts;
import lab.net.tcp.world.World;

/** What is said of two hosts: always, and of what a scenario is about. */
final class HandshakeClaims {
  /** Invariants keep their own names. */
  static final String NO_GHOST = Invariant.NO_GHOST.id();

  static final String AS_SPECIFIED = Invariant.AS_SPECIFIED.id();
  static final String SETTLES = "settles";
  static final String OPEN_ANSWERS_FIRST = "open-answers-first";

  /** What nothing breaks in the default preset, where only the handshake is wrong. */
  static final String[] HOLD = {
    Invariant.AGREEMENT.id(),
    Invariant.NO_STALE.id(),
    Invariant.SENT_ORDER.id(),
    Invariant.ONLY_SENT.id(),
    Invariant.NO_DEADLOCK.id(),
    Invariant.NO_RST_FOR_RST.id(),
    SETTLES
  };

  private HandshakeClaims() {}

  static List<Claim<World>> of(Setup setup, TwoHosts hosts) {
    List<Claim<World>> claims = new ArrayList<>();
    for (Invariant invariant : Invariant.values()) {
      claims.add(
          new Claim.Never<>(
              invariant.id(), text(setup, invariant), world -> invariant.broken(hosts, world)));
    }
    claims.add(
        new Claim.Stuck<>(
            SETTLES,
            "Both sides can come to see it alike, with nothing under way.",
            world -> Invariant.settled(hosts, world)));
    roundTrips(setup).ifPresent(claims::add);
    claims.add(seen(setup));
    return claims;
  }

  private static String text(Setup setup, Invariant invariant) {
    boolean linux = setup.scenario().tcp().stack() == Stack.LINUX;
    if (invariant == Invariant.AS_SPECIFIED && linux) {
      return "Whatever happens, a host does what Linux does without this variant.";
    }
    String text = invariant.text();
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  /** Where nobody ever connects there is nothing to compare. */
  private static Optional<Claim<World>> roundTrips(Setup setup) {
    return RoundTrips.ofNew(setup.scenario().tcp())
        .map(first ->
            new Claim.Beats<>(
                OPEN_ANSWERS_FIRST,
                "An octet on an open connection is answered in fewer round trips than on a new"
                    + " one.",
                "round trips",
                "open connection",
                "new connection",
                () -> costs(setup, first)));
  }

  private static Claim.Costs costs(Setup setup, RoundTrips first) {
    RoundTrips open = RoundTrips.ofOpen(setup.scenario().tcp()).orElseThrow();
    return new Claim.Costs(open.answered() / 2, first.answered() / 2, first.schedule());
  }

  /** What can be seen where the scenario shows what it is there for. */
  private static Claim<World> seen(Setup setup) {
    return switch (setup.play()) {
      case OPEN, SEND_IN_LISTEN ->
          sometimes("connected", "Both are ESTABLISHED.", both(State.ESTABLISHED));
      case SIMULTANEOUS ->
          sometimes(
              "syns-cross",
              "Both are SYN-RECEIVED at once, each by the other's SYN.",
              world ->
                  both(State.SYN_RECEIVED).test(world)
                      && tookSynOf(world, 0)
                      && tookSynOf(world, 1));
      case CLOSE ->
          sometimes(
              "closed",
              "Both have closed, and nothing is in flight.",
              world -> both(State.CLOSED).test(world) && world.net().isEmpty());
      case SIMULTANEOUS_CLOSE ->
          sometimes("fins-cross", "Both are CLOSING at once.", both(State.CLOSING));
      case RESET ->
          sometimes(
              "torn-down",
              "One has given up, and its RST is on the way to one who is ESTABLISHED.",
              HandshakeClaims::resetUnderWay);
      case HALF_OPEN ->
          sometimes(
              "half-open",
              "The client has crashed and opens again, and the server believes in the old"
                  + " connection.",
              world ->
                  world.host(0).tcp().is(State.SYN_SENT)
                      && world.host(0).crashed()
                      && world.host(1).tcp().is(State.ESTABLISHED)
                      && world.host(1).past().era() == 1);
      case REOPEN ->
          sometimes(
              "connected-again",
              "Both are ESTABLISHED, for the second time.",
              world ->
                  both(State.ESTABLISHED).test(world)
                      && world.hosts().stream().allMatch(h -> h.past().era() == 2));
      case OLD_RESET ->
          sometimes(
              "survives",
              "The old RST has arrived, and both are ESTABLISHED.",
              world ->
                  both(State.ESTABLISHED).test(world)
                      && world.net().stream().noneMatch(HandshakeClaims::rst));
      case EARLY_CLOSE ->
          sometimes(
              "closed-before-open",
              "The server has closed before it was ESTABLISHED.",
              world -> world.host(1).tcp().is(State.FIN_WAIT_1) && world.host(1).tcp().snd().syn());
    };
  }

  private static Claim<World> sometimes(String name, String text, Predicate<World> state) {
    return new Claim.Sometimes<>(name, text, state);
  }

  private static boolean rst(Flight flight) {
    return flight.segment().rst();
  }

  private static Predicate<World> both(State state) {
    return world -> world.hosts().stream().allMatch(h -> h.tcp().is(state));
  }

  private static boolean tookSynOf(World world, int h) {
    return world.host(1 - h).tcp().rcv().irs() == world.host(h).tcp().snd().iss();
  }

  private static boolean resetUnderWay(World world) {
    for (Flight flight : world.net()) {
      boolean survivor = world.host(flight.to()).tcp().is(State.ESTABLISHED);
      if (rst(flight) && survivor && world.host(1 - flight.to()).tcp().is(State.CLOSED)) {
        return true;
      }
    }
    return false;
  }
}
