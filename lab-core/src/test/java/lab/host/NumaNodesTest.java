package lab.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumaNodesTest {
  private static final String ROOT = "sys/devices/system/node/";

  @TempDir Path root;

  /** Four nodes around a ring, the third without memory, as a firmware's table may have them. */
  private SysTree ring() {
    return new SysTree(root)
        .with(ROOT + "online", "0-3")
        .with(ROOT + "has_memory", "0-1,3")
        .with(ROOT + "node0/cpulist", "0-1,8")
        .with(ROOT + "node0/distance", "10 21 31 21")
        .with(ROOT + "node1/cpulist", "2-3")
        .with(ROOT + "node1/distance", "21 10 21 31")
        .with(ROOT + "node2/cpulist", "4-5")
        .with(ROOT + "node2/distance", "31 21 10 21")
        .with(ROOT + "node3/cpulist", "")
        .with(ROOT + "node3/distance", "21 31 21 10");
  }

  private NumaNodes nodes(SysTree tree, Integer... allowed) {
    return new NumaNodes(tree.files(), List.of(allowed));
  }

  @Test
  void nodesTheirCpusAndDistancesAreRead() {
    NumaNodes nodes = nodes(ring(), 0);
    assertThat(nodes.online()).containsExactly(0, 1, 2, 3);
    assertThat(nodes.withMemory()).containsExactly(0, 1, 3);
    assertThat(nodes.cpus(0)).containsExactly(0, 1, 8);
    assertThat(nodes.cpus(3)).isEmpty();
    assertThat(nodes.nodeOf(8)).hasValue(0);
    assertThat(nodes.nodeOf(9)).isEmpty();
    assertThat(nodes.distance(1, 3)).hasValue(31);
    assertThat(nodes.distance(1, 7)).isEmpty();
  }

  /** From where this process may run: a node that has no CPU of ours is not looked from. */
  @Test
  void memoryAtEachDistanceIsNamedOnceTheNearestFirst() {
    assertThat(nodes(ring(), 2, 3).reaches())
        .containsExactly(
            new NumaNodes.Reach(2, 1, 1, 10),
            new NumaNodes.Reach(2, 1, 0, 21),
            new NumaNodes.Reach(2, 1, 3, 31));
    assertThat(nodes(ring(), 4).distances())
        .as("its own memory there is none of")
        .containsExactly(21, 31);
    assertThat(nodes(ring(), 9).reaches()).as("a CPU of no node").isEmpty();
    SysTree flat =
        ring().with(ROOT + "node1/distance", "10 10 10 10").with(ROOT + "has_memory", "0-3");
    assertThat(nodes(flat, 2).reaches())
        .as("its own node, where the table tells none from another")
        .containsExactly(new NumaNodes.Reach(2, 1, 1, 10));
  }

  /** Numbers may have gaps: a row has a column for each node that is on, in order. */
  @Test
  void nodesThatAreOffHaveNoColumn() {
    SysTree tree =
        new SysTree(root)
            .with(ROOT + "online", "0,2")
            .with(ROOT + "node0/cpulist", "0")
            .with(ROOT + "node0/distance", "10 20")
            .with(ROOT + "node2/cpulist", "1")
            .with(ROOT + "node2/distance", "20 10");
    NumaNodes nodes = nodes(tree, 0, 1);
    assertThat(nodes.withMemory()).as("an old kernel does not tell").containsExactly(0, 2);
    assertThat(nodes.distance(0, 2)).hasValue(20);
    assertThat(nodes.distance(2, 0)).hasValue(20);
    assertThat(nodes.distances()).containsExactly(10, 20);
  }

  @Test
  void whereTheSystemIsSilentThereAreNone() {
    NumaNodes nodes = nodes(new SysTree(root), 0);
    assertThat(nodes.online()).isEmpty();
    assertThat(nodes.withMemory()).isEmpty();
    assertThat(nodes.nodeOf(0)).isEmpty();
    assertThat(nodes.distance(0, 0)).isEmpty();
    assertThat(nodes.reaches()).isEmpty();
  }

  /** A row that does not fit the nodes tells nothing, rather than of another node. */
  @Test
  void aRowOfAnotherLengthIsNotRead() {
    SysTree tree =
        new SysTree(root)
            .with(ROOT + "online", "0-1")
            .with(ROOT + "node0/cpulist", "0")
            .with(ROOT + "node0/distance", "10");
    assertThat(nodes(tree, 0).distance(0, 0)).isEmpty();
    assertThat(nodes(tree, 0).reaches()).isEmpty();
  }
}
