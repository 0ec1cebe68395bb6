package lab.cpu.tlb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import lab.cpu.cache.Replacement;
import lab.cpu.tlb.Translations.Access;
import lab.cpu.tlb.Translations.Found;
import lab.input.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules and closed forms of a TLB, over rounds, random accesses and changing tables. */
class TranslationsTest {
  private static final long BASE = 0x7f3b_4020_0000L;

  private static PageTable table(PageSize size, int pages) {
    PageTable table = PageTable.EMPTY;
    for (int i = 0; i < pages; i++) {
      // Frames that are not in the order of pages, so that mixing them up shows.
      table = table.map(BASE + i * size.bytes(), size, (i * 7 + 3) % pages);
    }
    return table;
  }

  private static TlbShape shape(int entries, Replacement replacement, int tables, Nesting nesting) {
    return new TlbShape(entries, 0, replacement, tables, true, nesting);
  }

  /** Accesses one space over one table and adds up. */
  private static final class Run {
    Translations tlb;
    PageTable table;
    int accesses;
    int hits;
    int loads;

    Run(TlbShape shape, PageTable table) {
      tlb = Translations.empty(shape);
      this.table = table;
    }

    Access read(long address) {
      Access access = tlb.access(table, 0, address, false);
      tlb = access.tlb();
      table = access.table();
      accesses++;
      hits += access.hit() ? 1 : 0;
      loads += access.loads();
      assertThat(access.physical()).isEqualTo(table.find(address).orElseThrow().physical(address));
      return access;
    }
  }

  /** P pages round and round N entries under LRU: P misses if they fit, all if they do not. */
  @Test
  void aRoundFitsOrMissesAlways() {
    for (int entries = 1; entries <= 6; entries++) {
      for (int pages = 1; pages <= 9; pages++) {
        Run run = new Run(TlbShape.lru(entries), table(PageSize.BASE, pages));
        for (int i = 0; i < 4 * pages; i++) {
          run.read(BASE + i % pages * PageSize.BASE.bytes());
        }
        int misses = pages <= entries ? pages : 4 * pages;
        assertThat(run.accesses - run.hits).as(entries + " " + pages).isEqualTo(misses);
        assertThat(run.loads).isEqualTo(4 * misses);
      }
    }
  }

