package lab.experiments.cpu.locality;

import java.util.List;
import java.util.TreeSet;
import lab.host.CacheLevel;
import lab.host.Cpus;

/**
 * How much memory this machine is asked to go through. All are powers of two, which the benchmark
 * needs, whatever the caches have: 48 KiB of L1, 1.25 MiB of L2.
 *
 * @param inL1 KiB that an L1 holds twice
 * @param beyondL2 KiB that no L2 holds, where an order must show whatever the prefetchers do
 */
record Sizes(int inL1, int beyondL2) {
  /** KiB that no L2 holds and few a last level of a desktop; a server's may. */
  static final int LARGE = 64 << 10;

  /** A window of the benchmark is no longer than the pass. */
  private static final int SMALLEST = 8;

  /** KiB of each where the system is silent: what a Zen 4 has. */
  private static final int USUAL_L1 = 32;

  private static final int USUAL_L2 = 1024;

  static Sizes of(Cpus cpus) {
    int half = kib(cpus, 1, USUAL_L1) / 2;
    int beyond = 4 * kib(cpus, 2, USUAL_L2);
    return new Sizes(
        Math.max(SMALLEST, Integer.highestOneBit(half)),
        Math.min(LARGE / 2, Integer.highestOneBit(beyond - 1) << 1));
  }

  /** At least two, ascending. */
  List<Integer> swept() {
    TreeSet<Integer> points = new TreeSet<>(List.of(beyondL2, LARGE / 4, LARGE));
    return List.copyOf(points.tailSet(beyondL2, true));
  }

  /** Of the data cache of that level that the measured CPU sees. */
  private static int kib(Cpus cpus, int level, int otherwise) {
    return cpus.dataCaches().stream()
        .filter(cache -> cache.level() == level)
        .map(CacheLevel::bytes)
        .flatMap(bytes -> bytes.stream())
        .map(bytes -> (int) (bytes >> 10))
        .findFirst()
        .orElse(otherwise);
  }
}
