package lab.net.tcp.world;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.net.tcp.Rule;
import lab.net.tcp.State;

/** Two hosts as a machine: what a room will do, and what tests search. */
final class WorldMachine implements Machine<World> {
  private final TwoHosts hosts;
  private final Set<Rule> taken = EnumSet.noneOf(Rule.class);

  private final Set<String> only;

  WorldMachine(Scenario scenario) {
    this(new TwoHosts(scenario), Set.of());
  }

  private WorldMachine(TwoHosts hosts, Set<String> only) {
    this.hosts = hosts;
    this.only = only;
  }

  /** The same with those claims only. */
  WorldMachine only(Set<String> claims) {
    return new WorldMachine(hosts, claims);
  }

  /** Every rule that some step followed; complete after a search on one thread. */
  Set<Rule> taken() {
    return taken;
  }

  @Override
  public World start() {
    return hosts.start();
  }

  @Override
  public void steps(World world, Steps<World> out) {
    for (Step step : hosts.steps(world)) {
      taken.addAll(step.rules());
      Move move = step.move();
      out.step(Action.of(move.actor(), move.verb(), move.arg()), step.next(), move::toString);
    }
  }

  @Override
  public Optional<Codec<World>> codec() {
    return Optional.of(CODEC);
  }

  private static final Codec<World> CODEC =
      new Codec<>() {
        @Override
        public int longs() {
          return PackedWorld.LONGS;
        }

        @Override
        public void pack(World world, long[] into, int at) {
          PackedWorld.pack(world, into, at);
        }

        @Override
        public World unpack(long[] from, int at) {
          return PackedWorld.unpack(from, at);
        }
      };

  @Override
  public List<Claim<World>> claims() {
    List<Claim<World>> claims = new ArrayList<>();
    for (Invariant invariant : Invariant.values()) {
      claims.add(
          new Claim.Never<>(
              invariant.id(), invariant.text(), world -> invariant.broken(hosts, world)));
    }
    claims.add(
        new Claim.Stuck<>(
            "settles", "both sides can come to see it alike", w -> Invariant.settled(hosts, w)));
    claims.add(
        new Claim.Sometimes<>(
            "connected",
            "both are ESTABLISHED",
            w -> w.hosts().stream().allMatch(h -> h.tcp().is(State.ESTABLISHED))));
    claims.removeIf(c -> !only.isEmpty() && !only.contains(c.name()));
    return claims;
  }
}
