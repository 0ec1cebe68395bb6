package lab.experiments.cpu.numa;

import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.labels;
import static lab.experiments.RoomFixture.measured;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.stories;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.experiments.Whereabouts;
import lab.room.Findings;
import lab.stage.Piece;
import lab.stage.Plot;
import lab.stage.Stage;
import org.junit.jupiter.api.Test;

/** What a person reads and sees. */
class NumaToldTest {
  private static Setup setup(String settings) {
    return Setup.of(Numa.ROOM.settings(settings));
  }

  private static NumaMachine machine(String settings) {
    return new NumaMachine(setup(settings));
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
