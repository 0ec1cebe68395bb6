package lab.cpu.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a formula says how often a trace misses. */
class ClosedFormsTest {
  private static FlatCaches one(Geometry geometry, Replacement replacement) {
    return new FlatCaches(Hierarchy.of(100, Level.of(geometry, 4).with(replacement)));
  }

  private static long misses(Geometry geometry, Replacement replacement, long[] trace) {
    FlatCaches caches = one(geometry, replacement);
    caches.replay(trace);
    return caches.counts().misses(0);
  }

  @ParameterizedTest
  @CsvSource({"64, 8, 64", "1000, 8, 64", "7, 4, 32", "513, 2, 128", "1, 1, 64"})
  void aPassMissesOnceALine(int elements, int bytes, int line) {
    FlatCaches caches = one(new Geometry(1, 2, line), Replacement.LRU);
    for (int i = 0; i < elements; i++) {
      caches.access((long) i * bytes, bytes, false);
    }
    assertThat(caches.counts().misses(0)).isEqualTo((elements * bytes + line - 1) / line);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void asManyLinesAsWaysStayAndOneMoreMissesForEver(int ways) {
    Geometry geometry = new Geometry(64, ways, 64);
    for (Replacement replacement : new Replacement[] {Replacement.LRU, Replacement.FIFO}) {
      assertThat(misses(geometry, replacement, Traces.cyclic(64, ways, 64, 50))).isEqualTo(ways);
      assertThat(misses(geometry, replacement, Traces.cyclic(64, ways + 1, 64, 50)))
          .isEqualTo((ways + 1) * 50L);
      // A line more apart each falls into a set of its own.
      assertThat(misses(geometry, replacement, Traces.cyclic(64, ways + 1, 65, 50)))
          .isEqualTo(ways + 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 16})
  void aTreeKeepsSomeOfOneLineTooMany(int ways) {
    long[] trace = Traces.cyclic(64, ways + 1, 64, 50);
    assertThat(misses(new Geometry(64, ways, 64), Replacement.PLRU, trace))
        .isGreaterThan(ways + 1)
        .isLessThan(trace.length);
  }

  /** By hand: a use sets the bits on its path away from it, the victim is where they point. */
  @Test
  void aTreeOfFourWaysGoesAsOnPaper() {
    Level level = Level.of(new Geometry(1, 4, 64), 1).with(Replacement.PLRU);
    Caches caches = Caches.empty(Hierarchy.of(100, level));
    // line, the word of bits afterwards (node 1 the root), the ways afterwards
    Object[][] rows = {
      {10L, 0b0110L, "[10, -1, -1, -1]"},
      {11L, 0b0010L, "[10, 11, -1, -1]"},
      {12L, 0b1000L, "[10, 11, 12, -1]"},
      {13L, 0b0000L, "[10, 11, 12, 13]"},
      {10L, 0b0110L, "[10, 11, 12, 13]"},
      {14L, 0b1100L, "[10, 11, 14, 13]"},
      {15L, 0b1010L, "[10, 15, 14, 13]"},
    };
    for (Object[] row : rows) {
      caches = caches.touch((long) row[0], false).after();
      assertThat(caches.tree(0, 0)).as("bits after %s", row[0]).isEqualTo(row[1]);
      assertThat(caches.ways(0, 0)).hasToString((String) row[2]);
    }
  }

  /** Belady's anomaly: 3 ways miss 9 times, 4 ways 10 times. */
  @Test
  void moreWaysCanMissMoreUnderFifo() {
    long[] trace = Traces.lines(64, 1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5);
    assertThat(misses(Geometry.fullyAssociative(3, 64), Replacement.FIFO, trace)).isEqualTo(9);
    assertThat(misses(Geometry.fullyAssociative(4, 64), Replacement.FIFO, trace)).isEqualTo(10);
    assertThat(Optimal.replay(Geometry.fullyAssociative(3, 64), trace)).isEqualTo(optimal(12, 7));
  }

  private static Optimal optimal(long accesses, long misses) {
    return new Optimal(accesses, misses);
  }

  /** One line too many in a loop: OPT keeps all but one and misses once in {@code ways} uses. */
  @Test
  void theFutureMissesOnceInAsManyUsesAsThereAreWays() {
    long[] trace = Traces.cyclic(64, 9, 64, 80);
    long misses = Optimal.replay(new Geometry(64, 8, 64), trace).misses();
    assertThat(misses).isEqualTo(9 + (trace.length - 9) / 8);
  }

  @Test
  void aLoopTooLargeForRandomReplacementStillHits() {
    SplittableRandom random = new SplittableRandom(5);
    FlatCaches caches = one(Geometry.fullyAssociative(32, 64), Replacement.RANDOM);
    int uses = 200_000;
    for (int i = 0; i < uses; i++) {
      caches.load(random.nextInt(64) * 64L);
    }
    // Uniformly random over M lines in a cache of C: C/M.
    assertThat((double) caches.counts().hits(0) / uses).isCloseTo(0.5, within(0.01));
  }

  @Test
  void exclusiveLevelsAddUpAndInclusiveOnesDoNot() {
    long[] loop = Traces.cyclic(64, 12, 1, 20);
    Level inner = Level.of(Geometry.fullyAssociative(4, 64), 4);
    Level outer = Level.of(Geometry.fullyAssociative(8, 64), 14);
    assertThat(fromMemory(loop, inner, outer.with(Inclusion.EXCLUSIVE))).isEqualTo(12);
    assertThat(fromMemory(loop, inner, outer.with(Inclusion.INCLUSIVE))).isEqualTo(loop.length);
  }

  private static long fromMemory(long[] trace, Level... levels) {
    FlatCaches caches = new FlatCaches(Hierarchy.of(100, levels));
    caches.replay(trace);
    return caches.counts().hits(levels.length);
  }

  @Test
  void writtenThroughIsWhatWasStored() {
    Level level = Level.of(new Geometry(4, 2, 64), 4);
    FlatCaches caches = new FlatCaches(Hierarchy.of(100, level).with(WritePolicy.THROUGH));
    for (int i = 0; i < 100; i++) {
      caches.access(i * 16L, 8, true);
    }
    assertThat(caches.counts().bytesToMemory()).isEqualTo(800);
    assertThat(caches.resident(0)).as("a store that misses fills nothing").isZero();
    assertThat(caches.counts().misses(0)).isEqualTo(100);
  }

  @Test
  void writtenBackIsALineForEachDirtyOneFlushedOnesIncluded() {
    FlatCaches caches = one(new Geometry(1, 2, 64), Replacement.LRU);
    for (int i = 0; i < 100; i++) {
      caches.store(i * 8L);
    }
    assertThat(caches.counts().writeBacksToMemory()).isEqualTo(13 - 2);
    assertThat(caches.dirtyLines()).isEqualTo(2);
  }

  /** Bytes 60..67 lie on lines 0 and 1; line 0 was there. */
  @ParameterizedTest
  @EnumSource(Straddling.class)
  void aReferenceOnTwoLines(Straddling straddling) {
    Level level = Level.of(new Geometry(4, 2, 64), 4);
    FlatCaches caches = new FlatCaches(Hierarchy.of(100, level).with(straddling));
    caches.load(0);
    caches.load(60);
    boolean split = straddling == Straddling.SPLIT;
    assertThat(caches.counts().accesses(0)).isEqualTo(split ? 3 : 2);
    assertThat(caches.counts().misses(0)).isEqualTo(2);
    caches.access(188, 8, false);
    assertThat(caches.counts().misses(0)).isEqualTo(split ? 4 : 3);
    assertThat(caches.resident(0)).isEqualTo(4);
  }

  /** Three lines in a row, then each further one brings the line five ahead. */
  @ParameterizedTest
  @CsvSource({"1, 0", "-1, 63"})
  void thePrefetcherRunsFiveLinesAhead(int direction, int from) {
    Level inner = Level.of(new Geometry(1, 1, 64), 4);
    Level outer = Level.of(new Geometry(16, 8, 64), 14);
    Hierarchy hierarchy = Hierarchy.of(100, inner, outer).prefetching(true);
    FlatCaches caches = new FlatCaches(hierarchy);
    StringBuilder answered = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      answered.append(caches.load((from + direction * i) * 64L));
    }
    // Upwards line 0 is callgrind's start of a stream, so 1 and 2 make three; 7 is the first one
    // brought ahead. Downwards 63 is where the stream begins.
    assertThat(answered).hasToString("222222211111");
    assertThat(caches.counts().prefetches()).isEqualTo(10);
    assertThat(caches.counts().fetched()).isEqualTo(7 + 10);
  }

  /** Lines 1 and 2 as one reference, then 2 and 3, 3 and 4: seen are 1, 2, 3. */
  @Test
  void thePrefetcherSeesTheFirstOfTwoLines() {
    Level one = Level.of(new Geometry(16, 8, 64), 4);
    for (Straddling straddling : Straddling.values()) {
      Hierarchy hierarchy = Hierarchy.of(100, one).with(straddling).prefetching(true);
      FlatCaches caches = new FlatCaches(hierarchy);
      for (int line = 1; line <= 3; line++) {
        caches.load(line * 64 + 60);
      }
      boolean split = straddling == Straddling.SPLIT;
      // Split, the lines 1 2 2 3 3 4 are seen, and 2, 3 and 4 are each a step more.
      assertThat(caches.counts().prefetches()).isEqualTo(split ? 3 : 2);
    }
  }
}
