package lab.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpusTest {
  @TempDir private Path root;

  @Test
  void aPairSharesTheLastCacheButNotTheCore() {
    SysTree tree = new SysTree(root).with("sys/devices/system/cpu/online", "0-7");
    // Two hardware threads per core: 0 and 4 are one core. Two core complexes: 0-1 and 2-3.
    for (int cpu = 0; cpu < 8; cpu++) {
      int core = cpu % 4;
      tree.cpu(cpu, core + "," + (core + 4))
          .cache(cpu, 3, 3, "Unified", "16M", core < 2 ? "0-1,4-5" : "2-3,6-7");
    }
    assertThat(pair(tree, 0, 4, 2, 1)).contains(new Cpus.Pair(0, 1));
    assertThat(pair(tree, 0, 4, 2)).contains(new Cpus.Pair(0, 2));
    assertThat(pair(tree, 0, 4)).contains(new Cpus.Pair(0, 4));
    assertThat(pair(tree, 5)).isEmpty();
    assertThat(new Cpus(tree.files(), List.of()).cores()).contains(4);
  }

  private static Optional<Cpus.Pair> pair(SysTree tree, Integer... allowed) {
    return new Cpus(tree.files(), List.of(allowed)).pair();
  }

  @Test
  void cachesComeInnermostFirstAndTheDataLineIsTheirs() {
    SysTree tree =
        new SysTree(root)
            .with("sys/devices/system/cpu/online", "0")
            .cache(0, 0, 1, "Instruction", "64K", "0")
            .cache(0, 2, 2, "Unified", "1M", "0")
            .cache(0, 1, 1, "Data", "32K", "0")
            .with("sys/devices/system/cpu/cpu0/cache/index1/coherency_line_size", "128");
    Cpus cpus = new Cpus(tree.files(), List.of(0));
    assertThat(cpus.caches(0)).extracting(CacheLevel::name).containsExactly("L1d", "L1i", "L2");
    assertThat(cpus.caches(0).getFirst().bytes()).contains(32L << 10);
    assertThat(cpus.caches(0).getLast().bytes()).contains(1L << 20);
    assertThat(cpus.cacheLine()).contains(128);
  }

  /** Cores of two kinds: what is read is of the CPU that is measured. */
  @Test
  void theCachesOfTheFirstCpuThatMayBeUsed() {
    SysTree tree =
        new SysTree(root)
            .with("sys/devices/system/cpu/online", "0-1")
            .cache(0, 0, 1, "Data", "48K", "0")
            .with("sys/devices/system/cpu/cpu0/cache/index0/ways_of_associativity", "12")
            .cache(1, 0, 1, "Data", "32K", "1")
            .cache(1, 1, 1, "Instruction", "64K", "1")
            .cache(1, 2, 2, "Unified", "2M", "1");
    Cpus small = new Cpus(tree.files(), List.of(1));
    assertThat(small.first()).isEqualTo(1);
    assertThat(small.dataCaches()).extracting(CacheLevel::name).containsExactly("L1d", "L2");
    assertThat(small.dataCaches().getFirst().sets()).contains(64);
    Cpus all = new Cpus(tree.files(), List.of());
    assertThat(all.first()).isZero();
    assertThat(all.dataCaches().getFirst().sets()).contains(64);
    assertThat(all.dataCaches().getFirst().ways()).contains(12);
    tree.with("sys/devices/system/cpu/cpu0/cache/index0/ways_of_associativity", "0");
    assertThat(all.dataCaches().getFirst().sets()).isEmpty();
  }

  @Test
  void nothingIsKnownWhereNothingIsShown() {
    Cpus cpus = new Cpus(new SysTree(root).files(), List.of());
    assertThat(cpus.online()).isEmpty();
    assertThat(cpus.cores()).isEmpty();
    assertThat(cpus.caches(0)).isEmpty();
    assertThat(cpus.first()).isZero();
    assertThat(cpus.dataCaches()).isEmpty();
    assertThat(cpus.cacheLine()).isEmpty();
    assertThat(cpus.pair()).isEmpty();
    assertThat(cpus.siblings(3)).containsExactly(3);
  }

  @Test
  void aSizeThatIsNoneIsUnknown() {
    SysTree tree = new SysTree(root).cache(0, 0, 1, "Data", "32 potatoes", "0");
    assertThat(new Cpus(tree.files(), List.of(0)).caches(0).getFirst().bytes()).isEmpty();
  }
}
