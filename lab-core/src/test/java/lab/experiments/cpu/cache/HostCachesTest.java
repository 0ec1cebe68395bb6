package lab.experiments.cpu.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import lab.cpu.cache.Geometry;
import lab.cpu.cache.Hierarchy;
import lab.cpu.cache.Level;
import lab.host.CacheLevel;
import lab.room.Series;
import lab.room.Series.Shape;
import lab.room.Series.Shape.Edge;
import org.junit.jupiter.api.Test;

/** What is expected of a machine by what it tells of its caches, and by how much memory is free. */
class HostCachesTest {
  static HostCaches zen4() {
    return new HostCaches(List.of(level(1, 32, 8), level(2, 1024, 8), level(3, 32 << 10, 16)));
  }

  /** An L3 of slices: 28160 KiB of 11 ways are 40960 sets, no power of two. */
  static HostCaches sliced() {
    return new HostCaches(List.of(level(1, 48, 12), level(2, 1280, 20), level(3, 28160, 11)));
  }

  static HostCaches large() {
    return new HostCaches(List.of(level(1, 48, 12), level(2, 2048, 16), level(3, 260 << 10, 20)));
  }

  static HostCaches twoLevels() {
    return new HostCaches(List.of(level(1, 128, 8), level(2, 12 << 10, 12)));
  }

  private static CacheLevel level(int level, long kib, int ways) {
    return new CacheLevel(
        level,
        level == 1 ? "Data" : "Unified",
        Optional.of(kib << 10),
        Optional.of(64),
        Optional.of(ways),
        List.of(0));
  }

  @Test
  void theChaseRisesAtEveryLevelThatIsTold() {
    assertThat(zen4().edges(256 << 10))
        .isEqualTo(
            new Shape.Rises(
                "",
                List.of(
                    new Edge("L1d", 16, 64, 1.8),
                    new Edge("L2", 256, 2048, 1.8),
                    new Edge("L3", 2048, 128 << 10, 2))));
    assertThat(twoLevels().edges(256 << 10))
        .isEqualTo(
            new Shape.Rises(
                "", List.of(new Edge("L1d", 64, 256, 1.8), new Edge("L2", 256, 48 << 10, 2))));
  }

  /** What is not measured is not judged; where nothing is told, the ends are. */
  @Test
  void anEdgeBeyondTheLastPointIsLeftOut() {
    assertThat(((Shape.Rises) zen4().edges(32 << 10)).edges())
        .extracting(Edge::name)
        .containsExactly("L1d", "L2");
    assertThat(new HostCaches(List.of()).edges(1024))
        .isEqualTo(new Shape.Rises("", List.of(new Edge("all caches", 4, 1024, 10))));
  }

  @Test
  void whatDoesNotFitInMemoryIsLeftOutAndSaid() {
    assertThat(CacheEvidence.sizes(OptionalLong.empty())).hasSize(17).endsWith(256 << 10);
    assertThat(CacheEvidence.sizes(OptionalLong.of(100L << 20))).endsWith(32 << 10);
    assertThat(CacheEvidence.sizes(OptionalLong.of(0))).containsExactly(4, 8);
    Series little = CacheEvidence.chase(zen4(), OptionalLong.of(100L << 20), 64);
    assertThat(little.about()).endsWith("; up to 32768K, for no more than 100M are free");
    assertThat(CacheEvidence.chase(zen4(), OptionalLong.empty(), 64).about())
        .endsWith("the system tells L1d 32K, L2 1024K, L3 32768K");
    assertThat(CacheEvidence.chase(new HostCaches(List.of()), OptionalLong.empty(), 64).predicted())
        .isEmpty();
  }

  @Test
  void thePointsOfTheCliffLieAroundTheWays() {
    assertThat(CacheEvidence.around(8)).containsExactly(1, 4, 7, 8, 9, 10, 16);
    assertThat(CacheEvidence.around(2)).containsExactly(1, 2, 3, 4);
    assertThat(CacheEvidence.around(1)).containsExactly(1, 2, 3);
  }

  /** Sets are a power of two in the model: an L3 of slices keeps what fits into whole ways. */
  @Test
  void theModelHasTheSizesThatAreTold() {
    Hierarchy model = sliced().model(64);
    assertThat(model.levels())
        .extracting(l -> l.geometry().bytes() >> 10)
        .containsExactly(48L, 1280L, 26L << 10);
    assertThat(sliced().modelled(64)).isEqualTo("48K, 1280K, 26M under LRU, Zen 4's cycles");
    assertThat(zen4().modelled(64)).isEqualTo("32K, 1M, 32M under LRU, Zen 4's cycles");
    assertThat(zen4().model(64).levels())
        .extracting(Level::geometry)
        .containsExactly(
            new Geometry(64, 8, 64), new Geometry(2048, 8, 64), new Geometry(32768, 16, 64));
  }

  /** Cyclically under LRU: a set that gets more lines than ways keeps none of them. */
  @Test
  void theCurveIsTheClosedFormOfCyclesThroughSets() {
    Hierarchy h =
        Hierarchy.of(
            100,
            Level.of(new Geometry(4, 2, 64), 1),
            Level.of(new Geometry(16, 2, 64), 4),
            Level.of(new Geometry(32, 4, 64), 12));
    for (int lines = 1; lines <= 300; lines++) {
      assertThat(WorkingSets.cycles(h, lines, 1)).as(lines + " lines").isEqualTo(cycles(h, lines));
    }
  }

  private static double cycles(Hierarchy h, int lines) {
    long sum = 0;
    for (int line = 0; line < lines; line++) {
      int level = 0;
      while (level < h.memory()) {
        int sets = h.geometry(level).sets();
        int sharing = (lines - line % sets + sets - 1) / sets;
        if (sharing <= h.geometry(level).ways()) {
          break;
        }
        level++;
      }
      sum += h.cycles(level);
    }
    return sum / (double) lines;
  }

  @Test
  void aStrideLeavesFewSets() {
    Geometry l1 = new Geometry(64, 8, 64);
    assertThat(WorkingSets.fitting(l1, 1)).isEqualTo(512);
    assertThat(WorkingSets.fitting(l1, 65)).isEqualTo(512);
    assertThat(WorkingSets.fitting(l1, 2)).isEqualTo(256);
    assertThat(WorkingSets.fitting(l1, 64)).isEqualTo(8);
    assertThat(WorkingSets.fitting(l1, 1 << 16)).isEqualTo(8);
  }
}
