package lab.experiments.memory.cas;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.ProgramPicture;
import lab.memorymodel.ProgramState;
import lab.room.Bench;
import lab.room.Benchmark;
import lab.room.Control;
import lab.room.Controls;
import lab.room.Evidence;
import lab.room.Experiment;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Outcome;
import lab.room.Predictions;
import lab.room.ProgramControls;
import lab.room.ProgramControls.ProgramSetup;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;
import lab.room.Stress;
import lab.room.StressTest;
import lab.room.Structure;
import lab.stage.Piece;
import lab.stage.Stage;

/** The room: one addition in three steps, and another that comes between them. */
public final class Cas implements Experiment {
  private static final Controls CONTROLS =
      Controls.of(
          Control.choice(
              "op", "how A writes: without looking, or with CAS", "store", "store", "cas"),
          Control.number(
              "interference",
              "how often X may write",
              0,
              CasMachine.MOST_WRITES,
              CasMachine.MOST_WRITES),
          ProgramControls.grain("operations"),
          ProgramControls.model(),
          ProgramControls.mode(
              "access mode, where the grain is accesses; acquire-release is as shipped",
              "acquire-release"));

  private static final String STRESS = "lab.stress.memory.cas.";
  private static final String BENCH = "lab.bench.memory.cas.CounterBench.";
  private static final String TRIES = "lab.bench.memory.cas.TriesLive";

  /** Names of what {@code TriesLive} says, and labels of the benchmarks. */
  private static final String TRIES_ALONE = "tries per success, one thread";

  private static final String TRIES_TWO = "tries per success, two threads";
  private static final String TRIES_BACK_OFF = "tries per success, two threads and back-off";
  private static final String LOOP = "CAS loop, two threads";
  private static final String ADD = "exchange-and-add, two threads";
  private static final String BACK_OFF = "CAS loop and back-off, two threads";
  private static final String ADDER = "LongAdder, two threads";

  public static final Room ROOM = new Cas().room();

  @Override
  public String address() {
    return "memory/cas";
  }

  @Override
  public String title() {
    return "The CAS retry loop";
  }

  @Override
  public String question() {
    return "What does compare-and-set save from an interfering write, and at what price?";
  }

  @Override
  public Controls controls() {
    return CONTROLS;
  }

  @Override
  public Settings fixed() {
    return CONTROLS.with(CONTROLS.defaults(), "op", "cas");
  }

  @Override
  public Scene<?> scene(Settings settings) {
    boolean compare = settings.is("op", "cas");
    int interference = settings.number("interference");
    ProgramSetup setup = ProgramControls.of(settings);
    CasMachine machine = new CasMachine(compare, interference, setup);
    CasPicture picture = new CasPicture(compare, interference);
    Function<ProgramState, Stage> code = ProgramPicture.of(machine.program(), setup.model());
    return new Scene<>(
        machine, setup.whole() ? picture::of : s -> both(picture.of(s), code.apply(s)));
  }

  private static Stage both(Stage first, Stage second) {
    List<Piece> pieces = new ArrayList<>(first.pieces());
    second.pieces().stream().filter(p -> !p.key().equals("memory")).forEach(pieces::add);
    return new Stage(pieces);
  }

  @Override
  public List<Evidence> evidence() {
    return List.of(
        new Stress(
            CasMachine.LOST_UPDATE,
            List.of(
                test("ReadThenWrite", "store", MemoryModel.words()),
                test("ShippedCounter", "cas", List.of())),
            Optional.empty()),
        Live.of(CasMachine.VAIN_FAILURE, TRIES)
            .settings(Map.of("op", "cas"))
            .outcomes(
                List.of(
                    Outcome.typed(
                        "paid",
                        "no more failures than others' successes",
                        false,
                        MemoryModel.words()),
                    Outcome.typed("vain", "more failures than others' successes", true, List.of())))
            .timed(),
        new Bench(
            CasMachine.ADD_BEATS_LOOP,
            List.of(
                benchmark("CAS loop, one thread", "alone", "cas"),
                benchmark("exchange-and-add, one thread", "alone", "get-and-add"),
                benchmark("LongAdder, one thread", "alone", "long-adder"),
                benchmark(LOOP, "window", "cas"),
                benchmark(BACK_OFF, "window", "cas-backoff-64"),
                benchmark(ADD, "window", "get-and-add"),
                benchmark(ADDER, "window", "long-adder")),
            ADD,
            LOOP,
            Optional.empty()));
  }

  private static Benchmark benchmark(String label, String method, String counter) {
    return new Benchmark(label, BENCH + method, Map.of("counter", counter));
  }

  private static StressTest test(String name, String op, List<String> allowed) {
    return new StressTest(
        STRESS + name,
        Map.of("op", op),
        List.of(
            Outcome.typed("2", "both additions count", false, MemoryModel.words()),
            Outcome.typed("1", "one addition is lost", true, allowed)));
  }

  @Override
  public List<Structure> structures() {
    return List.of(CounterStructure.structure());
  }

  @Override
  public Predictions predictions() {
    return new Predictions(answers("breaks", "no-answer"), answers("safe", "reached"));
  }

  private static Map<String, String> answers(String lost, String retries) {
    Map<String, String> answers = new LinkedHashMap<>();
    answers.put(CasMachine.LOST_UPDATE, lost);
    answers.put(CasMachine.VAIN_FAILURE, "safe");
    answers.put(CasMachine.FINISHES, "safe");
    for (int k = 1; k <= CasMachine.MOST_WRITES; k++) {
      answers.put(CasMachine.retries(k), retries);
    }
    answers.put(CasMachine.BOTH_COUNT, "reached");
    answers.put(CasMachine.ADD_BEATS_LOOP, "safe");
    return answers;
  }

  @Override
  public List<String> contrast() {
    return List.of("op");
  }

  @Override
  public String sentence(Findings findings) {
    StringBuilder text = new StringBuilder("A plain write back loses an update in 4 steps");
    findings
        .counted(CasMachine.LOST_UPDATE, "op", "store")
        .ifPresent(c -> text.append("; here ").append(c.phrase()));
    text.append(".");
    findings
        .counted(CasMachine.LOST_UPDATE, "op", "cas")
        .ifPresent(c -> text.append(" With CAS: ").append(c.phrase()).append("."));
    findings
        .value(TRIES_TWO)
        .ifPresent(v -> {
          text.append(" With two threads each success took ").append(v).append(" tries");
          findings.value(TRIES_BACK_OFF).ifPresent(b -> text.append(", with back-off ").append(b));
          findings.value(TRIES_ALONE).ifPresent(a -> text.append(", alone ").append(a));
          text.append(".");
        });
    Optional<Findings.Measured> loop = findings.measured(LOOP);
    Optional<Findings.Measured> add = findings.measured(ADD);
    if (loop.isPresent() && add.isPresent()) {
      text.append(
          String.format(
              Locale.ROOT,
              " An increment costs %.1f ns by CAS loop, %.1f by exchange-and-add",
              loop.get().median(),
              add.get().median()));
      findings
          .measured(ADDER)
          .ifPresent(
              m -> text.append(String.format(Locale.ROOT, ", %.1f by LongAdder", m.median())));
      text.append(".");
    }
    return text.toString();
  }
}
