package lab.bench.cpu.numa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.util.List;
import lab.host.NumaMemory;
import lab.host.NumaNodes;
import org.junit.jupiter.api.Test;

class NumaBenchTest {
  private static final int LINES = 1 << 12;

  /** Shorter cycles would stay in a cache. */
  @Test
  void theCycleComesBackAfterAllLinesAndNotBefore() {
    try (Arena arena = Arena.ofConfined()) {
      Cycle cycle = new Cycle(arena.allocate(LINES * 64L, NumaMemory.ALIGNMENT));
      long at = 0;
      for (int i = 1; i < LINES; i++) {
        at = cycle.follow(at, 1);
        assertThat(at).isNotZero();
      }
      assertThat(cycle.follow(at, 1)).isZero();
    }
  }

  @Test
  void memoryThatThereIsNoneOfHasAReason() {
    NumaNodes.Reach own = new NumaNodes.Reach(0, 0, 0, 10);
    NumaNodes.Reach other = new NumaNodes.Reach(0, 0, 1, 21);
    assertThat(NumaBench.reach(List.of(own, other), 1)).isEqualTo(other);
    assertThatThrownBy(() -> NumaBench.reach(List.of(own), 1))
        .hasMessage("one NUMA node here: there is no remote memory to load from");
    assertThatThrownBy(() -> NumaBench.reach(List.of(own, other), 2))
        .hasMessage("memory here has 2 distances from a CPU and no more");
    assertThatThrownBy(() -> NumaBench.reach(List.of(), 0))
        .hasMessage("the system shows no NUMA nodes");
  }
}
