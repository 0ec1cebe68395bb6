package lab.experiments.cpu.numa;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.scheduleOrSafe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import lab.experiments.cpu.numa.NumaMachine.State;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Machine;
import lab.explore.Step;
import lab.input.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumaTest {
  private static final List<String> WORLDS =
      List.of(
          "",
          "migrate=on moves=on",
          "nodes=3 policy=interleave moves=on",
          "nodes=4 links=ring migrate=on moves=on frames=2",
          "nodes=4 policy=preferred frames=1 pages=4",
          "policy=bind frames=2 migrate=on moves=on",
          "nodes=4 links=line cost=slit migrate=on moves=on frames=2",
          "nodes=4 links=sockets cost=slit moves=on policy=preferred frames=2",
          "nodes=1 moves=on");

  private static Setup setup(String settings) {
    return Setup.of(Numa.ROOM.settings(settings));
  }

  private static NumaMachine machine(String settings) {
    return new NumaMachine(setup(settings));
  }

  /**
   * Every control reaches the search. Bound memory by hand: 16 sets of touched pages before the
   * first access, and 15 with each of 8 numbers of local ones.
   */
  @ParameterizedTest
  @CsvSource({
    "'', 3057",
    "migrate=on, 4203",
    "moves=on, 11175",
    "migrate=on moves=on, 53218",
    "policy=interleave, 2227",
    "policy=bind, 136",
    "policy=bind frames=2, 91",
    "policy=preferred frames=2, 1405",
    "pages=2, 179",
    "nodes=3, 3057",
    "nodes=4 policy=interleave, 7009",
    "nodes=4 links=ring policy=interleave, 21121",
    "nodes=4 links=line policy=interleave, 41281",
    "nodes=4 links=sockets policy=interleave, 14401",
    "nodes=3 moves=on pages=2, 3039",
    "nodes=3 moves=on migrate=on pages=2, 13910",
  })
  void reachableStatesArePinned(String settings, long states) {
    Exploration found = explore(Numa.ROOM, settings);
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(states);
  }

  /**
   * Every rule that holds of every step, along walks through many worlds: a page has one node or
   * none, whoever touches it first decides, later only migration moves it; what the nodes served is
   * what was accessed; no node holds more than it has room for.
   */
  @Test
  void theInvariantsHoldAlongRandomWalks() {
    SplittableRandom random = new SplittableRandom(13);
    for (String world : WORLDS) {
      for (int walk = 0; walk < 100; walk++) {
        walk(world, random);
      }
    }
  }

  private static void walk(String world, SplittableRandom random) {
    Setup setup = setup(world);
    NumaMachine machine = new NumaMachine(setup);
    Machine.Codec<State> codec = machine.codec().orElseThrow();
    State s = machine.start();
    int accesses = 0;
    for (List<Step<State>> steps = Step.from(machine, s);
        !steps.isEmpty();
        steps = Step.from(machine, s)) {
      Step<State> step = steps.get(random.nextInt(steps.size()));
      State next = step.next();
      accesses += step.action().verb().equals("access") ? 1 : 0;
      assertThat(next.served().all()).isEqualTo(accesses);
      for (int page = 0; page < setup.pages(); page++) {
        OptionalInt before = s.pages().home(page);
        OptionalInt after = next.pages().home(page);
        boolean touched = step.action().arg().equals("" + page);
        if (before.isPresent() && !after.equals(before)) {
          assertThat(setup.migrates()).isTrue();
          assertThat(after).as("it follows").hasValue(next.worker());
        } else if (before.isEmpty() && after.isPresent()) {
          assertThat(touched).isTrue();
        }
        assertThat(after.orElse(0)).isBetween(0, setup.nodes() - 1);
      }
      int held = 0;
      for (int node = 0; node < setup.nodes(); node++) {
        assertThat(next.pages().on(node)).isLessThanOrEqualTo(setup.frames());
        held += next.pages().on(node);
      }
      assertThat(held).isEqualTo(next.pages().placed());
      long[] words = new long[codec.longs()];
      codec.pack(next, words, 0);
      assertThat(codec.unpack(words, 0)).isEqualTo(next);
      s = next;
    }
  }

  /** Each node gets ceil or floor of pages / nodes, whoever touches. */
  @ParameterizedTest
  @CsvSource({"2, 4", "2, 5", "3, 4", "4, 6", "4, 3"})
  void interleavingDealsPagesOut(int nodes, int pages) {
    Setup setup = setup("policy=interleave nodes=%d pages=%d".formatted(nodes, pages));
    Pages dealt = Pages.UNTOUCHED;
    for (int page = 0; page < pages; page++) {
      dealt = dealt.at(page, setup.place(dealt, page % nodes).orElseThrow());
    }
    for (int node = 0; node < nodes; node++) {
      assertThat(dealt.on(node)).isBetween(pages / nodes, (pages + nodes - 1) / nodes);
    }
  }

  @Test
  void whoeverTouchesAPageFirstHasItsMemory() {
    String touched = "main.touch:0,worker.access:1,worker.access:0,main.touch:2";
    Pages pages = last(machine(""), touched).pages();
    assertThat(pages.home(0)).hasValue(0);
    assertThat(pages.home(1)).hasValue(1);
    assertThat(pages.home(2)).hasValue(0);
    assertThat(pages.home(3)).isEmpty();
  }

  /** A full node: the nearest with room, but for memory that is bound. */
  @Test
  void aFullNodeSendsPagesToTheNearest() {
    String two = "main.touch:0,main.touch:1";
    assertThat(last(machine("frames=2 nodes=4 links=ring"), two + ",main.touch:2").pages().home(2))
        .hasValue(1);
    String bound = "policy=bind frames=2";
    assertThat(last(machine(bound), two).pages().on(1)).isEqualTo(2);
    assertThat(refused(machine(bound), two))
        .contains(
            "main.touch:2 node 1 is full, and bind takes no other",
            "worker.access:2 node 1 is full, and bind takes no other");
    assertThat(last(machine("policy=preferred frames=2"), two + ",main.touch:2").pages().home(2))
        .hasValue(0);
  }

  /** It still pays for the second access; moving away in between begins anew. */
  @Test
  void aPageFollowsTheSecondAccessInARow() {
    NumaMachine machine = machine("migrate=on moves=on");
    State s = last(machine, "main.touch:0,worker.access:0*2");
    assertThat(s.pages().home(0)).hasValue(1);
    assertThat(machine.nanos(s.served())).isEqualTo(280);
    String once = "main.touch:0,worker.access:0,scheduler.move:node0,";
    assertThat(last(machine, once + "scheduler.move:node1,worker.access:0").pages().home(0))
        .as("nobody else has accessed it in between")
        .hasValue(1);
    String inBetween = once + "worker.access:0,scheduler.move:node1,worker.access:0";
    assertThat(last(machine, inBetween).pages().home(0)).hasValue(0);
    NumaMachine three = machine("migrate=on moves=on nodes=3");
    String fromTwo = "main.touch:0,worker.access:0,scheduler.move:node2,worker.access:0";
    assertThat(last(three, fromTwo).pages().home(0)).as("once from each").hasValue(0);
    assertThat(last(three, fromTwo + ",worker.access:0").pages().home(0)).hasValue(2);
    assertThat(
            last(
                    machine("migrate=on frames=2 nodes=2"),
                    "main.touch:0,worker.access:2,worker.access:3,worker.access:0*2")
                .pages()
                .home(0))
        .as("no room there")
        .hasValue(0);
  }

  /** By hand: two of four remote are 110 ns on average. Each control changes one of these. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                   | main.touch:0,worker.access:0*4",
        "from=1             | main.touch:0,worker.access:0",
        "from=8             | main.touch:0,worker.access:0*8",
        "threshold=140      | safe",
        "threshold=139      | main.touch:0,worker.access:0*4",
        "hop=20             | safe",
        "local=110          | worker.access:0*4",
        "policy=bind        | safe",
        "nodes=1            | safe",
        "migrate=on pages=1 | main.touch:0,worker.access:0*4",
        "migrate=on pages=1 from=8 | safe",
        "policy=interleave  | worker.access:0*4",
        "policy=interleave initialiser=worker | worker.access:0*4",
        "initialiser=worker moves=on | worker.access:0*2,scheduler.move:node0,worker.access:0*2",
        "policy=preferred frames=2 initialiser=worker |"
            + " worker.access:0,worker.access:1,worker.access:2*2",
        "nodes=4 links=all threshold=140 | safe",
        "nodes=4 links=ring threshold=140 | main.touch:0,worker.access:0*4",
        "nodes=4 links=ring threshold=200 | safe",
        "nodes=4 links=line threshold=259 | main.touch:0,worker.access:0*4",
        "nodes=4 links=line threshold=260 | safe",
        "nodes=4 links=sockets threshold=199 | main.touch:0,worker.access:0*4",
        "cost=slit threshold=167 | main.touch:0,worker.access:0*4",
        "cost=slit threshold=168 | safe",
        "cost=slit near=12 | safe",
        "cost=slit near=13 | main.touch:0,worker.access:0*4",
        "cost=slit nodes=4 links=line threshold=327 | main.touch:0,worker.access:0*4",
        "cost=slit nodes=4 links=ring far=41 threshold=327 | main.touch:0,worker.access:0*4",
        "migrate=on threshold=94 from=8 pages=1 | main.touch:0,worker.access:0*8",
        "migrate=on threshold=95 from=8 pages=1 | safe",
      })
  void theShortestBreaks(String settings, String schedule) {
    String given = settings == null ? "" : settings;
    assertThat(scheduleOrSafe(explore(Numa.ROOM, given), "average-within-threshold"))
        .isEqualTo(schedule);
  }

  @Test
  void theWorkersOwnTouchMends() {
    assertThat(answers(explore(Numa.ROOM, "initialiser=worker")))
        .containsEntry("worker-stays-local", "safe")
        .containsEntry("average-within-threshold", "safe")
        .containsEntry("run-ends", "reached");
    Claim.Costs costs = explore(Numa.ROOM, "").answer("local-beats-remote").costs().orElseThrow();
    assertThat(List.of(costs.a(), costs.b())).containsExactly(640L, 1120L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nodes=1 pages=6 frames=5", "nodes=2 frames=1 pages=3"})
  void pagesThatDoNotFitAreRefused(String settings) {
    assertThatThrownBy(() -> setup(settings))
        .isInstanceOf(BadInput.class)
        .hasMessageMatching("pages must fit into nodes [*] frames = \\d \\(got \\d; add .*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "near=10",
        "far=101",
        "cost=hops",
        "links=mesh",
        "nodes=0",
        "nodes=5",
        "pages=0",
        "threshold=79",
        "from=9"
      })
  void nonsenseIsRefused(String settings) {
    assertThatThrownBy(() -> setup(settings)).isInstanceOf(BadInput.class);
  }
}
