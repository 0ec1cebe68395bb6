package lab.experiments.net.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Explorer;
import lab.explore.Machine;
import lab.net.tcp.Rule;
import lab.net.tcp.world.Step;
import lab.net.tcp.world.World;
import org.junit.jupiter.api.Test;

/** Figure 5 of RFC 9293 has 21 arrows, notes 1 and 2 counted; a RST may end any of nine states. */
class ArrowsTest {
  /** A machine that is searched, and every rule that a step of it followed. */
  private record Noting(HandshakeMachine machine, Set<Rule> taken) implements Machine<World> {
    @Override
    public World start() {
      return machine.start();
    }

    @Override
    public void steps(World world, Steps<World> out) {
      for (Step step : machine.hosts().steps(world)) {
        taken.addAll(step.rules());
        out.step(HandshakeMachine.action(step.move()), step.next(), () -> "");
      }
    }

    @Override
    public List<Claim<World>> claims() {
      return List.of(new Claim.Sometimes<>("never-seen", "Nothing is like this.", w -> false));
    }

    @Override
    public Optional<Codec<World>> codec() {
      return machine.codec();
    }
  }

  private static void search(String settings, Set<Rule> taken) {
    Setup setup = Setup.of(Handshake.ROOM.settings(settings));
    Noting noting = new Noting(HandshakeMachine.of(setup), taken);
    assertThat(Explorer.explore(noting, Bounds.ofStates(300_000)).complete()).isTrue();
  }

  @Test
  void everyArrowAndEveryResetIsTakenSomewhere() {
    Set<Rule> taken = new ConcurrentSkipListSet<>();
    String quiet = "variant=three-way oldSyn=off ";
    search("variant=three-way oldSyn=adjacent", taken);
    search(quiet + "scenario=simultaneous", taken);
    search(quiet + "scenario=reset", taken);
    search(quiet + "scenario=half-open", taken);
    search(quiet + "scenario=early-close", taken);
    search(quiet + "scenario=send-in-listen", taken);
    List<Rule> drawn =
        Arrays.stream(Rule.values())
            .filter(r -> r.kind() == Rule.Kind.FIGURE_5 || r.kind() == Rule.Kind.RESET)
            .toList();
    assertThat(drawn).hasSize(21 + 9);
    assertThat(taken).containsAll(drawn).contains(Rule.SYN_RECEIVED_SYN);
    assertThat(taken).as("three-way").doesNotContain(Rule.TWO_WAY, Rule.NO_TIME_WAIT);
  }

  /** What only a control reaches. */
  @Test
  void whatIsLinuxsOrGivesUpHasAControl() {
    Set<Rule> rfc = new ConcurrentSkipListSet<>();
    search("variant=three-way oldSyn=off retries=1", rfc);
    assertThat(rfc).contains(Rule.USER_TIMEOUT).doesNotContain(Rule.SYN_ACK_AGAIN, Rule.GIVEN_UP);
    Set<Rule> linux = new ConcurrentSkipListSet<>();
    search("variant=three-way oldSyn=off retries=1 stack=linux", linux);
    assertThat(linux).contains(Rule.SYN_ACK_AGAIN, Rule.GIVEN_UP, Rule.USER_TIMEOUT);
  }
}
