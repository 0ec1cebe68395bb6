package lab.experiments.nic.napi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import lab.experiments.nic.napi.NapiProgram.Irq;
import lab.input.BadInput;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.ProgramPicture;
import lab.memorymodel.ProgramState;
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
import lab.stage.Piece;
import lab.stage.Stage;

/** The room: interrupts that turn into polls, and the packet that comes in between. */
public final class Napi implements Experiment {
  /** Most packets, and the largest budget, where every access is a step. */
  static final int FEW = 3;

  static final int SMALL_BUDGET = 2;

  private static final Controls CONTROLS =
      Controls.of(
          Control.number("N", "packets of the burst; at most 3 where steps are accesses", 1, 16, 6),
          Control.number("budget", "packets a poll may take", 1, 16, 4),
          Control.choice(
              "irq", "a packet that comes while masked", "edge", "edge", "latched", "clear-late"),
          Control.choice("recheck", "look at the ring after re-arming", "off", "off", "on"),
          Control.choice(
              "fence", "full fence between re-arming and the re-check", "off", "off", "on"),
          ProgramControls.grain("operations"),
          ProgramControls.model(),
          ProgramControls.mode(
              "access mode of the kernel, where the grain is accesses", "acquire-release"));

  private static final String STRESS = "lab.stress.nic.napi.RearmStress$";
  private static final String REARM = "lab.bench.nic.napi.RearmLive";
  private static final String LIVE = "lab.bench.nic.napi.WakeUpsLive";

  public static final Room ROOM = new Napi().room();

  @Override
  public String address() {
    return "nic/napi";
  }

  @Override
  public String title() {
    return "The NAPI poll loop";
  }

  @Override
  public String question() {
    return "Can a packet that arrives between the last poll and the re-arming be forgotten?";
  }

  @Override
  public Controls controls() {
    return CONTROLS;
  }

  @Override
  public Settings fixed() {
    Settings settings = CONTROLS.defaults();
    for (String change : List.of("recheck=on", "fence=on", "grain=accesses")) {
      String[] pair = change.split("=", 2);
      settings = CONTROLS.with(settings, pair[0], pair[1]);
    }
    return settings;
  }

