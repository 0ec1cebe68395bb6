package lab.experiments.cpu.numa;

import static lab.experiments.RoomFixture.last;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.input.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far nodes are from one another, and what that costs. */
class TopologyTest {
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
}
