package lab.experiments.memory.mpmc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lab.experiments.memory.mpmc.MpmcProgram.Shape;
import lab.explore.Claim;
import lab.memorymodel.AccessMode;
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
import lab.room.Weakening;
import lab.stage.Piece;
import lab.stage.Stage;

/** The room: two producers reserve slots of one ring, and commit to them later. */
public final class Mpmc implements Experiment {
  private static final String SHIPPED_MODE = "acquire-release";

  private static final Controls CONTROLS =
      Controls.of(
          Control.choice("reserve", "how an index is reserved", "plain", "plain", "cas"),
          Control.number("producers", "how many producers there are", 1, 2, 2),
          Control.choice("stall", "whether P1 may stop behind its reservation", "off", "off", "on"),
          ProgramControls.grain("operations"),
          ProgramControls.model(),
          ProgramControls.mode(
              "access mode, where the grain is accesses; acquire-release is as shipped",
              SHIPPED_MODE));

  private static final String RING = "lab.concurrent.ring.MpmcRing";
  private static final String STRESS = "lab.stress.memory.mpmc.";
  private static final String BENCH = "lab.bench.concurrent.ring.";
  private static final String SPSC = "SPSC ring, one to one";
  private static final String MPMC = "MPMC ring, one to one";
  private static final String JCTOOLS = "JCTools MpmcArrayQueue, one to one";

  public static final Room ROOM = new Mpmc().room();

  @Override
  public String address() {
    return "memory/mpmc";
  }

  @Override
  public String title() {
    return "The ring for many threads";
  }

  @Override
  public String question() {
    return "Why do two producers need a compare-and-set where one needs none?";
  }

  @Override
  public Controls controls() {
    return CONTROLS;
  }

  @Override
  public Settings fixed() {
    return CONTROLS.with(CONTROLS.defaults(), "reserve", "cas");
  }

  @Override
  public Scene<?> scene(Settings settings) {
    ProgramSetup setup = ProgramControls.of(settings);
    MpmcMachine machine =
        new MpmcMachine(
            settings.is("reserve", "cas"),
            settings.number("producers"),
            settings.is("stall", "on"),
            setup);
    MpmcPicture picture = new MpmcPicture(machine.shape());
    Function<ProgramState, Stage> code = ProgramPicture.of(machine.program(), setup.model());
    return new Scene<>(
        machine, setup.whole() ? picture::of : s -> both(picture.of(s), code.apply(s)));
  }

  private static Stage both(Stage first, Stage second) {
    List<Piece> pieces = new ArrayList<>(first.pieces());
    pieces.addAll(second.pieces());
    return new Stage(pieces);
  }

  @Override
  public List<Evidence> evidence() {
    return List.of(
        new Stress(
            MpmcClaims.ONE_SLOT,
            List.of(
                test("PlainReservation", Map.of("reserve", "plain"), MemoryModel.words()),
                test("TwoProducers", Map.of("reserve", "cas"), List.of())),
            Optional.empty()),
        new Stress(
            MpmcClaims.UNWRITTEN,
            AccessMode.WORDS.stream().map(Mpmc::publication).toList(),
            Optional.empty()),
        new Stress(
            MpmcClaims.FIFO,
            List.of(
                test("NextLap", Map.of("reserve", "cas"), List.of()),
                test("TwoConsumers", Map.of("reserve", "cas"), List.of())),
            Optional.empty()),
        new Bench(
                MpmcMachine.SPSC_BEATS_MPMC,
                List.of(
                    benchmark(SPSC, "SpscObjectBench", "lab"),
                    benchmark(MPMC, "MpmcBench", "lab"),
                    benchmark(JCTOOLS, "MpmcBench", "jctools-unsafe"),
                    benchmark(
                        "JCTools MpmcVarHandleArrayQueue, one to one",
                        "MpmcBench",
                        "jctools-varhandle")),
                SPSC,
                MPMC,
                Optional.empty())
            .rewrites(RING));
  }

  private static Benchmark benchmark(String label, String bench, String ring) {
    return new Benchmark(
        label, BENCH + bench + ".window", Map.of("ring", ring, "capacity", "1024"));
  }

