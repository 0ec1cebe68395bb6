package lab.cpu.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be true of any caches, over generated traces. */
class CacheInvariantsTest {
  private static final int REFERENCES = 20_000;

  private static Hierarchy two(Replacement replacement, Inclusion inclusion) {
    Level inner = Level.of(new Geometry(4, 2, 64), 4).with(replacement);
    Level outer = Level.of(new Geometry(8, 4, 64), 14).with(replacement).with(inclusion);
    return Hierarchy.of(100, inner, outer);
  }

  @ParameterizedTest
  @EnumSource(value = Replacement.class, names = "OPT", mode = EnumSource.Mode.EXCLUDE)
  void whatHitsAndWhatMissesIsWhatWasAsked(Replacement replacement) {
    for (Inclusion inclusion : Inclusion.values()) {
      Hierarchy hierarchy = two(replacement, inclusion);
      FlatCaches caches = new FlatCaches(hierarchy);
      long[] trace = Traces.mixed(21, REFERENCES, 1 << 13);
      caches.replay(trace);
      Counts counts = caches.counts();
      assertThat(counts.accesses(0)).isEqualTo(trace.length);
      long cycles = 0;
      for (int k = 0; k < 2; k++) {
        assertThat(counts.hits(k) + counts.misses(k)).isEqualTo(counts.accesses(k));
        assertThat(counts.accesses(k + 1)).isEqualTo(counts.misses(k));
        assertThat(counts.fills(k) - counts.evictions(k) - counts.taken(k))
            .isEqualTo(caches.resident(k));
        cycles += counts.hits(k) * hierarchy.cycles(k);
      }
      // Totals: a reference costs the level that answers, and nothing of those before it.
      assertThat(counts.cycles()).isEqualTo(cycles + counts.misses(1) * 100);
      long stores = Arrays.stream(trace).filter(References::writes).count();
      assertThat(counts.writeBacksToMemory()).isPositive().isLessThanOrEqualTo(2 * stores);
      assertThat(counts.fetched()).isGreaterThanOrEqualTo(counts.hits(2));
    }
  }

  @ParameterizedTest
  @EnumSource(value = Replacement.class, names = "OPT", mode = EnumSource.Mode.EXCLUDE)
  void noSetHoldsALineTwiceOrMoreThanItsWays(Replacement replacement) {
    for (Inclusion inclusion : Inclusion.values()) {
      Caches caches = Caches.empty(two(replacement, inclusion));
      for (long r : Traces.mixed(22, 2_000, 1 << 13)) {
        caches =
            caches
                .reference(References.address(r), References.bytes(r), References.writes(r))
                .after();
        for (int k = 0; k < 2; k++) {
          noneTwice(caches, k);
        }
        Set<Long> both = new HashSet<>(caches.lines(0));
        if (inclusion == Inclusion.INCLUSIVE) {
          assertThat(caches.lines(1)).containsAll(both);
        } else if (inclusion == Inclusion.EXCLUSIVE) {
          assertThat(caches.lines(1)).doesNotContainAnyElementsOf(both);
        }
      }
    }
  }

  private static void noneTwice(Caches caches, int level) {
    Geometry geometry = caches.hierarchy().geometry(level);
    for (int set = 0; set < geometry.sets(); set++) {
      int here = set;
      List<Long> lines = caches.ways(level, set).stream().filter(line -> line >= 0).toList();
      assertThat(lines).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(geometry.ways());
      assertThat(lines).allMatch(line -> geometry.set(line) == here);
    }
  }

  /** Write-backs are no use of a line, so only what is written to memory depends on stores. */
  @ParameterizedTest
  @EnumSource(Inclusion.class)
  void storesHitWhereLoadsWould(Inclusion inclusion) {
    Hierarchy hierarchy = two(Replacement.LRU, inclusion);
    FlatCaches both = new FlatCaches(hierarchy);
    FlatCaches loads = new FlatCaches(hierarchy);
    for (long r : Traces.mixed(23, REFERENCES, 1 << 13)) {
      int level = both.access(References.address(r), References.bytes(r), References.writes(r));
      assertThat(loads.access(References.address(r), References.bytes(r), false)).isEqualTo(level);
    }
    assertThat(loads.counts().bytesToMemory()).isZero();
    assertThat(loads.dirtyLines()).isZero();
    assertThat(both.dirtyLines()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 16})
  void moreWaysNeverMissMoreUnderLru(int sets) {
    long[] trace = Traces.mixed(24, REFERENCES, 1 << 14);
    long before = Long.MAX_VALUE;
    for (int ways = 1; ways <= 12; ways++) {
      long misses = misses(new Geometry(sets, ways, 64), Replacement.LRU, trace);
      assertThat(misses).isLessThanOrEqualTo(before);
      before = misses;
    }
  }

  @ParameterizedTest
  @EnumSource(value = Replacement.class, names = "OPT", mode = EnumSource.Mode.EXCLUDE)
  void noPolicyBeatsTheOneThatKnowsTheFuture(Replacement replacement) {
    for (long seed = 30; seed < 34; seed++) {
      long[] trace = Traces.mixed(seed, 5_000, 1 << 13);
      Geometry geometry = new Geometry(4, 4, 64);
      Optimal optimal = Optimal.replay(geometry, trace);
      assertThat(optimal.misses()).isPositive().isLessThan(misses(geometry, replacement, trace));
    }
  }

  @ParameterizedTest
  @EnumSource(value = Replacement.class, names = "OPT", mode = EnumSource.Mode.EXCLUDE)
  void threeKindsOfMissesAreAllOfThem(Replacement replacement) {
    long[] trace = Traces.mixed(25, REFERENCES, 1 << 14);
    Geometry geometry = new Geometry(16, 4, 64);
    ThreeCs why = ThreeCs.replay(geometry, replacement, trace);
    assertThat(why.misses()).isEqualTo(misses(geometry, replacement, trace));
    assertThat(why.compulsory()).as("every line of what is touched").isEqualTo((1 << 14) / 64);
    Geometry whole = Geometry.fullyAssociative(64, 64);
    assertThat(why.compulsory() + why.capacity()).isEqualTo(misses(whole, Replacement.LRU, trace));
    assertThat(ThreeCs.replay(whole, Replacement.LRU, trace).conflict()).isZero();
  }

  /** A reference on two lines is two, as in {@link Optimal} and {@link ThreeCs}. */
  private static long misses(Geometry geometry, Replacement replacement, long[] trace) {
    Level level = Level.of(geometry, 1).with(replacement);
    FlatCaches caches = new FlatCaches(Hierarchy.of(100, level).with(Straddling.SPLIT));
    caches.replay(trace);
    return caches.counts().misses(0);
  }
}
