package lab.experiments.cpu.numa;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.labels;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.measured;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.scheduleOrSafe;
import static lab.experiments.RoomFixture.stories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.experiments.Whereabouts;
import lab.experiments.cpu.numa.NumaMachine.State;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Machine;
import lab.explore.Step;
import lab.input.BadInput;
import lab.room.Findings;
import lab.stage.Piece;
import lab.stage.Plot;
import lab.stage.Stage;
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

  /** (1 - r) * L + r * (L + X): the page's 80 + 60 r. */
  @ParameterizedTest
  @CsvSource({"0, 80", "2, 95", "4, 110", "8, 140"})
  void theAverageIsTheLocalCostAndTheRemoteShareOfTheWay(int remote, double average) {
    NumaMachine.Served served = new NumaMachine.Served(8 - remote, remote, 0, 0);
    assertThat(machine("").nanos(served) / 8.0).isEqualTo(average);
    assertThat(80 + 60 * remote / 8.0).isEqualTo(average);
  }

  /** Of one access to each page, dealt out over n nodes, (n - 1) / n are remote. */
  @ParameterizedTest
  @CsvSource({
    "'nodes=2', 4, 2, 440",
    "'nodes=3 pages=6', 6, 4, 720",
    "'nodes=4', 4, 3, 500",
    "'nodes=4 links=ring', 4, 3, 560",
    "'nodes=4 links=line', 4, 3, 680",
    "'nodes=4 links=sockets', 4, 3, 620",
    "'nodes=2 cost=slit', 4, 2, 496",
    "'nodes=4 links=ring cost=slit', 4, 3, 664",
    "'nodes=4 links=line cost=slit', 4, 3, 824",
    "'nodes=4 links=sockets cost=slit near=12 far=32', 4, 3, 688",
  })
  void interleavedPagesAreRemoteButForOneInNodes(String world, int pages, int remote, int nanos) {
    NumaMachine machine = machine("policy=interleave initialiser=worker " + world);
    String each =
        IntStream.range(0, pages)
            .mapToObj(page -> "worker.access:" + page)
            .collect(Collectors.joining(","));
    NumaMachine.Served served = last(machine, each).served();
    Topology topology = setup(world).topology();
    assertThat(served.all()).isEqualTo(pages);
    assertThat(served.remote()).isEqualTo(remote);
    assertThat(remote * topology.nodes()).isEqualTo(pages * (topology.nodes() - 1));
    assertThat(machine.nanos(served)).isEqualTo(nanos);
  }

  /** Links are counted; the shortest way over them is what another algorithm finds. */
  @ParameterizedTest
  @CsvSource({
    "all, '0-1 0-2 0-3 1-2 1-3 2-3', 0 1 1 1 / 1 0 1 1 / 1 1 0 1 / 1 1 1 0",
    "ring, '0-1 1-2 2-3 3-0', 0 1 2 1 / 1 0 1 2 / 2 1 0 1 / 1 2 1 0",
    "line, '0-1 1-2 2-3', 0 1 2 3 / 1 0 1 2 / 2 1 0 1 / 3 2 1 0",
  })
  void aWayIsTheShortestOverTheLinks(String links, String wires, String matrix) {
    Topology four = setup("nodes=4 links=" + links).topology();
    assertThat(matrix(four, four::hops)).isEqualTo(matrix);
    assertThat(floydWarshall(wires)).isEqualTo(matrix);
  }

  private static String matrix(Topology topology, IntBinaryOperator entry) {
    return IntStream.range(0, topology.nodes())
        .mapToObj(from ->
            IntStream.range(0, topology.nodes())
                .mapToObj(to -> "" + entry.applyAsInt(from, to))
                .collect(Collectors.joining(" ")))
        .collect(Collectors.joining(" / "));
  }

  private static String floydWarshall(String wires) {
    int[][] way = new int[4][4];
    for (int a = 0; a < 4; a++) {
      for (int b = 0; b < 4; b++) {
        boolean wired = wires.contains(a + "-" + b) || wires.contains(b + "-" + a);
        way[a][b] = a == b ? 0 : wired ? 1 : 99;
      }
    }
    for (int by = 0; by < 4; by++) {
      for (int a = 0; a < 4; a++) {
        for (int b = 0; b < 4; b++) {
          way[a][b] = Math.min(way[a][b], way[a][by] + way[by][b]);
        }
      }
    }
    return matrix(setup("nodes=4").topology(), (a, b) -> way[a][b]);
  }

  /** As {@code numactl -H} prints such machines: 10 on the diagonal, the same in both ways. */
  @ParameterizedTest
  @CsvSource({
    "nodes=2, 10 21 / 21 10",
    "nodes=4 links=ring, 10 21 31 21 / 21 10 21 31 / 31 21 10 21 / 21 31 21 10",
    "nodes=4 links=line, 10 21 31 41 / 21 10 21 31 / 31 21 10 21 / 41 31 21 10",
    "nodes=4 links=sockets near=12 far=32, 10 12 32 32 / 12 10 32 32 / 32 32 10 12 / 32 32 12 10",
  })
  void theSlitIsRelativeToTen(String world, String slit) {
    Topology topology = setup("cost=slit " + world).topology();
    assertThat(matrix(topology, (a, b) -> topology.distance(topology.hops(a, b)))).isEqualTo(slit);
    for (int hops = 0; hops <= topology.farthest(); hops++) {
      assertThat(topology.nanos(hops) * 10).isEqualTo(topology.local() * topology.distance(hops));
      assertThat(topology.measure(hops)).isEqualTo(topology.distance(hops));
    }
  }

  @Test
  void whatAnAccessCostsFollowsTheLinksOrTheSlit() {
    Topology ring = setup("nodes=4 links=ring").topology();
    assertThat(List.of(ring.nanos(0), ring.nanos(1), ring.nanos(2))).containsExactly(80, 140, 200);
    Topology slit = setup("nodes=4 links=ring cost=slit").topology();
    assertThat(List.of(slit.nanos(0), slit.nanos(1), slit.nanos(2))).containsExactly(80, 168, 248);
    assertThat(setup("nodes=4 links=line cost=slit").topology().nanos(3)).isEqualTo(328);
    assertThat(setup("nodes=4").topology().farthest()).isEqualTo(1);
    assertThat(setup("nodes=1").topology().farthest()).isZero();
    assertThat(setup("nodes=4 links=line").workerStarts()).isEqualTo(3);
    assertThat(setup("nodes=4 links=sockets").workerStarts()).isEqualTo(2);
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

  @Test
  void distancesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> setup("near=40"))
        .isInstanceOf(BadInput.class)
        .hasMessage("far is at least near=40 (got 31; add --set far=40)");
    assertThatThrownBy(() -> setup("cost=slit local=85"))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("local must be a multiple of 10 with cost=slit")
        .hasMessageEndingWith("(got 85)");
    assertThat(setup("local=85").topology().nanos(1)).isEqualTo(145);
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

  @Test
  void whatIsNotPossibleHasAReason() {
    assertThat(refused(machine("pages=1"), "main.touch:0"))
        .containsExactly(
            "main.touch:0 page 0 has been touched: it has its node",
            "scheduler.move:node0 moves=off: the worker is bound to its node");
    assertThat(refused(machine("pages=1 moves=on initialiser=worker"), "worker.access:0*8"))
        .containsExactly(
            "main.touch:0 initialiser=worker: who uses a page writes to it first",
            "worker.access:0 the run ends after 8 accesses",
            "scheduler.move:node0 the run ends after 8 accesses");
  }

  @Test
  void theStoriesSayWhoseMemoryItIs() {
    assertThat(
            stories(
                machine("migrate=on moves=on"),
                "main.touch:0,worker.access:0*2,worker.access:1,scheduler.move:node0,worker.access:0"))
        .containsExactly(
            "The main thread on node 0 is the first to touch page 0: it gets memory of node 0,"
                + " where the thread runs.",
            "The worker on node 1 accesses page 0, one hop away on node 0: 140 ns.",
            "The worker on node 1 accesses page 0, one hop away on node 0: 140 ns; the second time"
                + " in a row, so the page moves to node 1.",
            "The worker on node 1 is the first to touch page 1: it gets memory of node 1, where the"
                + " thread runs; 80 ns.",
            "The scheduler moves the worker from node 1 to node 0; its pages stay where they are.",
            "The worker on node 0 accesses page 0, one hop away on node 1: 140 ns.");
    assertThat(stories(machine("frames=2"), "main.touch:0,main.touch:1,main.touch:2").getLast())
        .endsWith("page 2: node 0 is full, so it gets memory of node 1.");
    assertThat(stories(machine("policy=interleave"), "main.touch:0").getFirst())
        .endsWith("memory of node 0, whose turn it is.");
  }

  @Test
  void thePictureHasNodesAndWhatLinksThem() {
    String to = "main.touch:0,worker.access:0,worker.access:1";
    Stage stage = picture(Numa.ROOM, "", to);
    assertThat(labels(stage, "node 0")).containsExactly("CPU main", "P0");
    assertThat(labels(stage, "node 1")).containsExactly("CPU worker", "P1", "access");
    assertThat(labels(stage, "no memory")).containsExactly("P2", "P3");
    assertThat(labels(stage, "distances")).containsExactly("0 1", "1 0");
    Stage slit = picture(Numa.ROOM, "nodes=4 links=line cost=slit", "main.touch:0,worker.access:0");
    assertThat(slit.piece("distances").orElseThrow().title()).startsWith("SLIT");
    assertThat(labels(slit, "distances"))
        .containsExactly("10 21 31 41", "21 10 21 31", "31 21 10 21", "41 31 21 10");
    assertThat(slit.board().orElseThrow().places())
        .extracting(p -> p.title() + " " + p.column() + "," + p.row())
        .as("a neighbour stands beside or below")
        .containsExactly(
            "node 0 0,0",
            "interconnect 1,0",
            "node 1 2,0",
            "node 2 2,1",
            "node 3 0,1",
            "no memory 1,1");
    Plot plot = (Plot) stage.piece("histogram").orElseThrow();
    assertThat(plot.series().getFirst().points())
        .containsExactly(new Plot.Point(80, 1), new Plot.Point(140, 1));
    assertThat(plot.control()).contains("threshold");
    Piece.Figures figures = (Piece.Figures) stage.piece("average").orElseThrow();
    assertThat(figures.figures())
        .extracting(Piece.Figure::value)
        .containsExactly(2.0, 50.0, 110.0, 100.0);
    assertThat(picture(Numa.ROOM, "nodes=4", "").board().orElseThrow().places()).hasSize(6);
  }

  /** Where a worker has moved, its latest access was not from there. */
  @Test
  void anAccessIsOfTheNodeFromWhichItWasMade() {
    Stage moved =
        picture(Numa.ROOM, "moves=on", "main.touch:0,worker.access:0,scheduler.move:node0");
    assertThat(labels(moved, "node 0")).containsExactly("CPU main", "CPU worker", "P0");
    assertThat(Whereabouts.of("the access", moved)).isEmpty();
  }

  @Test
  void theAccessCrossesOrStays() {
    String to = "main.touch:0,worker.access:0,worker.access:1";
    assertThat(Whereabouts.of("the access", Numa.ROOM, "", to))
        .containsExactly("node 1", "node 1", "node 0", "node 1");
    assertThat(Whereabouts.of("page 0", Numa.ROOM, "migrate=on", "main.touch:0,worker.access:0*2"))
        .endsWith("node 0", "node 0", "node 1");
  }

  @Test
  void theSentenceUsesWhatWasFound() {
    String model =
        "Model: 80 ns local, 140 remote; touched first by the wrong thread, an average above the"
            + " threshold after 5 steps.";
    assertThat(Numa.ROOM.sentence(findings(List.of(), List.of()))).isEqualTo(model);
    Findings.Value nodes = new Findings.Value("local-beats-remote", "numa-nodes", "1");
    String one = model + " This system shows one node, so no memory is remote.";
    assertThat(Numa.ROOM.sentence(findings(List.of(), List.of(), List.of(nodes)))).isEqualTo(one);
    List<Findings.Measured> local = List.of(measured("local-beats-remote", "local", 120));
    assertThat(Numa.ROOM.sentence(findings(List.of(), local, List.of(nodes))))
        .isEqualTo(one + " A load takes 120 ns.");
    Findings two =
        findings(
            List.of(),
            List.of(
                measured("local-beats-remote", "local", 90),
                measured("local-beats-remote", "remote", 144)));
    assertThat(Numa.ROOM.sentence(two))
        .isEqualTo(model + " Here a load takes 90 ns local, 144 remote: 1.60×.");
    Findings slit =
        findings(
            List.of(),
            List.of(
                measured("local-beats-remote", "local", 90),
                measured("local-beats-remote", "remote", 144)),
            List.of(new Findings.Value("local-beats-remote", "numa-distances", "10, 21, 31")));
    assertThat(Numa.ROOM.sentence(slit)).endsWith("144 remote: 1.60×. The SLIT says 2.10×.");
  }
}