  /**
   * The ring that ships, every access of it in that mode. The model is asked access by access, for
   * a whole operation has no mode.
   */
  private static StressTest publication(String mode) {
    StressTest shipped =
        test(
            "Publication",
            Map.of("reserve", "cas", "grain", "accesses", "mode", mode),
            AccessMode.isRelaxed(mode) ? List.of(MemoryModel.JAVA.word()) : List.of());
    return mode.equals(SHIPPED_MODE) ? shipped : shipped.weakened(Weakening.mode(mode, RING));
  }

  /** What each of the tests counts is in its Javadoc. */
  private static StressTest test(String name, Map<String, String> settings, List<String> allowed) {
    return new StressTest(
        STRESS + name,
        settings,
        List.of(
            Outcome.typed("0", "all payloads are there, once and whole", false, allModels()),
            Outcome.typed("1", "a payload is lost or was not written", true, allowed),
            Outcome.typed("2", "a payload came twice or out of order", true, List.of())));
  }

  private static List<String> allModels() {
    return MemoryModel.words();
  }

  /**
   * The ring that ships, small enough to be exhausted: two slots, one of them full at the start, so
   * that the second of two producers must wait for the consumer's lap.
   */
  @Override
  public List<Structure> structures() {
    Shape shape = shipped();
    List<Claim<ProgramState>> claims =
        new MpmcClaims(shape).all().stream().filter(c -> !(c instanceof Claim.Reach)).toList();
    return List.of(new Structure("ring", RING, MpmcProgram.of(shape), claims));
  }

  static Shape shipped() {
    return new Shape(true, 2, 2, 1, true, true, false, false, SHIPPED_MODE);
  }

  @Override
  public Predictions predictions() {
    return new Predictions(
        Map.of(
            MpmcClaims.ONE_SLOT, "breaks",
            MpmcClaims.ONE_OWNER, "breaks",
            MpmcClaims.UNWRITTEN, "safe",
            MpmcClaims.SEQUENCE, "breaks",
            MpmcClaims.FIFO, "safe",
            MpmcClaims.DRAINS, "breaks",
            MpmcClaims.BLOCKED, "reached",
            MpmcClaims.BOTH_ARRIVE, "reached",
            MpmcMachine.SPSC_BEATS_MPMC, "safe"),
        Map.of(
            MpmcClaims.ONE_SLOT, "safe",
            MpmcClaims.ONE_OWNER, "safe",
            MpmcClaims.UNWRITTEN, "safe",
            MpmcClaims.SEQUENCE, "safe",
            MpmcClaims.FIFO, "safe",
            MpmcClaims.DRAINS, "safe",
            MpmcClaims.BLOCKED, "reached",
            MpmcClaims.BOTH_ARRIVE, "reached",
            MpmcMachine.SPSC_BEATS_MPMC, "safe"));
  }

  @Override
  public List<String> contrast() {
    return List.of("reserve", "grain", "mode");
  }

  @Override
  public String sentence(Findings findings) {
    StringBuilder text = new StringBuilder("A plain head++ loses a payload in 6 steps");
    findings
        .counted(MpmcClaims.ONE_SLOT, "reserve", "plain")
        .ifPresent(c -> text.append("; here ").append(c.phrase()));
    text.append(".");
    findings
        .counted(MpmcClaims.ONE_SLOT, "reserve", "cas")
        .ifPresent(c -> text.append(" With CAS: ").append(c.phrase()).append("."));
    List<String> unwritten = new ArrayList<>();
    for (String mode : AccessMode.WORDS) {
      findings
          .counted(MpmcClaims.UNWRITTEN, "mode", mode)
          .ifPresent(c -> unwritten.add(c.phrase() + " with " + mode));
    }
    if (!unwritten.isEmpty()) {
      text.append(" Payloads taken unwritten: ").append(String.join(", ", unwritten)).append(".");
    }
    Optional<Findings.Measured> spsc = findings.measured(SPSC);
    Optional<Findings.Measured> mpmc = findings.measured(MPMC);
    if (spsc.isPresent() && mpmc.isPresent()) {
      text.append(
          String.format(
              Locale.ROOT,
              " One to one it takes %.1f ns a message, %.1f times the SPSC ring's",
              mpmc.get().median(),
              mpmc.get().median() / spsc.get().median()));
      findings
          .measured(JCTOOLS)
          .ifPresent(
              m -> text.append(String.format(Locale.ROOT, "; JCTools' takes %.1f ns", m.median())));
      text.append(".");
    }
    return text.toString();
  }
}
