package lab.experiments.net.handshake;

import java.util.List;
import java.util.Optional;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Refusal;
import lab.net.tcp.world.Move;
import lab.net.tcp.world.PackedWorld;
import lab.net.tcp.world.Step;
import lab.net.tcp.world.TwoHosts;
import lab.net.tcp.world.World;

/**
 * Two hosts of {@code lab.net.tcp.world} as a machine. To delay a segment is to deliver another
 * first, so there is no action for it.
 */
record HandshakeMachine(Setup setup, TwoHosts hosts, HandshakeStory story)
    implements Machine<World> {
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

  static HandshakeMachine of(Setup setup) {
    return new HandshakeMachine(
        setup, new TwoHosts(setup.scenario()), new HandshakeStory(setup.scenario()));
  }

  static Action action(Move move) {
    return Action.of(move.actor(), move.verb(), move.arg());
  }

  @Override
  public World start() {
    return hosts.start();
  }

  @Override
  public void steps(World world, Steps<World> out) {
    for (Step step : hosts.steps(world)) {
      out.step(action(step.move()), step.next(), () -> story.of(world, step));
    }
  }

  @Override
  public List<Refusal> refusals(World world) {
    return hosts.refused(world).stream()
        .map(r -> new Refusal(action(r.move()), r.reason()))
        .toList();
  }

  @Override
  public List<Claim<World>> claims() {
    return HandshakeClaims.of(setup, hosts);
  }

  @Override
  public Optional<Codec<World>> codec() {
    return Optional.of(CODEC);
  }
}
