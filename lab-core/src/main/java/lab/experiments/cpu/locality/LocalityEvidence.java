package lab.experiments.cpu.locality;

import java.util.List;
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

  private static final int LARGE_MIB = Sizes.LARGE >> 10;

  private static final String TIMED =
      "time of a read; how often one misses is not counted here, and every cache of this machine"
          + " has a part in it";

  private LocalityEvidence() {}

  static List<Evidence> all() {
    return all(Sizes.of(Cpus.ofThisMachine()));
  }

  static List<Evidence> all(Sizes sizes) {
    return List.of(
        Bench.of(LocalityMachine.SEQUENTIAL_WINS, SEQUENTIAL, RANDOM)
            .score(SEQUENTIAL, DEPENDENT, ordered(SEQUENTIAL, Sizes.LARGE))
            .score(RANDOM, DEPENDENT, ordered(RANDOM, Sizes.LARGE))
            .score(SEQUENTIAL_L1, DEPENDENT, ordered(SEQUENTIAL, sizes.inL1()))
            .score(RANDOM_L1, DEPENDENT, ordered(RANDOM, sizes.inL1()))
            .about(
                "a read of 8 bytes whose address is what the read before brought: of "
                    + LARGE_MIB
                    + " megabytes, and of "
                    + sizes.inL1()
                    + " kilobytes, which an L1 holds, where no difference is expected")
            .analogue(TIMED),
        swept(sizes),
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

  private static Series swept(Sizes sizes) {
    return Series.of(
            LocalityMachine.SEQUENTIAL_WINS,
            "kib",
            "KiB",
            new Series.Shape.Below(SEQUENTIAL, RANDOM),
            sizes.swept())
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

  static void say(Saying saying, Findings found) {
    saying
        .and(
            " Here a read of " + LARGE_MIB + " MiB takes %s ns in order, %s at random: %s×.",
            found.score(SEQUENTIAL, 2),
            found.score(RANDOM, 1),
            found.times(RANDOM, SEQUENTIAL, 1))
        .and(" In L1: %s× (no difference expected).", found.times(RANDOM_L1, SEQUENTIAL_L1, 2))
        .and(
            " A transpose of 2,048 by 2,048 takes %s times as long in whole rows as in squares.",
            found.times("naive, side=2048", "blocked, side=2048", 1));
  }
}
