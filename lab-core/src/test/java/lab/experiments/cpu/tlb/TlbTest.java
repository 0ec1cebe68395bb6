package lab.experiments.cpu.tlb;

import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.possible;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.scheduleOrSafe;
import static lab.experiments.RoomFixture.steps;
import static lab.experiments.RoomFixture.stories;
import static lab.experiments.RoomFixture.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lab.cpu.tlb.PageSize;
import lab.cpu.tlb.PageTable;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Machine;
import lab.explore.Step;
import lab.input.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlbTest {
  private static final String STALE =
      "processA.access:0,kernel.switch,kernel.take,processB.access:0,kernel.switch,"
          + "processA.access:0";

  private static TlbMachine machine(String settings) {
    return new TlbMachine(Setup.of(Tlb.ROOM.settings(settings)));
  }

  /** Each control has a number that it changes; the columns are states and the two breaks. */
  @ParameterizedTest
  @CsvSource({
    "pages=1, 1014, 6, 3",
    "pages=2, 4136, 6, 3",
    "entries=1 pages=2, 7927, 6, 3",
    "order=cyclic, 1680, 0, 0",
    "order=cyclic pages=3, 1949, 8, 5",
    "order=same, 1014, 6, 3",
    "huge=on, 1626, 6, 3",
    "invlpg=on pages=2, 5164, 0, 0",
    "pcid=off pages=2, 9968, 0, 3",
    "second=2 pages=2, 9448, 6, 3",
    "tables=2 pages=2, 6324, 6, 3",
    "replace=plru entries=2 pages=2, 11850, 6, 3",
    "access=store pages=2, 4136, 6, 3",
    "access=turns pages=2, 17245, 7, 4",
    "host=4k huge=on pages=2, 5351, 6, 3",
  })
  void everyControlChangesWhatCanHappen(String settings, long states, int foreign, int stale) {
    Exploration found = explore(Tlb.ROOM, settings);
    assertThat(found.states()).isEqualTo(states);
    assertThat(steps(found, "own-pages-only")).isEqualTo(foreign);
    assertThat(steps(found, "as-the-tables-say")).isEqualTo(stale);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 3, 48, 48, 144",
    "pages=3, 3, 12, 48, 144",
    "entries=4, 3, 16, 80, 240",
    "entries=4 replace=plru, 3, 16, 80, 224",
    "second=8, 3, 16, 48, 48",
    "tables=8, 3, 15, 24, 45",
    "host=2m, 15, 228, 228, 684",
    "host=4k, 228, 288, 288, 864",
  })
  void loadsOfTablesAreCounted(String settings, long huge, long base, long fits, long spills) {
    Exploration found = explore(Tlb.ROOM, settings + " order=same");
    Claim.Costs sizes = found.answer("huge-beats-base").costs().orElseThrow();
    Claim.Costs reach = found.answer("fits-beats-spills").costs().orElseThrow();
    assertThat(List.of(sizes.a(), sizes.b(), reach.a(), reach.b()))
        .containsExactly(huge, base, fits, spills);
  }

  /** D.3: four pages through three entries hit never; three pages, or one of 2 MiB, nearly ever. */
  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "pages=3, 5",
    "entries=4, 4",
    "second=4, 4",
    "huge=on, 7",
    "huge=on host=2m, 7",
    "huge=on host=4k, 0",
  })
  void eightAccessesRoundAndRound(String settings, int hits) {
    TlbMachine machine = machine(settings + " order=cyclic");
    TlbState s = machine.start();
    while (s.done().all() < TlbMachine.RUN) {
      s = Step.from(machine, s).getFirst().next();
    }
    assertThat(s.done().hits()).isEqualTo(hits);
  }

  /** A round that is too long forgets the old translation before it comes back to it. */
  @Test
  void aTlbThatForgetsHidesTheForgottenInvlpg() {
    assertThat(scheduleOrSafe(explore(Tlb.ROOM, "order=cyclic"), "own-pages-only"))
        .isEqualTo("safe");
    assertThat(scheduleOrSafe(explore(Tlb.ROOM, "pages=2"), "own-pages-only")).isEqualTo(STALE);
  }

  /** What is in the way of huge pages: entries that cover what the host maps, or no tags. */
  @Test
  void hugePagesHitUnlessSomethingIsInTheWay() {
    assertThat(steps(explore(Tlb.ROOM, "huge=on invlpg=on"), "below-half")).isZero();
    assertThat(steps(explore(Tlb.ROOM, "huge=on invlpg=on host=4k pages=3"), "below-half"))
        .isPositive();
    assertThat(steps(explore(Tlb.ROOM, "huge=on invlpg=on pcid=off pages=1"), "below-half"))
        .isPositive();
  }

  @Test
  void whatCannotHappenIsNotOffered() {
    TlbMachine cyclic = machine("order=cyclic");
    assertThat(possible(cyclic, "processA.access:0"))
        .containsExactly("processA.access:1", "kernel.switch", "kernel.take");
    assertThat(possible(cyclic, "kernel.switch"))
        .containsExactly("processB.access:0", "kernel.switch", "kernel.take");
    assertThat(refused(cyclic, "kernel.take"))
        .containsExactly("kernel.take it has taken a page already, once in a run");
    assertThat(refused(machine(""), "processA.access:0*8"))
        .containsExactly("processA.access:0 the run ends after 8 accesses");
    assertThat(refused(machine(""), "")).isEmpty();
  }

  /** A fault is no access of the count: what is repeated is counted once. */
  @Test
  void aFaultIsRepeated() {
    TlbState s = last(machine(""), "kernel.switch,processB.access:0");
    assertThat(s.done().all()).isZero();
    assertThat(s.frames().next()).isEqualTo(5);
    assertThat(last(machine(""), "kernel.switch,processB.access:0*2").done().ofB()).isEqualTo(1);
  }

  @Test
  void nonsenseIsRefusedWithTheRuleAndTheValue() {
    assertThatThrownBy(() -> Tlb.ROOM.scene(Tlb.ROOM.settings("replace=plru")))
        .isInstanceOf(BadInput.class)
        .hasMessage("entries is a power of two under plru (got 3)");
    assertThatThrownBy(() -> Tlb.ROOM.settings("pages=0")).hasMessage("pages is 1..8 (got 0)");
  }

  /** A load brings a translation without D, the store after it walks for D, once. */
  @Test
  void inTurnsAStoreMeetsWhatALoadHasBrought() {
    assertThat(stories(Tlb.ROOM, "access=turns pages=1", "processA.access:0*4"))
        .containsExactly(
            "Process A reads page 0: not in the TLB, so the walk loads PGD 254, PUD 237, PMD 1 and"
                + " PTE 0; frame 0, 100 cycles.",
            "Process A writes to page 0: the TLB has it, but not that D is set, so the walk loads"
                + " PGD 254, PUD 237, PMD 1 and PTE 0; frame 0, 100 cycles.",
            "Process A reads page 0: the TLB has it; frame 0, 1 cycle.",
            "Process A writes to page 0: the TLB has it; frame 0, 1 cycle.");
    // What was taken meanwhile is noticed by the store's walk.
    assertThat(story(Tlb.ROOM, "access=turns", "processA.access:0,kernel.take,processA.access:0"))
        .contains("the TLB has it, but not that D is set", "a page fault");
  }

  /** A search over packed states is the search over the states themselves. */
  @ParameterizedTest
  @CsvSource({
    "''",
    "second=2 pages=2 pcid=off",
    "huge=on host=4k tables=4 pages=3 access=turns",
    "replace=plru entries=2 pages=2"
  })
  void packedStatesAreTheStates(String settings) {
    TlbMachine machine = machine(settings);
    Machine.Codec<TlbState> codec = machine.codec().orElseThrow();
    Set<TlbState> states = new HashSet<>(Set.of(machine.start()));
    Set<List<Long>> packed = new HashSet<>();
    Deque<TlbState> open = new ArrayDeque<>(states);
    while (!open.isEmpty()) {
      TlbState s = open.remove();
      long[] words = {7, 0, 0, 7};
      codec.pack(s, words, 1);
      assertThat(codec.unpack(words, 1)).isEqualTo(s);
      assertThat(words[0] + words[3]).isEqualTo(14);
      packed.add(List.of(words[1], words[2]));
      machine.steps(
          s,
          (_, next, _) -> {
            if (states.add(next)) {
              open.add(next);
            }
          });
    }
    assertThat(packed).hasSameSizeAs(states);
    assertThat(explore(Tlb.ROOM, settings).states()).isEqualTo(states.size());
  }

  /** The closed form of the model's curve: under LRU a round fits, or nothing of it is there. */
  @Test
  void theModelsCurveBendsAtItsEntries() {
    assertThat(TlbEvidence.modelled(64)).isEqualTo(4);
    assertThat(TlbEvidence.modelled(65)).isEqualTo(11);
    assertThat(TlbEvidence.modelled(2048)).isEqualTo(11);
    assertThat(TlbEvidence.modelled(2049)).isEqualTo(25);
  }

  /** No world here has so many tables; one that had would be refused and not mixed up. */
  @Test
  void moreTablesThanAPackedStateCanNameAreRefused() {
    TlbPacked packed = new TlbPacked();
    TlbState start = machine("pages=1").start();
    long[] words = new long[packed.longs()];
    for (int frame = 0; frame < 1 << 16; frame++) {
      packed.pack(withTable(start, frame), words, 0);
      assertThat(packed.unpack(words, 0).a().mappings().getFirst().frame()).isEqualTo(frame);
    }
    assertThatThrownBy(() -> packed.pack(withTable(start, 1 << 16), words, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a table's number has 16 bits (got 65536)");
  }

  /** Its one table, so that no second one is numbered. */
  private static TlbState withTable(TlbState s, int frame) {
    PageTable table = PageTable.EMPTY.map(0, PageSize.BASE, frame);
    return new TlbState(s.tlb(), table, table, s.running(), s.frames(), s.done(), s.last());
  }
}
