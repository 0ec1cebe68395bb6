package lab.bench.cpu.numa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import lab.host.CacheLevel;
import lab.host.NumaNodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumaBenchTest {
  @Test
  void memoryThatThereIsNoneOfHasAReason() {
    NumaNodes.Reach own = new NumaNodes.Reach(0, 0, 0, 10);
    NumaNodes.Reach other = new NumaNodes.Reach(0, 0, 1, 21);
    assertThat(NumaBench.reach(List.of(own, other), 2, 1)).isEqualTo(other);
    assertThatThrownBy(() -> NumaBench.reach(List.of(own), 1, 1))
        .hasMessage("one NUMA node here: there is no remote memory to load from");
    assertThatThrownBy(() -> NumaBench.reach(List.of(own), 2, 1))
        .hasMessage("the kernel's table has one distance for all 2 nodes");
    assertThatThrownBy(() -> NumaBench.reach(List.of(own, other), 2, 2))
        .hasMessage("memory here has 2 distances from a CPU and no more");
    assertThatThrownBy(() -> NumaBench.reach(List.of(other), 2, 0))
        .hasMessage("node 0 has CPUs and no memory: nothing is local to them");
    assertThatThrownBy(() -> NumaBench.reach(List.of(), 0, 0))
        .hasMessage("the system shows no NUMA nodes");
  }

  /** Four times the last cache, but no less than 64 MiB and no more than a GiB. */
  @ParameterizedTest
  @CsvSource({"4096, 67108864", "33554432, 134217728", "272629760, 1073741824"})
  void theMemoryIsLargerThanTheCaches(long last, long bytes) {
    List<CacheLevel> caches =
        List.of(
            new CacheLevel(
                3, "Unified", Optional.of(last), Optional.of(64), Optional.of(16), List.of(0)));
    assertThat(NumaBench.bytes(caches)).isEqualTo(bytes);
    assertThat(NumaBench.bytes(List.of())).isEqualTo(64 << 20);
  }
}