  @Override
  public Scene<ProgramState> scene(Settings settings) {
    boolean recheck = settings.is("recheck", "on");
    boolean fence = settings.is("fence", "on");
    if (fence && !recheck) {
      throw new BadInput("fence=on stands before the re-check: it needs recheck=on (got off)");
    }
    ProgramSetup asked = ProgramControls.of(settings);
    int packets = settings.number("N");
    int budget = settings.number("budget");
    NapiProgram.Setup setup =
        new NapiProgram.Setup(
            asked.whole() ? packets : Math.min(packets, FEW),
            asked.whole() ? budget : Math.min(budget, SMALL_BUDGET),
            Irq.valueOf(settings.get("irq").replace('-', '_').toUpperCase(Locale.ROOT)),
            recheck,
            fence,
            asked.grain(),
            asked.mode());
    NapiMachine machine = new NapiMachine(setup, asked.model());
    NapiPicture picture = new NapiPicture(machine, setup);
    Function<ProgramState, Stage> code = ProgramPicture.of(machine.program(), asked.model());
    return new Scene<>(
        machine, asked.whole() ? picture::of : s -> both(picture.of(s), code.apply(s)));
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
            NapiMachine.POLLED,
            List.of(
                rearm("Plain", "on", "off", "plain", MemoryModel.words().subList(1, 3)),
                rearm("Opaque", "on", "off", "opaque", MemoryModel.words().subList(1, 3)),
                rearm(
                    "AcquireRelease",
                    "on",
                    "off",
                    "acquire-release",
                    MemoryModel.words().subList(1, 3)),
                rearm("Volatile", "on", "off", "volatile", List.of()),
                rearm("FullFence", "on", "on", "acquire-release", List.of())),
            Optional.empty()),
        real("edge", "off", true),
        real("clear-late", "off", true),
        real("latched", "off", false),
        real("edge", "on", false),
        Live.of(NapiMachine.FEWER_INTERRUPTS, LIVE)
            .compares("drain", "per item")
            .timed()
            .analogue("the interrupt is the wake-up of a parked thread"));
  }

  /** The shipped loop, whose mask is volatile. */
  private static Live real(String irq, String recheck, boolean forgets) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("irq", irq);
    settings.put("recheck", recheck);
    settings.put("fence", "off");
    settings.put("mode", "volatile");
    settings.put("grain", "accesses");
    List<String> allowed = forgets ? MemoryModel.words() : List.of();
    return Live.of(NapiMachine.POLLED, REARM)
        .settings(settings)
        .outcomes(
            List.of(
                Outcome.typed("polled", "a burst, without help", false, MemoryModel.words()),
                Outcome.typed("forgotten", "in the ring, and nobody told", true, allowed)))
        .timed()
        .analogue("the software NIC's line is a word in memory");
  }

  private static StressTest rearm(
      String name, String recheck, String fence, String mode, List<String> allowed) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("irq", "edge");
    settings.put("recheck", recheck);
    settings.put("fence", fence);
    settings.put("mode", mode);
    settings.put("grain", "accesses");
    return new StressTest(
        STRESS + name,
        settings,
        List.of(
            Outcome.typed("0, 1", "the re-check finds the packet", false, MemoryModel.words()),
            Outcome.typed("1, 0", "the device interrupts", false, MemoryModel.words()),
            Outcome.typed("1, 1", "both", false, MemoryModel.words()),
            Outcome.typed("0, 0", "nobody will poll the packet", true, allowed)));
  }

  @Override
  public Predictions predictions() {
    return new Predictions(
        Map.of(
            NapiMachine.POLLED, "breaks",
            NapiMachine.ONE_INTERRUPT, "reached",
            NapiMachine.FEWER_INTERRUPTS, "safe"),
        Map.of(
            NapiMachine.POLLED, "safe",
            NapiMachine.ONE_INTERRUPT, "reached",
            NapiMachine.FEWER_INTERRUPTS, "safe"));
  }

  @Override
  public List<String> contrast() {
    return List.of("irq", "recheck", "fence", "mode", "grain");
  }

  @Override
  public String sentence(Findings findings) {
    StringBuilder text = new StringBuilder("Without a re-check a wake-up is lost in 4 steps.");
    String start = " With one, here: ";
    for (String mode : List.of("plain", "opaque", "acquire-release", "volatile")) {
      Optional<Findings.Counted> row = row(findings, mode, "off");
      if (row.isPresent()) {
        text.append(start).append(row.get().phrase()).append(" with ").append(mode);
        start = ", ";
      }
    }
    Optional<Findings.Counted> fenced = row(findings, "acquire-release", "on");
    if (fenced.isPresent()) {
      text.append(start).append(fenced.get().phrase()).append(" with a full fence");
      start = ", ";
    }
    text.append(start.startsWith(",") ? "." : "");
    Optional<Findings.Measured> drain = findings.measured("drain");
    Optional<Findings.Measured> each = findings.measured("per item");
    if (drain.isPresent() && each.isPresent()) {
      text.append(
          String.format(
              Locale.ROOT,
              " Draining cut wake-ups from %,.0f to %,.0f in a million.",
              each.get().median(),
              drain.get().median()));
    }
    return text.toString();
  }

  private static Optional<Findings.Counted> row(Findings findings, String mode, String fence) {
    return findings.counted().stream()
        .filter(c -> c.claim().equals(NapiMachine.POLLED) && c.test().contains("Stress"))
        .filter(c -> mode.equals(c.settings().get("mode")))
        .filter(c -> fence.equals(c.settings().get("fence")))
        .findFirst();
  }
}
