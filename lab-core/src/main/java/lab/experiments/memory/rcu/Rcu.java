package lab.experiments.memory.rcu;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lab.experiments.memory.rcu.RcuProgram.Pin;
import lab.experiments.memory.rcu.RcuProgram.Setup;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program;
import lab.memorymodel.Program.ThreadCode;
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
import lab.room.Weakening;

/** The room: readers without locks, and a writer that must not free too early. */
public final class Rcu implements Experiment {
  private static final String NOW = "now";
  private static final String GRACE = "after-grace-period";

  private static final Controls CONTROLS =
      Controls.of(
          Control.choice("free", "when what was unlinked is freed", NOW, NOW, GRACE),
          Control.choice(
              "pin",
              "what orders a pin before the reads: a full fence, the modes, membarrier",
              "full",
              "full",
              "acquire-release",
              "asymmetric"),
          Control.number("readers", "threads that read", 1, 2, 1),
          Control.number(
              "reads", "of the last reader in its section: a slow one has more", 1, 4, 1),
          Control.number("nodes", "how many the writer unlinks; 2 can be held back", 1, 3, 1),
          Control.choice("stall", "whether the last reader never leaves", "off", "off", "on"),
          ProgramControls.mode(
              "access mode of all but the fences; acquire-release is as shipped",
              "acquire-release"),
          ProgramControls.model(),
          ProgramControls.grain("accesses"));

  private static final String PACKAGE = "lab.concurrent.reclaim.";
  private static final String SHIPPED = "lab.stress.concurrent.reclaim.EpochPinStress$";
  private static final String BENCH = "lab.bench.concurrent.reclaim.ReaderBench.";
  private static final String SOAK = "lab.bench.concurrent.soak.SoakReclaim";
  private static final String LIVE = "lab.bench.memory.rcu.GracePeriods";

  public static final Room ROOM = new Rcu().room();

  @Override
  public String address() {
    return "memory/rcu";
  }

  @Override
  public String title() {
    return "The grace period";
  }

  @Override
  public String question() {
    return "When may memory be freed that somebody may still be reading?";
  }

  @Override
  public Controls controls() {
    return CONTROLS;
  }

  @Override
  public Settings fixed() {
    return CONTROLS.with(CONTROLS.defaults(), "free", GRACE);
  }

  @Override
  public Scene<?> scene(Settings settings) {
    ProgramSetup program = ProgramControls.of(settings);
    Setup setup =
        new Setup(
            settings.is("free", GRACE),
            Pin.valueOf(settings.get("pin").toUpperCase(Locale.ROOT).replace('-', '_')),
            settings.number("readers"),
            settings.number("reads"),
            settings.number("nodes"),
            settings.is("stall", "on"),
            program.mode(),
            program.whole());
    RcuMachine machine = new RcuMachine(setup, program.model());
    return new Scene<>(machine, new RcuPicture(machine, program.model())::of);
  }

  /** One program of two classes: what is labelled in it is the one class's or the other's. */
  @Override
  public List<Structure> structures() {
    Setup setup = new Setup(true, Pin.FULL, 1, 1, 2, false, "acquire-release", false);
    Program program = RcuProgram.of(setup);
    return List.of(
        new Structure(
            "epoch reader",
            PACKAGE + "EpochReader",
            labelled(program, "R"),
            RcuMachine.claims(setup)),
        new Structure(
            "epoch domain",
            PACKAGE + "EpochDomain",
            labelled(program, "W"),
            RcuMachine.claims(setup)));
  }

  private static Program labelled(Program program, String initial) {
    List<ThreadCode> threads = new ArrayList<>();
    for (ThreadCode t : program.threads()) {
      List<Program.Line> lines =
          t.lines().stream()
              .map(l ->
                  new Program.Line(
                      l.instruction(),
                      l.verb(),
                      l.text(),
                      l.label().filter(label -> label.startsWith(initial)),
                      l.operation()))
              .toList();
      threads.add(new ThreadCode(t.name(), t.registers(), lines));
    }
    return new Program(program.name(), program.cells(), threads);
  }

