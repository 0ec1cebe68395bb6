package lab.experiments.cpu.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import lab.host.Cpus;
import lab.host.Memory;
import lab.room.Bench;
import lab.room.Evidence;
import lab.room.Fact;
import lab.room.Findings;
import lab.room.Models;
import lab.room.Saying;
import lab.room.Series;

/** How this machine is asked: by time alone, for no counter of misses is to be had from Java. */
final class CacheEvidence {
  static final int SMALLEST_KIB = 4;
  static final int LARGEST_KIB = 256 << 10;

  /** Of what is free the chase leaves half to others: its own JVM needs some too. */
  private static final int SHARE = 2;

  private static final String ONE_SET = "one set";
  private static final String SPREAD = "spread";

  private CacheEvidence() {}

  /**
   * How much dearer a load becomes beyond the ways, at the least, and where: LRU loses every line
   * at one line more, and 2.8 times is paid and more; a drawn victim loses one of five or eight
   * there, and most of them at twice the ways. No policy loses one up to the ways.
   */
  private static final double BENT = 1.5;

  static List<Evidence> all() {
    Cpus cpus = Cpus.ofThisMachine();
    HostCaches caches = HostCaches.of(cpus);
    int ways = caches.waysOfL1();
    return List.of(
        Fact.of(CacheMachine.NEAREST, "data-caches")
            .about("sizes and ways of the caches of the CPU that is measured"),
        Fact.of(CacheMachine.NEAREST, "cache-line-bytes").about("the size of a line here"),
        chase(caches, Memory.ofThisMachine().available(), cpus.cacheLine().orElse(64)),
        Series.of(
                CacheMachine.SPREAD,
                "lines",
                "lines in turn",
                new Series.Shape.Knee(ONE_SET, ways, 2 * ways - 1, BENT),
                around(ways))
            .curve(ONE_SET, "ConflictBench.load", "place=SET")
            .curve(SPREAD, "ConflictBench.load", "place=APART")
            .about("a load by how many lines are in turn, all in one set of L1 or spread over it"),
        Bench.of(CacheMachine.SPREAD, SPREAD, ONE_SET)
            .score(ONE_SET, "ConflictBench.load", "place=SET lines=" + (ways + 1))
            .score(SPREAD, "ConflictBench.load", "place=APART lines=" + (ways + 1))
            .about("a load of one line more than L1 has ways, in one set or spread"));
  }

  /** Dependent loads over working sets of doubling size. */
  static Series chase(HostCaches caches, OptionalLong free, int lineBytes) {
    List<Integer> points = sizes(free);
    int largest = points.getLast();
    String left =
        largest == LARGEST_KIB
            ? ""
            : "; up to %dK, for no more than %dM are free"
                .formatted(largest, free.orElseThrow() >> 20);
    Series series =
        Series.of(CacheMachine.NEAREST, "kib", "KiB", caches.edges(largest), points)
            .curve("", "ChaseBench.load", "")
            .about(
                "a load that waits for the one before it, in random order over a working set, where"
                    + " "
                    + caches.words()
                    + left);
    return caches.levels().isEmpty()
        ? series
        : series.predicted(
            caches.modelled(lineBytes),
            "",
            kib ->
                WorkingSets.cycles(
                    caches.model(lineBytes), (int) (((long) kib << 10) / lineBytes), 1));
  }

  static List<Integer> sizes(OptionalLong free) {
    List<Integer> sizes = new ArrayList<>();
    for (int kib = SMALLEST_KIB; kib <= LARGEST_KIB; kib *= 2) {
      boolean fits = free.isEmpty() || ((long) kib << 10) <= free.getAsLong() / SHARE;
      if (fits || sizes.size() < 2) {
        sizes.add(kib);
      }
    }
    return sizes;
  }

  /** Where something happens, and the ends. */
  static List<Integer> around(int ways) {
    TreeSet<Integer> lines =
        new TreeSet<>(List.of(1, ways, ways + 1, ways + 2, 2 * ways, Math.max(1, ways / 2)));
    lines.add(Math.max(1, ways - 1));
    return List.copyOf(lines);
  }

  static String sentence(Findings found, Models models) {
    String largest = "kib=" + sizes(Memory.ofThisMachine().available()).getLast();
    return Saying.that(
            "Model: what the nearest level that has the line costs, by the page's numbers %s"
                + " cycles.",
            CacheControls.usualCycles())
        .and(
            " Here a load takes %s ns from 4 KiB, %s from the largest set: %s×.",
            found.score("kib=4", 1), found.score(largest, 0), found.times(largest, "kib=4", 0))
        .and(
            " A line more than L1 has ways costs %s ns a load here in one set, %s spread: %s×.",
            found.score(ONE_SET, 1), found.score(SPREAD, 1), found.times(ONE_SET, SPREAD, 1))
        .text();
  }
}
