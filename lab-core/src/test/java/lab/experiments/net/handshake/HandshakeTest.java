package lab.experiments.net.handshake;

import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.possible;
import static lab.experiments.RoomFixture.scheduleOrSafe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.input.BadInput;
import lab.net.tcp.State;
import lab.net.tcp.world.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
  private static final String QUIET = "variant=three-way oldSyn=off";
  private static final String SYN = "net.deliver:server/SYN@4";
  private static final String SYN_ACK = "net.deliver:client/SYN+ACK@8#5";

  private static HandshakeMachine machine(String settings) {
    return HandshakeMachine.of(Setup.of(Handshake.ROOM.settings(settings)));
  }

  private static Exploration found(String settings) {
    return explore(Handshake.ROOM, settings);
  }

  private static List<State> states(World world) {
    return world.hosts().stream().map(h -> h.tcp().state()).toList();
  }

  /** The owner's page: CLOSED and LISTEN, then SYN, SYN-ACK and ACK: 0/4 to 4/4. */
  @Test
  void theOwnersFourSteps() {
    HandshakeMachine machine = machine(QUIET);
    List<String> steps = List.of("client.connect", SYN, SYN_ACK, "net.deliver:server/ACK@5#9");
    List<List<State>> states = new ArrayList<>();
    List<Integer> inFlight = new ArrayList<>();
    for (int n = 0; n <= 4; n++) {
      World world = last(machine, String.join(",", steps.subList(0, n)));
      states.add(states(world));
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
    assertThat(possible(machine, ""))
        .as("the client is about to")
        .containsExactly("client.connect");
    assertThat(scheduleOrSafe(found(QUIET), "connected"))
        .as("and nothing is shorter")
        .isEqualTo(String.join(",", steps));
  }

  /** x + 1 and y + 1: what is expected next, not what was received. */
  @Test
  void anAckIsTheNextNumberThatIsExpected() {
    World world = last(machine(QUIET), "client.connect," + SYN + "," + SYN_ACK);
    assertThat(world.host(0).tcp().rcv().nxt()).isEqualTo(8 + 1);
    assertThat(world.host(1).tcp().rcv().nxt()).isEqualTo(4 + 1);
    assertThat(world.net().getFirst().segment().ack()).isEqualTo(8 + 1);
  }

  @Test
  void aRoundTripGoesBeforeTheFirstByte() {
    Claim.Costs costs = found("").answer(HandshakeClaims.OPEN_ANSWERS_FIRST).costs().orElseThrow();
    assertThat(List.of(costs.a(), costs.b())).containsExactly(1L, 2L);
    assertThat(costs.witness())
        .hasToString(
            "client.connect,client.send,net.deliver:server/SYN@4,net.deliver:client/SYN+ACK@8#5,"
                + "net.deliver:server/ACK@5#9/1,net.deliver:client/ACK@9#6");
    RoundTrips first = RoundTrips.ofNew(machine("").hosts().scenario().tcp()).orElseThrow();
    assertThat(first.before()).as("ways: one round trip").isEqualTo(2);
    assertThat(found("variant=ack-x scenario=simultaneous").answers())
        .as("who never connects has no cost")
        .noneMatch(a -> a.claim() instanceof Claim.Beats<?>);
  }

  /** Every control reaches the search. */
  @ParameterizedTest
  @CsvSource({
    "'', 8062",
    "variant=three-way, 28162",
    "variant=no-reset, 36398",
    "variant=same-isn, 20227",
    "variant=syn-once, 12936",
    "variant=ack-x oldSyn=off, 12093",
    "variant=three-way oldSyn=off, 2747",
    "variant=three-way oldSyn=adjacent, 20617",
    "variant=three-way losses=0, 9889",
    "variant=three-way oldSyn=off losses=2, 4478",
    "variant=three-way duplicates=0, 6121",
    "variant=three-way stack=linux, 26200",
    "variant=three-way stack=linux oldSyn=adjacent, 30972",
    "variant=three-way retries=0, 5892",
    "variant=three-way retries=1, 75444",
    "variant=three-way retries=2, 98975",
    "variant=three-way backlog=full, 28299",
    "variant=three-way scenario=simultaneous, 30718",
    "variant=three-way scenario=close, 106012",
    "variant=three-way scenario=close oldSyn=off, 69761",
    "variant=three-way scenario=close oldSyn=off timeWait=short, 138844",
    "variant=three-way scenario=simultaneous-close, 14094",
    "variant=three-way scenario=reset, 72717",
    "variant=loose-reset scenario=reset, 64164",
    "variant=three-way scenario=half-open, 146442",
    "variant=three-way scenario=reopen oldSyn=off, 98163",
    "variant=three-way scenario=old-reset, 626",
    "variant=loose-reset scenario=old-reset, 2092",
    "variant=three-way scenario=early-close oldSyn=off, 48527",
    "variant=three-way scenario=send-in-listen, 36874",
  })
  void reachableStatesArePinned(String settings, long states) {
    Exploration found = found(settings);
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(states);
  }

  /** The shortest way to each break, by what is got wrong. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | no-ghost | net.deliver:server/SYN@0/old",
        " | as-specified | net.deliver:server/SYN@0/old",
        "oldSyn=off | no-ghost | safe",
        "variant=three-way | no-ghost | safe",
        "variant=three-way | as-specified | safe",
        "variant=three-way stack=linux | as-specified | safe",
        "variant=ack-x oldSyn=off | settles | client.connect",
        "variant=no-reset | settles | client.connect,net.deliver:server/SYN@0/old",
        "variant=no-reset | as-specified |"
            + " client.connect,net.deliver:server/SYN@0/old,net.deliver:client/SYN+ACK@8#1",
        "variant=loose-reset scenario=old-reset | no-stale | net.deliver:server/RST@8/old",
        "variant=loose-reset scenario=old-reset | as-specified | net.deliver:server/RST@8/old",
        "variant=three-way scenario=old-reset | no-stale | safe",
        "variant=same-isn scenario=half-open oldSyn=off | as-specified |"
            + " client.crash,client.connect",
        "variant=same-isn scenario=close oldSyn=off | as-specified |"
            + " client.send,client.close,server.close,net.deliver:client/FIN+ACK@9#5,"
            + "client.retransmit,net.deliver:server/FIN+ACK@5#10/1",
        "variant=same-isn scenario=reopen oldSyn=off losses=0 | no-stale |"
            + " client.close,server.close,net.deliver:client/FIN+ACK@9#5,client.retransmit,"
            + "net.deliver:server/FIN+ACK@5#10,server.listen,net.deliver:client/ACK@10#6/era1,"
            + "client.connect,net.deliver:server/SYN@4,net.deliver:server/FIN+ACK@5#9/era1",
        "variant=syn-once oldSyn=off | no-deadlock | client.connect,net.lose:server/SYN@4",
        "variant=syn-once oldSyn=off | as-specified | client.connect",
        "variant=syn-once oldSyn=off retries=1 | no-deadlock | safe",
        "variant=syn-once oldSyn=off losses=0 | no-deadlock | safe",
        "variant=syn-once losses=0 | no-deadlock |"
            + " client.connect,net.deliver:server/SYN@0/old,net.deliver:client/SYN+ACK@8#1,"
            + "net.deliver:server/SYN@4,net.deliver:client/ACK@9#1,net.deliver:server/RST@1*2",
        "variant=three-way scenario=reopen duplicates=0 | settles |"
            + " client.close,net.deliver:server/FIN+ACK@5#9,server.close,"
            + "net.deliver:client/FIN+ACK@9#6,net.deliver:server/ACK@6#10,server.listen,"
            + "net.deliver:server/SYN@0/old",
        "variant=three-way scenario=reopen duplicates=0 stack=linux | settles | safe",
        "variant=three-way scenario=simultaneous | no-ghost | safe",
        "variant=three-way scenario=simultaneous oldSyn=adjacent | no-ghost |"
            + " a.connect,b.connect,net.deliver:a/SYN@8,net.deliver:b/SYN@3/old,"
            + "net.deliver:a/SYN+ACK@8#4,net.deliver:b/ACK@5#9",
      })
  void theShortestBreaks(String settings, String claim, String schedule) {
    Exploration found = found(settings == null ? "" : settings);
    assertThat(scheduleOrSafe(found, claim)).isEqualTo(schedule);
  }

  /** Without old segments everything holds, and what a scenario is about is reached. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "open",
        "simultaneous",
        "close",
        "simultaneous-close",
        "reset",
        "half-open",
        "reopen",
        "old-reset",
        "early-close",
        "send-in-listen"
      })
  void threeWayHoldsInEveryScenario(String scenario) {
    for (String stack : List.of("rfc", "linux")) {
      Set<String> answers = new TreeSet<>();
      found(QUIET + " scenario=" + scenario + " stack=" + stack)
          .answers()
          .forEach(a -> answers.add(a.claim().kind() + " " + a.outcome().word()));
      assertThat(answers)
          .as(stack)
          .containsExactly("beats safe", "never safe", "sometimes reached", "stuck safe");
    }
  }

  /** With a SYN that was used up long ago, hosts that disagree answer each other for ever. */
  @Test
  void acksOfAcksEndOnlyByALoss() {
    String reopened = "variant=three-way scenario=reopen duplicates=0 losses=";
    assertThat(found(reopened + 1).answer("settles").outcome())
        .isEqualTo(Exploration.Outcome.BREAKS);
    String war =
        "net.deliver:client/SYN+ACK@12#1,net.deliver:server/ACK@6#10,net.deliver:client/ACK@13#1,";
    String so = scheduleOrSafe(found(reopened + 1), "settles") + ",net.lose:client/ACK@9#6/era1,";
    World once = last(machine(reopened + 1), so + war + "net.deliver:server/ACK@6#10");
    World twice =
        last(
            machine(reopened + 1),
            so
                + war
                + "net.deliver:server/ACK@6#10,net.deliver:client/ACK@13#1,"
                + "net.deliver:server/ACK@6#10");
    assertThat(twice).as("nothing has changed").isEqualTo(once);
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    assertThatThrownBy(() -> machine("variant=ack-x scenario=close"))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "with variant=ack-x nobody ever connects, and scenario=close begins connected; try"
                + " scenario=open");
    assertThatThrownBy(() -> machine("backlog=full scenario=reset"))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "backlog=full needs a server that listens and nothing else: scenario=open (got reset)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"losses=3", "duplicates=2", "retries=3", "variant=one-way", "scenario=idle"})
  void nonsenseIsRefused(String settings) {
    assertThatThrownBy(() -> machine(settings)).isInstanceOf(BadInput.class);
  }
}