  @Override
  public List<Evidence> evidence() {
    return List.of(
        new Stress(
            RcuProgram.READS_FREED,
            List.of(
                test("lab.stress.memory.rcu.FreeNow", NOW, "full", MemoryModel.words()),
                test(SHIPPED + "NoFence", GRACE, "acquire-release", List.of("tso", "java")),
                test(SHIPPED + "ReaderFence", GRACE, "acquire-release", List.of("tso", "java"))
                    .weakened(Weakening.label(PACKAGE + "EpochReader", "R2", "none")),
                test(SHIPPED + "ReaderFence", GRACE, "full", List.of()),
                test(SHIPPED + "WriterFence", GRACE, "asymmetric", List.of())),
            Optional.empty()),
        live(NOW, MemoryModel.words()),
        live(GRACE, List.of()),
        soak("reader-fence", "full"),
        soak("writer-fence", "asymmetric"),
        new Bench(
            RcuMachine.PIN_BEATS_LOCK,
            List.of(
                benchmark("plain read", "plain"),
                benchmark("pin, writer's fence", "pinWithWritersFence"),
                benchmark("pin, reader's fence", "pinWithReadersFence"),
                benchmark("StampedLock, optimistic", "stampedLockOptimistic"),
                benchmark("StampedLock read lock", "stampedLockRead"),
                benchmark("ReentrantReadWriteLock read lock", "readWriteLockRead")),
            "pin, writer's fence",
            "StampedLock read lock",
            Optional.empty()));
  }

  private static StressTest test(String name, String free, String pin, List<String> allowed) {
    return new StressTest(
        name,
        Map.of("free", free, "pin", pin),
        List.of(
            Outcome.typed("42", "read before it was unlinked", false, MemoryModel.words()),
            Outcome.typed("0", "found unlinked", false, MemoryModel.words()),
            Outcome.typed("-1", "read after it was freed", true, allowed)));
  }

  /** Blocks of a slab outside the heap, poisoned by the slab itself. */
  private static Live live(String free, List<String> allowed) {
    return Live.of(RcuProgram.READS_FREED, LIVE)
        .arguments(free)
        .settings(Map.of("free", free, "pin", "full"))
        .outcomes(
            List.of(
                Outcome.typed("whole", "a block with its contents", false, MemoryModel.words()),
                Outcome.typed("poison", "a block that was freed", true, allowed)))
        .timed();
  }

  /** Every block is accounted for, over as many retirements as there is time for. */
  private static Live soak(String fence, String pin) {
    return Live.of(RcuProgram.READS_FREED, SOAK)
        .arguments("--soak=" + fence)
        .settings(Map.of("free", GRACE, "pin", pin))
        .outcomes(
            List.of(
                good("reclaimed", "retired and free again"),
                good("whole reads", "a block with its contents"),
                bad("poisoned reads", "a block that was freed"),
                bad("older reads", "a reader went back in time"),
                bad("blocks missing", "neither in use nor free"),
                bad("memory grew", "the heap did not stay as it was")))
        .timed();
  }

  private static Outcome good(String id, String meaning) {
    return Outcome.typed(id, meaning, false, MemoryModel.words());
  }

  private static Outcome bad(String id, String meaning) {
    return Outcome.typed(id, meaning, true, List.of());
  }

  private static Benchmark benchmark(String label, String method) {
    return new Benchmark(label, BENCH + method, Map.of());
  }

  @Override
  public Predictions predictions() {
    return new Predictions(answers("breaks"), answers("safe"));
  }

  private static Map<String, String> answers(String hazards) {
    return Map.of(
        RcuMachine.HELD_FREED, hazards,
        RcuProgram.READS_FREED, hazards,
        RcuMachine.BOUNDED, "safe",
        RcuMachine.FREED_AT_LAST, "safe",
        RcuMachine.CLEAN_READ, "reached",
        RcuMachine.GRACE_PERIOD, "reached",
        RcuMachine.PIN_BEATS_LOCK, "safe");
  }

  @Override
  public List<String> contrast() {
    return List.of("free", "pin");
  }

  @Override
  public String sentence(Findings findings) {
    StringBuilder text = new StringBuilder("Freed at once, a held node is gone in 3 operations");
    counted(findings, NOW, "full")
        .ifPresent(c -> text.append("; here ").append(c.phrase()).append(" reads found poison"));
    text.append(".");
    for (String pin : List.of("acquire-release", "full", "asymmetric")) {
      counted(findings, GRACE, pin)
          .ifPresent(
              c -> text.append(" After a grace period, pin=%s: %s.".formatted(pin, c.phrase())));
    }
    findings
        .value("longest grace period")
        .ifPresent(v -> text.append(" Longest grace period: ").append(v).append("."));
    Optional<Findings.Measured> plain = findings.measured("plain read");
    Optional<Findings.Measured> pin = findings.measured("pin, writer's fence");
    if (plain.isPresent() && pin.isPresent()) {
      text.append(
          String.format(
              Locale.ROOT,
              " A pin makes a read of %.1f %s one of %.1f.",
              plain.get().median(),
              plain.get().unit(),
              pin.get().median()));
    }
    return text.toString();
  }

  private static Optional<Findings.Counted> counted(Findings findings, String free, String pin) {
    return findings.counted().stream()
        .filter(c -> c.settings().equals(Map.of("free", free, "pin", pin)))
        .findFirst();
  }
}
