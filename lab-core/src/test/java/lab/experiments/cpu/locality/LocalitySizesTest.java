package lab.experiments.cpu.locality;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import lab.host.Cpus;
import lab.host.SysTree;
import lab.room.Bench;
import lab.room.Evidence;
import lab.room.Series;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The benchmark refuses what is no power of two or smaller than 8 KiB. */
class LocalitySizesTest {
  @TempDir private Path root;

  @ParameterizedTest
  @CsvSource({
    "32K, 1M, 16, 4096 16384 65536",
    "48K, 2M, 16, 8192 16384 65536",
    "48K, 1280K, 16, 8192 16384 65536",
    "64K, 512K, 32, 2048 16384 65536",
    "128K, 12M, 64, 32768 65536",
    "192K, 16M, 64, 32768 65536",
    "8K, 256K, 8, 1024 16384 65536",
    "'', 1M, 16, 4096 16384 65536",
    "32K, '', 16, 4096 16384 65536",
  })
  void sizesArePowersOfTwoWhateverTheCachesHave(String l1, String l2, int inL1, String swept) {
    SysTree tree = new SysTree(root).cpu(0, "0").with("sys/devices/system/cpu/online", "0");
    if (!l1.isEmpty()) {
      tree.cache(0, 0, 1, "Data", l1, "0");
    }
    tree.cache(0, 1, 1, "Instruction", "64K", "0");
    if (!l2.isEmpty()) {
      tree.cache(0, 2, 2, "Unified", l2, "0");
    }
    Sizes sizes = Sizes.of(new Cpus(tree.files(), List.of(0)));
    List<Integer> points = List.of(swept.split(" ")).stream().map(Integer::valueOf).toList();
    assertThat(sizes.inL1()).isEqualTo(inL1);
    assertThat(sizes.swept()).isEqualTo(points);
    List<Evidence> asked = LocalityEvidence.all(sizes);
    assertThat(asked)
        .filteredOn(Series.class::isInstance)
        .map(Series.class::cast)
        .anyMatch(series -> series.parameter().equals("kib") && series.points().equals(points));
    assertThat(((Bench) asked.getFirst()).benchmarks())
        .extracting(b -> b.parameters().get("kib"))
        .containsExactly("65536", "65536", "" + inL1, "" + inL1);
  }
}
