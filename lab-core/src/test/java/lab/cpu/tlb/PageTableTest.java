package lab.cpu.tlb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PageTableTest {
  @Test
  void fourTimesNineBitsAndAnOffsetMakeAnAddress() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 1000; i++) {
      long address = random.nextLong(1L << 48);
      long again = PageSize.BASE.offset(address);
      for (TableLevel level : TableLevel.values()) {
        again |= (long) level.index(address) << (39 - 9 * level.depth());
      }
      assertThat(again).isEqualTo(address);
      assertThat(TableLevel.PTE.entry(address)).isEqualTo(PageSize.BASE.page(address));
      assertThat(TableLevel.PMD.entry(address)).isEqualTo(PageSize.HUGE.page(address));
    }
    // 7f3b40201abc by hand.
    assertThat(Arrays.stream(TableLevel.values()).map(l -> l.index(0x7f3b_4020_1abcL)))
        .containsExactly(254, 237, 1, 1);
  }

  /** Eight entries of eight bytes to a line: P neighbours use P/8 lines of PTEs, or one more. */
  @Test
  void eightNeighboursShareALineOfEntries() {
    for (int pages = 1; pages <= 40; pages++) {
      long lines =
          LongStream.range(0, pages).map(p -> TableLevel.PTE.line(p << 12)).distinct().count();
      assertThat(lines).isEqualTo((pages + 7) / 8);
    }
    assertThat(TableLevel.PTE.line(0x7000)).isNotEqualTo(TableLevel.PTE.line(0x8000));
  }

  @Test
  void anAddressLeadsIntoItsFrame() {
    PageTable table =
        PageTable.EMPTY.map(0x40_0000, PageSize.HUGE, 5).map(0x1000, PageSize.BASE, 9);
    assertThat(table.mappings()).extracting(Mapping::page).containsExactly(1L, 2L);
    assertThat(table.find(0x1fff).orElseThrow().physical(0x1fff)).isEqualTo(0x9fff);
    assertThat(table.find(0x5f_ffff).orElseThrow().physical(0x5f_ffff)).isEqualTo(0xbf_ffffL);
    assertThat(table.find(0x2000)).isEmpty();
    assertThat(table.unmap(0x1234).mappings()).hasSize(1);
  }

  @Test
  void pagesDoNotOverlap() {
    PageTable table = PageTable.EMPTY.map(0x40_0000, PageSize.HUGE, 5);
    assertThatThrownBy(() -> table.map(0x40_1000, PageSize.BASE, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("overlaps");
    assertThat(table.map(0x60_0000, PageSize.BASE, 1).mappings()).hasSize(2);
  }

  @Test
  void aWalkEndsAtThePageOrWhereNothingIs() {
    PageTable table =
        PageTable.EMPTY.map(0x1000, PageSize.BASE, 1).map(0x40_0000, PageSize.HUGE, 5);
    assertThat(table.last(0x1000)).isEqualTo(TableLevel.PTE);
    assertThat(table.last(0x2000)).isEqualTo(TableLevel.PTE);
    assertThat(table.last(0x40_5000)).isEqualTo(TableLevel.PMD);
    assertThat(table.last(0x80_0000)).isEqualTo(TableLevel.PMD);
    assertThat(table.last(1L << 30)).isEqualTo(TableLevel.PUD);
    assertThat(table.last(1L << 39)).isEqualTo(TableLevel.PGD);
  }
}
