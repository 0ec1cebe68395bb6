package lab.experiments.cpu.locality;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import lab.host.CacheLevel;
import lab.host.Cpus;
import lab.room.Bench;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Saying;
import lab.room.Series;

/** What this machine is asked: the same elements in another order, of several sizes. */
final class LocalityEvidence {
  static final String SEQUENTIAL = "sequential";
  static final String RANDOM = "random";
  static final String SEQUENTIAL_L1 = "sequential, in L1";
  static final String RANDOM_L1 = "random, in L1";

  private static final String DEPENDENT = "OrderBench.dependent";
  private static final String INDEPENDENT = "OrderBench.independent";
  private static final String STORES = "OrderBench.stores";

  private static final int KIB = 1024;

  /** Of an L2 where sysfs is silent: what a Zen 4 has. */
  private static final int USUAL_L2_KIB = 1024;

  private static final int USUAL_L1_KIB = 32;

  /** Beyond the last level's share of most machines; larger ones pass the rest over to DRAM. */
  private static final int LARGE_KIB = 64 * KIB;

  private static final String TIMED =
      "time of a read; how often one misses is not counted here, and every cache of this machine"
          + " has a part in it";

  private LocalityEvidence() {}

  static List<Evidence> all() {
    int l1 = kib(1, USUAL_L1_KIB) / 2;
    return List.of(
        Bench.of(LocalityMachine.SEQUENTIAL_WINS, SEQUENTIAL, RANDOM)
            .score(SEQUENTIAL, DEPENDENT, ordered(SEQUENTIAL, LARGE_KIB))
            .score(RANDOM, DEPENDENT, ordered(RANDOM, LARGE_KIB))
            .score(SEQUENTIAL_L1, DEPENDENT, ordered(SEQUENTIAL, l1))
            .score(RANDOM_L1, DEPENDENT, ordered(RANDOM, l1))
            .about(
                "a read of 8 bytes whose address is what the read before brought: of 64 megabytes,"
                    + " and of half an L1, where no difference is expected")
            .analogue(TIMED),
        sizes(),
        shape("rows", "columns", "MatrixBench.sum", "an element of a sum over a square matrix"),
        shape(
            "blocked",
            "naive",
            "MatrixBench.transpose",
            "an element of a transpose, whole rows at a time or squares of 8 by 8"),
        Bench.beside(LocalityMachine.SEQUENTIAL_WINS)
            .score("a loop that stores to 6 arrays", "StreamsBench.together")
            .score("two loops, 3 arrays each", "StreamsBench.apart")
            .about("stores to six arrays: do as many open lines as streams cost anything here?")
            .analogue("write-combining as a program sees it: no buffer is counted"));
  }

  private static String ordered(String order, int kib) {
    return "order=" + order + " kib=" + kib;
  }

  /** Beyond L2, where an order must show whatever the prefetchers do. */
  private static Series sizes() {
    int l2 = kib(2, USUAL_L2_KIB);
    TreeSet<Integer> points = new TreeSet<>(List.of(4 * l2, LARGE_KIB / 4, LARGE_KIB));
    return Series.of(
            LocalityMachine.SEQUENTIAL_WINS,
            "kib",
            "KiB",
            new Series.Shape.Below(SEQUENTIAL, RANDOM),
            points.toArray(Integer[]::new))
        .curve(SEQUENTIAL, DEPENDENT, "order=" + SEQUENTIAL)
        .curve(RANDOM, DEPENDENT, "order=" + RANDOM)
        .curve("sequential, independent", INDEPENDENT, "order=" + SEQUENTIAL)
        .curve("random, independent", INDEPENDENT, "order=" + RANDOM)
        .curve("sequential stores", STORES, "order=" + SEQUENTIAL)
        .curve("random stores", STORES, "order=" + RANDOM)
        .about(
            "a read or a store of 8 bytes by how much memory they go through; a read waits for the"
                + " one before, or not")
        .analogue(TIMED);
  }

  /** The side of a square matrix is swept. */
  private static Series shape(String less, String more, String method, String about) {
    return Series.of(
            LocalityMachine.SEQUENTIAL_WINS,
            "side",
            "elements a side",
            new Series.Shape.Below(less, more),
            1024,
            2048)
        .curve(less, method, "order=" + less)
        .curve(more, method, "order=" + more)
        .about("the time of " + about)
        .analogue(TIMED);
  }

  /** The data cache of that level, of the first CPU that we may use. */
  private static int kib(int level, int otherwise) {
    Cpus cpus = Cpus.ofThisMachine();
    return cpus.allowed().stream().findFirst().stream()
        .flatMap(cpu -> cpus.caches(cpu).stream())
        .filter(cache -> cache.level() == level && cache.holdsData())
        .map(CacheLevel::bytes)
        .flatMap(Optional::stream)
        .map(bytes -> (int) (bytes / KIB))
        .findFirst()
        .orElse(otherwise);
  }

  static void say(Saying saying, Findings found) {
    saying
        .and(
            " Here a read of 64 MiB takes %s ns in order, %s at random: %s×.",
            found.score(SEQUENTIAL, 2), found.score(RANDOM, 1), found.times(RANDOM, SEQUENTIAL, 1))
        .and(
            " In half an L1: %s× (no difference expected).",
            found.times(RANDOM_L1, SEQUENTIAL_L1, 2))
        .and(
            " A transpose of 2,048 by 2,048 takes %s times as long in whole rows as in squares.",
            found.times("naive, side=2048", "blocked, side=2048", 1));
  }
}
