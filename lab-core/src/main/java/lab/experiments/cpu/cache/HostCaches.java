package lab.experiments.cpu.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lab.cpu.cache.Geometry;
import lab.cpu.cache.Hierarchy;
import lab.cpu.cache.Level;
import lab.host.CacheLevel;
import lab.host.Cpus;
import lab.room.Series.Shape;
import lab.room.Series.Shape.Edge;

/**
 * The data caches of the CPU that is measured, as the system tells of them, and what is expected
 * there.
 *
 * @param levels innermost first; none where the system does not tell their sizes
 */
record HostCaches(List<CacheLevel> levels) {
  /** What an L1 has where the system does not tell: only where the points lie depends on it. */
  private static final int USUAL_WAYS = 8;

  /** Zen 4's totals, as in the preset; a host's own are what the series measures. */
  private static final int[] CYCLES = {4, 14, 50};

  private static final int MEMORY_CYCLES = 340;

  /** Levels that are told apart. */
  static final int MOST = CYCLES.length;

  HostCaches {
    levels = List.copyOf(levels);
  }

  static HostCaches of(Cpus cpus) {
    List<CacheLevel> told = cpus.dataCaches().stream().filter(l -> l.bytes().isPresent()).toList();
    return new HostCaches(told.subList(0, Math.min(told.size(), MOST)));
  }

  static HostCaches ofThisMachine() {
    return of(Cpus.ofThisMachine());
  }

  int waysOfL1() {
    return levels.stream().findFirst().flatMap(CacheLevel::ways).orElse(USUAL_WAYS);
  }

  /**
   * Where a chase rises. L1 ends within a factor of 2 of its size. The levels behind find their
   * sets by physical addresses, and pages lie anywhere: some sets are full before the level is, so
   * that its end is felt from a quarter of its size on. The last level is shared, and who else is
   * in it is unknown: it may end anywhere from twice the level before on, up to four times its
   * size.
   *
   * @param largest the last point, in KiB
   */
  Shape edges(int largest) {
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      int kib = kib(i);
      boolean last = i == levels.size() - 1;
      int from = i == 0 ? kib / 2 : last ? 2 * kib(i - 1) : Math.max(2 * kib(i - 1), kib / 4);
      int to = (last ? 4 : 2) * kib;
      if (to <= largest) {
        edges.add(new Edge(levels.get(i).name(), Math.min(from, to), to, last ? 2 : 1.8));
      }
    }
    return edges.isEmpty()
        ? new Shape.Rises("", List.of(new Edge("all caches", 4, largest, 10)))
        : new Shape.Rises("", edges);
  }

  /** A size that was measured and that this level answers: half-way, by the logarithm. */
  int kibWithin(int level) {
    long product = level == 0 ? CacheEvidence.SMALLEST_KIB : kib(level - 1);
    boolean last = level > 0 && level == levels.size() - 1;
    int middle = last ? 2 * kib(level - 1) : (int) Math.sqrt((double) product * kib(level));
    return Math.max(CacheEvidence.SMALLEST_KIB, Integer.highestOneBit(middle));
  }

  private int kib(int level) {
    return (int) (levels.get(level).bytes().orElseThrow() >> 10);
  }

  /**
   * These sizes with Zen 4's cycles, under LRU. Where sets are no power of two, as in an L3 of
   * slices, there are as many as the next lower one, and the whole ways that fit.
   */
  Hierarchy model(int lineBytes) {
    List<Level> all = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      long lines = levels.get(i).bytes().orElseThrow() / lineBytes;
      long sets = Long.highestOneBit(lines / levels.get(i).ways().orElse(USUAL_WAYS));
      Geometry geometry = new Geometry((int) sets, (int) (lines / sets), lineBytes);
      all.add(Level.of(geometry, CYCLES[i]));
    }
    return Hierarchy.of(MEMORY_CYCLES, all.toArray(Level[]::new));
  }

  /** What the curve of the model is of: not quite what is told where sets are no power of two. */
  String modelled(int lineBytes) {
    return model(lineBytes).levels().stream()
            .map(l -> size(l.geometry().bytes()))
            .collect(Collectors.joining(", "))
        + " under LRU, Zen 4's cycles";
  }

  private static String size(long bytes) {
    long kib = bytes >> 10;
    return kib % 1024 == 0 ? (kib >> 10) + "M" : kib + "K";
  }

  /** Whether the longest chase goes far enough beyond the last level to reach memory. */
  boolean leftBehind(int largest) {
    return levels.isEmpty() || 2L * kib(levels.size() - 1) <= largest;
  }

  /** {@code L1d 32K, L2 1024K}, or that nothing is told. */
  String words() {
    return levels.isEmpty()
        ? "the system does not tell the sizes of its caches"
        : levels.stream()
            .map(l -> l.name() + " " + (l.bytes().orElseThrow() >> 10) + "K")
            .collect(Collectors.joining(", ", "the system tells ", ""));
  }
}
