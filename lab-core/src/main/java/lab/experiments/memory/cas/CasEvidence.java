package lab.experiments.memory.cas;

import java.util.List;
import java.util.Optional;
import lab.room.Bench;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Models;
import lab.room.Outcome;
import lab.room.Saying;
import lab.room.Stress;
import lab.room.StressTest;

/** How this machine is asked, and what is said of its answers. */
final class CasEvidence {
  private static final List<Outcome> SUMS =
      List.of(Outcome.fine("2", "both additions count"), Outcome.bad("1", "one addition is lost"));

  /** As {@code OperationsLive} calls them. */
  private static final String ADD_COUNTED = "exchange-and-add";

  private static final String LOOP_COUNTED = "CAS loop";

  private static final String LOOP = "CAS loop, two threads";
  private static final String ADD = "exchange-and-add, two threads";
  private static final String ADDER = "LongAdder, two threads";

  private CasEvidence() {}

  static List<Evidence> all() {
    return List.of(
        Stress.of(
                CasMachine.LOST_UPDATE,
                StressTest.of("ReadThenWrite", "op=store interference=3", SUMS))
            .about("a volatile field, read and written back apart by two threads"),
        Stress.of(
                CasMachine.LOST_UPDATE,
                StressTest.of("ShippedCounter", "op=cas interference=3", SUMS))
            .about("the counter that ships, each of its two loops by a thread of its own"),
        Live.of(CasMachine.VAIN_FAILURE, "TriesLive")
            .settings("op=cas")
            .outcomes(
                Outcome.fine("paid", "no more failures than others' successes"),
                Outcome.bad("vain", "more failures than others' successes"))
            .about("the counter that ships, failures of one thread beside successes of the other")
            .timed(),
        Live.of(CasMachine.ADD_BEATS_LOOP, "OperationsLive")
            .settings("op=cas")
            .compares(ADD_COUNTED, LOOP_COUNTED)
            .about("atomic operations for each addition of two threads, counted")
            .timed(),
        Bench.of(CasMachine.ADD_BEATS_LOOP, ADD, LOOP)
            .about("the time of an addition by CAS loop, by exchange-and-add and by striped cells")
            .analogue("time and not operations: most of it is the cache line on its way")
            .score("CAS loop, one thread", "CounterBench.alone", "counter=cas")
            .score("exchange-and-add, one thread", "CounterBench.alone", "counter=get-and-add")
            .score("LongAdder, one thread", "CounterBench.alone", "counter=long-adder")
            .score(LOOP, "CounterBench.window", "counter=cas")
            .score(
                "CAS loop and back-off, two threads",
                "CounterBench.window",
                "counter=cas-backoff-64")
            .score(ADD, "CounterBench.window", "counter=get-and-add")
            .score(ADDER, "CounterBench.window", "counter=long-adder"));
  }

  static String sentence(Findings found, Models models) {
    String claim = CasMachine.LOST_UPDATE;
    return Saying.that("A plain write back loses an update in %s", models.steps(claim, "op=store"))
        .and("; here %s", found.count(claim, "op=store"))
        .and(".")
        .and(" With CAS: %s.", found.count(claim, "op=cas"))
        .and(" With two threads each success took %s.", tries(found))
        .and(" An increment costs %s.", costs(found))
        .text();
  }

  /** The names are those that {@code TriesLive} says. */
  private static Optional<String> tries(Findings found) {
    return found
        .value("tries per success, two threads")
        .map(two ->
            Saying.that("%s tries", two)
                .and(
                    ", with back-off %s",
                    found.value("tries per success, two threads and back-off"))
                .and(", alone %s", found.value("tries per success, one thread"))
                .text());
  }

  private static Optional<String> costs(Findings found) {
    return found
        .score(LOOP, 1)
        .map(loop ->
            Saying.that("%s ns by CAS loop", loop)
                .and(", %s by exchange-and-add", found.score(ADD, 1))
                .and(", %s by LongAdder", found.score(ADDER, 1))
                .text());
  }
}
