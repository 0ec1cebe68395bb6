package lab.experiments.cpu.numa;

import java.util.List;
import java.util.Optional;
import lab.explore.Claim;
import lab.host.NumaNodes;
import lab.room.Bench;
import lab.room.Evidence;
import lab.room.Fact;
import lab.room.Findings;
import lab.room.Models;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Settings;

/** The room: memory that is another node's. */
public final class Numa {
  private static final String LOCAL = "local";
  private static final String REMOTE = "remote";

  /** What the benchmark calls memory at a third and a fourth distance. */
  private static final List<String> BEYOND = List.of("FARTHER", "FARTHEST");

  public static final Room ROOM =
      Room.at("cpu/numa")
          .title("NUMA: local and remote memory")
          .question("Whose memory does a thread get, and what does it pay if it is another node's?")
          .controls(
              Setup.INITIALISER,
              Setup.POLICY,
              Setup.MIGRATE,
              Setup.THRESHOLD,
              Setup.FROM,
              Setup.MOVES,
              Topology.NODES,
              Topology.LINKS,
              Topology.COST,
              Setup.PAGES,
              Setup.FRAMES,
              Topology.LOCAL,
              Topology.HOP,
              Topology.NEAR,
              Topology.FAR)
          .fixed("initialiser=worker")
          .hazard(NumaMachine.LOCAL_ONLY, "a worker reaches over to another node")
          .contrast()
          .scene(Numa::scene)
          .world(settings -> Setup.of(settings).world())
          .evidence(Numa::evidence)
          .sentence(Numa::sentence)
          .build();

  private Numa() {}

  private static Scene<?> scene(Settings settings) {
    Setup setup = Setup.of(settings);
    NumaMachine machine = new NumaMachine(setup);
    return Scene.of(machine, new NumaPicture(machine, setup)::of);
  }

  private static List<Evidence> evidence() {
    List<Integer> distances = NumaNodes.ofThisMachine().distances();
    Bench bench =
        Bench.of(NumaMachine.LOCAL_BEATS_REMOTE, LOCAL, REMOTE)
            .about(
                "loads that wait for one another, in memory bound to a node at each distance that"
                    + " the kernel's table has from the CPU that loads")
            .score(LOCAL, "NumaBench.chase", "memory=LOCAL")
            .score(REMOTE, "NumaBench.chase", "memory=REMOTE");
    for (int rank = 2; rank < Math.min(distances.size(), 2 + BEYOND.size()); rank++) {
      String memory = "memory=" + BEYOND.get(rank - 2);
      bench = bench.score("distance " + distances.get(rank), "NumaBench.chase", memory);
    }
    return List.of(
        Fact.of(NumaMachine.LOCAL_BEATS_REMOTE, "numa-nodes").about("how many nodes there are"),
        Fact.of(NumaMachine.LOCAL_BEATS_REMOTE, "numa-distances")
            .about("the distances of memory from a CPU in the kernel's table (SLIT)"),
        bench);
  }

  private static String sentence(Findings found, Models models) {
    Claim.Costs costs = models.costs(NumaMachine.LOCAL_BEATS_REMOTE);
    boolean one = found.value("numa-nodes").filter("1"::equals).isPresent();
    Saying saying =
        Saying.that(
            "Model: %d ns local, %d remote; touched first by the wrong thread, an average above the"
                + " threshold after %s.",
            costs.a() / NumaMachine.RUN,
            costs.b() / NumaMachine.RUN,
            models.steps(NumaMachine.WITHIN, ""));
    if (one) {
      return saying
          .and(" This system shows one node, so no memory is remote.")
          .and(" A load takes %s ns.", found.score(LOCAL, 0))
          .text();
    }
    return saying
        .and(
            " Here a load takes %s ns local, %s remote: %s×.",
            found.score(LOCAL, 0), found.score(REMOTE, 0), found.times(REMOTE, LOCAL, 2))
        .and(" The SLIT says %s×.", found.value("numa-distances").flatMap(Numa::relative))
        .text();
  }

  /** Of distances such as {@code 10, 21, 31} the second to the first: {@code 2.1}. */
  private static Optional<String> relative(String distances) {
    String[] words = distances.split(", ");
    return words.length < 2
        ? Optional.empty()
        : Optional.of(
            Findings.fixed(Double.parseDouble(words[1]) / Double.parseDouble(words[0]), 2));
  }
}
