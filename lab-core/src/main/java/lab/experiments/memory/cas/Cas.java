package lab.experiments.memory.cas;

import java.util.List;
import java.util.Optional;
import lab.explore.Exploration;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.room.Bench;
import lab.room.Choice;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Models;
import lab.room.Outcome;
import lab.room.ProgramControls;
import lab.room.Range;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Settings;
import lab.room.Stress;
import lab.room.StressTest;

/** The room: one addition in three steps, and another that comes between them. */
public final class Cas {
  private static final Choice<Boolean> OP =
      Choice.of("op", "how the adder writes: without looking, or with CAS", "store", false)
          .or("cas", true)
          .primary();
  private static final Range INTERFERENCE =
      Range.of(
              "interference",
              "how often the intruder may write",
              0,
              CasMachine.MOST_WRITES,
              CasMachine.MOST_WRITES)
          .primary();
  private static final Choice<Grain> GRAIN = ProgramControls.grain(Grain.OPERATIONS);
  private static final Choice<MemoryModel> MODEL = ProgramControls.model();
  private static final Choice<String> MODE = ProgramControls.mode();

  private static final List<Outcome> SUMS =
      List.of(Outcome.fine("2", "both additions count"), Outcome.bad("1", "one addition is lost"));

  private static final String LOOP = "CAS loop, two threads";
  private static final String ADD = "exchange-and-add, two threads";
  private static final String ADDER = "LongAdder, two threads";

  public static final Room ROOM =
      Room.at("memory/cas")
          .title("The CAS retry loop")
          .question("What does compare-and-set save from an interfering write, and at what price?")
          .controls(OP, INTERFERENCE, GRAIN, MODEL, MODE)
          .fixed("op=cas")
          .hazard(CasMachine.LOST_UPDATE, "an update is lost")
          .contrast(OP)
          .scene(Cas::scene)
          .evidence(Cas::evidence)
          .structures(() -> List.of(CounterStructure.structure()))
          .holds(CasMachine.VAIN_FAILURE, CasMachine.FINISHES)
          .byDefault(CasMachine.retries(1), Exploration.Outcome.NO_ANSWER)
          .byDefault(CasMachine.retries(2), Exploration.Outcome.NO_ANSWER)
          .byDefault(CasMachine.retries(3), Exploration.Outcome.NO_ANSWER)
          .sentence(Cas::sentence)
          .build();

  private Cas() {}

  private static Scene<?> scene(Settings settings) {
    boolean compare = settings.get(OP);
    int interference = settings.get(INTERFERENCE);
    CasMachine machine = new CasMachine(compare, interference, ProgramControls.of(settings));
    return Scene.ofProgram(machine, new CasPicture(compare, interference)::of);
  }

  private static List<Evidence> evidence() {
    return List.of(
        Stress.of(
            CasMachine.LOST_UPDATE,
            StressTest.of("ReadThenWrite", "op=store interference=3", SUMS),
            StressTest.of("ShippedCounter", "op=cas interference=3", SUMS)),
        Live.of(CasMachine.VAIN_FAILURE, "TriesLive")
            .settings("op=cas")
            .outcomes(
                Outcome.fine("paid", "no more failures than others' successes"),
                Outcome.bad("vain", "more failures than others' successes"))
            .timed(),
        Bench.of(CasMachine.ADD_BEATS_LOOP, ADD, LOOP)
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

  private static String sentence(Findings found, Models models) {
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
