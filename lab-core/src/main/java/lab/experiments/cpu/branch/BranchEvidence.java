package lab.experiments.cpu.branch;

import java.util.List;
import java.util.Optional;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.room.Bench;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Models;
import lab.room.Saying;
import lab.room.Series;

/** How the host is asked, and what is said of its answers. */
final class BranchEvidence {
  private static final String SORTED = "sorted";
  private static final String SHUFFLED = "shuffled";
  private static final String BRANCHLESS = "branchless";
  private static final String SORTED_JUMPS = "sorted, conditional moves off";
  private static final String SHUFFLED_JUMPS = "shuffled, conditional moves off";

  private BranchEvidence() {}

  static List<Evidence> all() {
    return List.of(
        Bench.of(BranchMachine.SORTED_BEATS, SORTED, SHUFFLED)
            .score(SORTED, "BranchBench.sorted")
            .score(SHUFFLED, "BranchBench.shuffled")
            .score(BRANCHLESS, "BranchBench.branchless")
            .score("a sum, sorted", "BranchBench.sumSorted")
            .score("a sum, shuffled", "BranchBench.sumShuffled")
            .about(
                "a million bytes, of which those that are not negative are copied, per byte; a sum"
                    + " of them beside it, for which the JVM may make a conditional move"),
        Bench.of(BranchMachine.SORTED_BEATS, SORTED_JUMPS, SHUFFLED_JUMPS)
            .score(SORTED_JUMPS, "BranchBench.sortedJumps")
            .score(SHUFFLED_JUMPS, "BranchBench.shuffledJumps")
            .score("a sum, shuffled, conditional moves off", "BranchBench.sumShuffledJumps")
            .about("the same in a JVM that may make no conditional moves: it must come out alike"),
        Series.of(
                BranchMachine.BRANCH_PAYS,
                "percent",
                "percent of the bytes that go the usual way",
                new Series.Shape.Crosses(BRANCHLESS, "branches", 70, 100),
                50,
                60,
                70,
                80,
                85,
                90,
                95,
                98,
                100)
            .curve(BRANCHLESS, "BranchBench.branchless", "")
            .curve("branches", "BranchBench.shuffled", "")
            .predicted("model", "branches", percent -> Branch.byDefault().withBranches(percent))
            .about("the same copy over more and more predictable bytes, with a branch and without"),
        Series.of(
                BranchMachine.HISTORY_BEATS,
                "period",
                "bytes after which the outcomes repeat",
                // 64 outcomes fit every predictor with a history. Zen 4 in a virtual machine: at
                // 1 Ki as fast as sorted, at 256 Ki as fresh data.
                new Series.Shape.Knee("copy", 64, 524288, 2),
                64,
                1024,
                2048,
                4096,
                8192,
                16384,
                32768,
                65536,
                131072,
                262144,
                524288,
                1048576)
            .curve("copy", "PeriodBench.repeated", "")
            .about("the same copy over outcomes that repeat, the rest of the work unchanged"));
  }

  static String sentence(Findings found, Models models) {
    Claim.Costs costs = models.costs(BranchMachine.SORTED_BEATS);
    Setup set = Branch.byDefault();
    Optional<String> pays =
        models
            .answer(Branch.ROOM.controls().defaults(), BranchMachine.BRANCH_PAYS)
            .flatMap(Exploration.Answer::schedule)
            .map(s -> s.actions().stream().filter(BranchMachine.STEADIER::equals).count())
            .map(raised -> Long.toString(set.percent() + raised));
    return Saying.that(
            "Model: %s elements take %s cycles sorted, %s shuffled.",
            Findings.number(Setup.ELEMENTS), Findings.number(costs.a()), Findings.number(costs.b()))
        .and(" A branch first costs less than none at %s percent that go the usual way.", pays)
        .and(
            " Here sorted takes %s ns an element, shuffled %s: %s×.",
            found.score(SORTED, 2), found.score(SHUFFLED, 2), found.times(SHUFFLED, SORTED, 1))
        .and(" Without a branch: %s ns.", found.score(BRANCHLESS, 2))
        .and(
            " With conditional moves forbidden, shuffled is %s times sorted.",
            found.times(SHUFFLED_JUMPS, SORTED_JUMPS, 1))
        .text();
  }
}