  /** A tree's guess is not LRU: of a round that is one page too long not every access misses. */
  @Test
  void underPlruALongRoundHits() {
    Run run = new Run(shape(4, Replacement.PLRU, 0, Nesting.NONE), table(PageSize.BASE, 5));
    for (int i = 0; i < 100; i++) {
      run.read(BASE + i % 5 * PageSize.BASE.bytes());
    }
    assertThat(run.hits).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"LRU", "PLRU"})
  void randomAccessesHitAsOftenAsEntriesToPages(Replacement replacement) {
    SplittableRandom random = new SplittableRandom(11);
    Run run = new Run(shape(8, replacement, 0, Nesting.NONE), table(PageSize.BASE, 32));
    for (int i = 0; i < 20_000; i++) {
      run.read(BASE + random.nextInt(32) * PageSize.BASE.bytes() + random.nextInt(4096));
    }
    // N/P = 1/4; four standard deviations of 20,000 draws are 0.012.
    assertThat((double) run.hits / run.accesses).isBetween(0.238, 0.262);
  }

  @Test
  void aWalkLoadsWhatItsCacheDoesNotHave() {
    Run cold = new Run(TlbShape.lru(1), table(PageSize.BASE, 2));
    assertThat(cold.read(BASE).walked())
        .containsExactly(TableLevel.PGD, TableLevel.PUD, TableLevel.PMD, TableLevel.PTE);
    Run warm = new Run(shape(1, Replacement.LRU, 3, Nesting.NONE), table(PageSize.BASE, 2));
    assertThat(warm.read(BASE).loads()).isEqualTo(4);
    assertThat(warm.read(BASE + 4096).walked()).containsExactly(TableLevel.PTE);
    Run huge = new Run(shape(1, Replacement.LRU, 3, Nesting.NONE), table(PageSize.HUGE, 2));
    assertThat(huge.read(BASE).loads()).isEqualTo(3);
    assertThat(huge.read(BASE + PageSize.HUGE.bytes()).walked()).containsExactly(TableLevel.PMD);
  }

  /** Far apart pages share fewer upper entries: with one entry kept, the PMD's, little is saved. */
  @Test
  void loadsAreOneToFourOverRandomAddresses() {
    SplittableRandom random = new SplittableRandom(5);
    PageTable table = PageTable.EMPTY;
    List<Long> addresses = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      PageSize size = random.nextInt(4) == 0 ? PageSize.HUGE : PageSize.BASE;
      long address = random.nextLong(1L << 47) & (i % 2 == 0 ? -1L : 0x3fff_ffffL);
      try {
        table = table.map(address, size, i);
        addresses.add(address);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("overlaps");
      }
    }
    Run run = new Run(shape(4, Replacement.LRU, 6, Nesting.NONE), table);
    boolean[] seen = new boolean[5];
    for (int i = 0; i < 4000; i++) {
      Access access = run.read(addresses.get(random.nextInt(addresses.size())));
      assertThat(access.loads()).isBetween(access.hit() ? 0 : 1, access.hit() ? 0 : 4);
      seen[access.loads()] = true;
    }
    assertThat(seen).containsOnly(true);
  }

  /**
   * Whatever the TLB holds, addresses lead where the table says, as long as every change is
   * followed by an invalidation; and what is held is never more than there is room for.
   */
  @ParameterizedTest
  @CsvSource({
    "3, 0, LRU, 0, true, NONE",
    "4, 8, PLRU, 4, true, BASE",
    "2, 4, LRU, 2, false, HUGE",
    "1, 0, LRU, 1, false, BASE",
  })
  void translationsAreTheTablesWhateverIsRemembered(
      int entries, int second, Replacement replacement, int tables, boolean tagged, Nesting host) {
    TlbShape shape = new TlbShape(entries, second, replacement, tables, tagged, host);
    SplittableRandom random = new SplittableRandom(entries);
    PageTable[] of = {PageTable.EMPTY, PageTable.EMPTY};
    Translations tlb = Translations.empty(shape);
    int space = 0;
    int found = 0;
    int frame = 0;
    for (int i = 0; i < 6000; i++) {
      long address = BASE + random.nextInt(6) * PageSize.HUGE.bytes() / 2 + random.nextInt(9000);
      int kind = random.nextInt(20);
      boolean write = random.nextBoolean();
      if (kind == 0) {
        space = 1 - space;
        tlb = tlb.switched();
      } else if (kind == 1 && of[space].find(address).isPresent()) {
        of[space] = of[space].unmap(address);
        tlb = tlb.invalidate(space, address);
      } else {
        Access access = tlb.access(of[space], space, address, write);
        tlb = access.tlb();
        of[space] = access.table();
        var mapping = of[space].find(address);
        assertThat(access.found() == Found.FAULT).isEqualTo(mapping.isEmpty());
        if (mapping.isEmpty()) {
          of[space] = mapped(of[space], address, frame++, random.nextBoolean());
        } else {
          assertThat(access.physical()).isEqualTo(mapping.get().physical(address));
          assertThat(mapping.get().accessed()).isTrue();
          assertThat(mapping.get().dirty() || !write).isTrue();
          found += access.hit() ? 1 : 0;
        }
      }
      assertThat(tlb.entries(0).size()).isLessThanOrEqualTo(entries);
    }
    assertThat(found).isGreaterThan(200);
  }

  private static PageTable mapped(PageTable table, long address, int frame, boolean huge) {
    try {
      return table.map(address, huge ? PageSize.HUGE : PageSize.BASE, frame);
    } catch (IllegalArgumentException e) {
      return table.map(address, PageSize.BASE, frame);
    }
  }

  @Test
  void withoutInvalidationAnOldTranslationIsUsed() {
    Run run = new Run(TlbShape.lru(2), table(PageSize.BASE, 1));
    long before = run.read(BASE).physical();
    PageTable moved = run.table.unmap(BASE).map(BASE, PageSize.BASE, 99);
    Access stale = run.tlb.access(moved, 0, BASE, false);
    assertThat(stale.hit()).isTrue();
    assertThat(stale.physical()).isEqualTo(before);
    Access right = run.tlb.invalidate(0, BASE).access(moved, 0, BASE, false);
    assertThat(right.found()).isEqualTo(Found.WALK);
    assertThat(right.physical()).isEqualTo(99 * 4096L);
  }

  /** A fault fills nothing, and its walk ends where the tables do. */
  @Test
  void whatIsNotPresentFaults() {
    Translations tlb = Translations.empty(TlbShape.lru(2));
    Access nothing = tlb.access(PageTable.EMPTY, 0, BASE, true);
    assertThat(nothing.found()).isEqualTo(Found.FAULT);
    assertThat(nothing.walked()).containsExactly(TableLevel.PGD);
    assertThat(nothing.tlb()).isEqualTo(tlb);
    Access neighbour = tlb.access(table(PageSize.BASE, 1), 0, BASE + 4096, true);
    assertThat(neighbour.walked()).hasSize(4);
    assertThat(neighbour.tlb().entries(0)).isEmpty();
  }

  /** A page of 2 MiB that the host maps by 4 KiB needs an entry for each 4 KiB that is used. */
  @Test
  void anEntryCoversTheSmallerPage() {
    PageTable huge = table(PageSize.HUGE, 1);
    Run whole = new Run(shape(8, Replacement.LRU, 0, Nesting.HUGE), huge);
    Run splintered = new Run(shape(8, Replacement.LRU, 0, Nesting.BASE), huge);
    for (int i = 0; i < 5; i++) {
      whole.read(BASE + i * 4096L);
      splintered.read(BASE + i * 4096L);
    }
    assertThat(whole.hits).isEqualTo(4);
    assertThat(whole.loads).isEqualTo(3 * 4 + 3);
    assertThat(splintered.hits).isZero();
    assertThat(splintered.loads).isEqualTo(5 * 19);
    assertThat(splintered.tlb.invalidate(0, BASE + 4096).entries(0)).isEmpty();
  }

  @Test
  void nestedWalksAreTwoDimensional() {
    assertThat(Nesting.BASE.loads(4)).isEqualTo(24);
    assertThat(Nesting.BASE.loads(3)).isEqualTo(19);
    assertThat(Nesting.HUGE.loads(3)).isEqualTo(15);
    assertThat(Nesting.NONE.loads(4)).isEqualTo(4);
  }

  @Test
  void theSecondLevelKeepsWhatTheFirstLoses() {
    TlbShape two = new TlbShape(2, 4, Replacement.LRU, 0, true, Nesting.NONE);
    Run run = new Run(two, table(PageSize.BASE, 4));
    List<Found> found = new ArrayList<>();
    for (int page : new int[] {0, 1, 2, 0, 0, 3, 1}) {
      found.add(run.read(BASE + page * 4096L).found());
    }
    assertThat(found)
        .containsExactly(
            Found.WALK,
            Found.WALK,
            Found.WALK,
            Found.SECOND,
            Found.FIRST,
            Found.WALK,
            Found.SECOND);
  }

  @Test
  void tagsTellSpacesApartAndWithoutThemASwitchEmpties() {
    PageTable other = PageTable.EMPTY.map(BASE, PageSize.BASE, 50);
    Run run = new Run(TlbShape.lru(4), table(PageSize.BASE, 1));
    run.read(BASE);
    Access second = run.tlb.switched().access(other, 1, BASE, false);
    assertThat(second.found()).isEqualTo(Found.WALK);
    assertThat(second.physical()).isEqualTo(50 * 4096L);
    assertThat(second.tlb().entries(0)).hasSize(2);
    TlbShape bare = new TlbShape(4, 0, Replacement.LRU, 0, false, Nesting.NONE);
    Translations untagged = Translations.empty(bare);
    Access first = untagged.access(run.table, 0, BASE, false);
    assertThat(first.tlb().switched()).isEqualTo(untagged);
  }

  /** D is set by a walk: a store through a translation that a load brought walks again. */
  @Test
  void aStoreMakesSureOfTheDirtyBit() {
    Run run = new Run(TlbShape.lru(2), table(PageSize.BASE, 1));
    run.read(BASE);
    assertThat(run.table.mappings()).singleElement().matches(m -> m.accessed() && !m.dirty());
    Access store = run.tlb.access(run.table, 0, BASE, true);
    assertThat(store.found()).isEqualTo(Found.WALK);
    assertThat(store.table().mappings()).singleElement().matches(Mapping::dirty);
    assertThat(store.tlb().access(store.table(), 0, BASE, true).hit()).isTrue();
  }

  /** The shape of the owner's page, by hand: the last used first, the third from it goes. */
  @Test
  void threeEntriesUnderLru() {
    Run run = new Run(TlbShape.lru(3), table(PageSize.BASE, 4));
    for (int page : new int[] {0, 1, 2, 0, 3}) {
      run.read(BASE + page * 4096L);
    }
    assertThat(run.tlb.entries(0))
        .extracting(h -> h.page() - PageSize.BASE.page(BASE))
        .containsExactly(3L, 0L, 2L);
    assertThat(run.hits).isEqualTo(1);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> TlbShape.lru(0))
        .isInstanceOf(BadInput.class)
        .hasMessage("entries is at least 1 (got 0)");
    assertThatThrownBy(() -> new TlbShape(1, -1, Replacement.LRU, 0, true, Nesting.NONE))
        .hasMessage("second and tables are at least 0 (got -1, 0)");
    assertThatThrownBy(() -> shape(3, Replacement.PLRU, 0, Nesting.NONE))
        .hasMessage("entries is a power of two under plru (got 3)");
    assertThatThrownBy(() -> new TlbShape(4, 3, Replacement.PLRU, 0, true, Nesting.NONE))
        .hasMessage("second is a power of two under plru (got 3)");
    assertThatThrownBy(() -> shape(4, Replacement.FIFO, 0, Nesting.NONE))
        .hasMessage("a TLB replaces by lru or plru (got FIFO)");
    Translations tlb = Translations.empty(TlbShape.lru(1));
    assertThatThrownBy(() -> tlb.access(PageTable.EMPTY, 1 << 20, 0, false))
        .hasMessage("space is 0..1048575 (got 1048576)");
  }
}
