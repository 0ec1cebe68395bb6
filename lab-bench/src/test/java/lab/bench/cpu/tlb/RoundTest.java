package lab.bench.cpu.tlb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RoundTest {
  @Test
  void theWayLeadsOnceThroughEachPage() {
    Round way = Round.oneInEach(128, 4096);
    Map<Long, Long> memory = new HashMap<>();
    way.lay(memory::put);
    long place = way.behind(0);
    for (int steps = 0; steps < 300; steps++) {
      assertThat(place).isEqualTo(way.behind(steps));
      place = memory.get(place);
    }
    assertThat(memory).hasSize(128);
    assertThat(memory.keySet().stream().map(p -> p / 4096).distinct()).hasSize(128);
    assertThat(way.bytes()).isBetween(127 * 4096L, 128 * 4096L);
  }

  /** Lines at one place of every page would all fall into a set of the L1 cache. */
  @Test
  void linesAreSpreadOverThePlacesOfAPage() {
    for (int pageBytes : new int[] {4096, 16384, 65536}) {
      long[] places = Round.oneInEach(64, pageBytes).places().toArray();
      assertThat(Arrays.stream(places).map(p -> p % 4096 / 64).distinct()).hasSize(64);
    }
  }

  /** In contiguous memory a set of a cache with so many sets is chosen by the bits behind 6. */
  @Test
  void contiguousPagesUseAllSetsOfACacheAlike() {
    for (int pageBytes : new int[] {4096, 16384, 65536}) {
      for (int sets : new int[] {64, 512, 1024, 2048, 8192}) {
        Map<Long, Integer> lines = new HashMap<>();
        Round.oneInEach(16384, pageBytes)
            .places()
            .forEach(p -> lines.merge(p / 64 % sets, 1, Integer::sum));
        assertThat(lines).as("%d sets, pages of %d", sets, pageBytes).hasSize(sets);
        assertThat(lines.values()).allMatch(n -> n == 16384 / sets);
      }
    }
  }

  @Test
  void packedLinesLieSideBySide() {
    long[] places = Round.packed(100).places().toArray();
    assertThat(places).isNotEqualTo(Arrays.stream(places).sorted().toArray());
    assertThat(Arrays.stream(places).sorted().toArray())
        .isEqualTo(LongStream.range(0, 100).map(i -> i * 64).toArray());
  }

  /** A benchmark whose loop was folded away is no measurement. */
  @Test
  void aWayThatWasNotGoneIsNoticed() {
    PageBench.Packed walk = new PageBench.Packed();
    walk.pages = 32;
    walk.map();
    assertThatThrownBy(walk::wasGone).hasMessageContaining("not run as it is written: 0 loads");
    new PageBench().packed(walk);
    walk.wasGone();
    walk.place += 64;
    assertThatThrownBy(walk::wasGone).hasMessageContaining("4096 loads ended at");
    walk.free();
  }

  /** As a heap of 640 MiB is asked for 65,536 pages of 64 KiB. */
  @Test
  void aHeapThatIsTooSmallIsSaid() {
    PageBench.Heap.needHeap(256L << 20, 640L << 20);
    assertThatThrownBy(() -> PageBench.Heap.needHeap(4L << 30, 640L << 20))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("4096 MiB are needed, and the heap has 640");
  }
}
