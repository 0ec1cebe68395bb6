package lab.experiments.net.handshake;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.possible;
import static lab.experiments.RoomFixture.scheduleOrSafe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.explore.Machine;
import lab.input.BadInput;
import lab.net.tcp.Rule;
import lab.net.tcp.State;
import lab.net.tcp.world.Step;
import lab.net.tcp.world.World;
import lab.room.Exercise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HandshakeTest {
  private static final String SOUND = "variant=three-way ";
  private static final long MOST_STATES = 300_000;

  private static HandshakeMachine machine(String settings) {
    return HandshakeMachine.of(Setup.of(Handshake.ROOM.settings(settings)));
  }

  /** The owner's page: CLOSED and LISTEN, then SYN, SYN-ACK and ACK: 0/4 to 4/4. */
  @Test
  void theOwnersFourSteps() {
    HandshakeMachine machine = machine(SOUND + "oldSyn=off");
    List<String> steps =
        List.of(
            "client.connect",
            "net.deliver:server/SYN@4",
            "net.deliver:client/SYN+ACK@8#5",
            "net.deliver:server/ACK@5#9");
    List<List<State>> states = new ArrayList<>();
    List<Integer> inFlight = new ArrayList<>();
    for (int n = 0; n <= steps.size(); n++) {
      World world = last(machine, String.join(",", steps.subList(0, n)));
      states.add(world.hosts().stream().map(h -> h.tcp().state()).toList());
      inFlight.add(world.net().size());
    }
    assertThat(states)
        .containsExactly(
            List.of(State.CLOSED, State.LISTEN),
            List.of(State.SYN_SENT, State.LISTEN),
            List.of(State.SYN_SENT, State.SYN_RECEIVED),
            List.of(State.ESTABLISHED, State.SYN_RECEIVED),
            List.of(State.ESTABLISHED, State.ESTABLISHED));
    assertThat(inFlight).as("no segment is on the wire yet").containsExactly(0, 1, 1, 1, 0);
    assertThat(possible(machine, "")).containsExactly("client.connect");
  }

  /** x + 1 and y + 1: what is expected next, not what was received. */
  @Test
  void anAckIsTheNextNumberThatIsExpected() {
    World world =
        last(
            machine(SOUND + "oldSyn=off"),
            "client.connect,net.deliver:server/SYN@4,net.deliver:client/SYN+ACK@8#5");
    assertThat(world.host(0).tcp().rcv().nxt()).isEqualTo(8 + 1);
    assertThat(world.host(1).tcp().rcv().nxt()).isEqualTo(4 + 1);
  }

  @Test
  void aRoundTripGoesBeforeTheFirstByte() {
    Exploration found = explore(Handshake.ROOM, "");
    Claim.Costs costs = found.answer(HandshakeClaims.OPEN_ANSWERS_FIRST).costs().orElseThrow();
    assertThat(List.of(costs.a(), costs.b())).containsExactly(1L, 2L);
    assertThat(costs.witness())
        .hasToString(
            "client.connect,client.send,net.deliver:server/SYN@4,net.deliver:client/SYN+ACK@8#5,"
                + "net.deliver:server/ACK@5#9/1,net.deliver:client/ACK@9#6");
    RoundTrips first =
        RoundTrips.ofNew(machine("").hosts().scenario().tcp()).orElseThrow();
    assertThat(first.before()).as("ways: one round trip").isEqualTo(2);
    assertThat(explore(Handshake.ROOM, "variant=ack-x").answers())
        .as("who never connects has no cost")
        .noneMatch(a -> a.claim() instanceof Claim.Beats<?>);
  }
}
