package lab.experiments.memory.spsc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lab.memorymodel.AccessMode;
import lab.memorymodel.MemoryModel;
import lab.room.Bench;
import lab.room.Benchmark;
import lab.room.Choice;
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

/** The room: a ring between one producer and one consumer. */
public final class Spsc implements Experiment {
  private static final Controls CONTROLS =
      Controls.of(
          ProgramControls.mode(
              "access mode of the ring's slots and indices; acquire-release is as shipped",
              "plain"),
          Choice.old("cap", "slots of the ring", List.of("2", "4", "8"), "8", Map.of()),
          ProgramControls.model(),
          ProgramControls.grain("accesses"));

  private static final String RING = "lab.concurrent.ring.SpscRing";
  private static final String SHIPPED = "lab.stress.concurrent.ring.SpscRingStress$";
  private static final String TWINS = "lab.stress.memory.spsc.";
  private static final String SOAK = "lab.bench.concurrent.soak.SoakSpsc";
  private static final String BENCH = "lab.bench.concurrent.ring.SpscObjectBench.window";

  public static final Room ROOM = new Spsc().room();

  @Override
  public String address() {
    return "memory/spsc";
  }

  @Override
  public String title() {
    return "The single-producer ring";
  }

  @Override
  public String question() {
    return "Can a ring hand over a message that has not been written yet?";
  }

  @Override
  public Controls controls() {
    return CONTROLS;
  }

  @Override
  public Settings fixed() {
    return CONTROLS.with(CONTROLS.defaults(), "mode", "acquire-release");
  }

  @Override
  public Scene<?> scene(Settings settings) {
    ProgramSetup setup = ProgramControls.of(settings);
    int capacity = Integer.parseInt(settings.get("cap"));
    SpscMachine machine = new SpscMachine(capacity, setup.model(), setup.grain(), setup.mode());
    SpscPicture picture = new SpscPicture(machine, setup.model(), setup.whole());
    return new Scene<>(machine, picture::of);
  }

  @Override
  public List<Structure> structures() {
    return RingStructures.all();
  }

  @Override
  public List<Evidence> evidence() {
    List<StressTest> unwritten = new ArrayList<>();
    unwritten.add(twin("PeekedRing", "plain", outcomes("0", "-1", "42")));
    inEveryMode(unwritten, "Publication", outcomes("0", "-1", "42"));
    unwritten.add(twin("JcToolsRing", "acquire-release", outcomes("0", "-1", "42")));
    List<StressTest> lost = new ArrayList<>();
    inEveryMode(lost, "Full", outcomes("0", "1"));
    List<StressTest> waits = new ArrayList<>();
    for (String mode : List.of("plain", "acquire-release", "volatile")) {
      waits.add(inMode(TWINS + "PollUntilThere", mode, m -> spin(m)));
    }
    List<Evidence> all = new ArrayList<>();
    all.add(new Stress(SpscProgram.UNWRITTEN, unwritten, Optional.empty()));
    all.add(new Stress(SpscMachine.LOST, lost, Optional.empty()));
    all.add(new Stress(SpscMachine.WAITS_END, waits, Optional.empty()));
    for (String kind : List.of("element", "bulk", "slip", "long", "long-bulk", "record")) {
      all.add(soak(kind));
    }
    all.add(
        new Bench(
                SpscMachine.RING_BEATS_LOCK,
                List.of(
                    benchmark("SpscRing", "lab", "1024"),
                    benchmark("JCTools, VarHandle", "jctools-varhandle", "1024"),
                    benchmark("JCTools, Unsafe", "jctools-unsafe", "1024"),
                    benchmark("Agrona", "agrona", "1024"),
                    benchmark("ArrayBlockingQueue", "juc-array-blocking", "1024"),
                    benchmark("SpscRing, 65536", "lab", "65536"),
                    benchmark("SpscRing behind by 4096, 65536", "lab-slip", "65536"),
                    benchmark("JCTools, VarHandle, 65536", "jctools-varhandle", "65536"),
                    benchmark("JCTools, Unsafe, 65536", "jctools-unsafe", "65536")),
                "SpscRing",
                "ArrayBlockingQueue",
                Optional.empty())
            .rewrites(RING));
    return List.copyOf(all);
  }

  /** Every message is accounted for, as many as there is time for. */
  private static Live soak(String kind) {
    return Live.of(SpscProgram.FIFO, SOAK)
        .arguments("--soak=" + kind)
        .settings(Map.of("mode", "acquire-release"))
        .outcomes(
            List.of(
                Outcome.typed("in order", "once each, in order", false, MemoryModel.words()),
                bad("lost", "never came out"),
                bad("duplicated", "came out twice"),
                bad("reordered", "came out too early or too late"),
                bad("altered", "came out with other contents"),
                bad("memory grew", "the heap did not stay as it was")))
        .timed();
  }

  private static Outcome bad(String id, String meaning) {
    return Outcome.typed(id, meaning, true, List.of());
  }

  /** What an outcome means in a mode. */
  private interface Outcomes {
    List<Outcome> in(String mode);
  }

  private static void inEveryMode(List<StressTest> tests, String name, Outcomes outcomes) {
    for (String mode : AccessMode.WORDS) {
      tests.add(inMode(SHIPPED + name, mode, outcomes));
    }
  }

  /** The shipped ring; acquire-release is how it ships. */
  private static StressTest inMode(String test, String mode, Outcomes outcomes) {
    StressTest shipped = new StressTest(test, Map.of("mode", mode), outcomes.in(mode));
    return mode.equals("acquire-release") ? shipped : shipped.weakened(Weakening.mode(mode, RING));
  }

  private static StressTest twin(String name, String mode, Outcomes outcomes) {
    return new StressTest(TWINS + name, Map.of("mode", mode), outcomes.in(mode));
  }

  private static Outcomes outcomes(String bad, String... good) {
    return mode -> {
      List<Outcome> all = new ArrayList<>();
      for (String id : good) {
        all.add(Outcome.typed(id, meaning(id), false, MemoryModel.words()));
      }
      all.add(Outcome.typed(bad, badMeaning(good), true, relaxed(mode)));
      return all;
    };
  }

  private static String meaning(String id) {
    return switch (id) {
      case "-1" -> "too early: the ring is empty";
      case "42" -> "the message with its contents";
      default -> "what was accepted came out, once, in order";
    };
  }

  private static String badMeaning(String... good) {
    return good.length == 1 ? "lost, repeated or out of order" : "the message without its contents";
  }

  private static List<Outcome> spin(String mode) {
    return List.of(
        Outcome.typed("TERMINATED", "the wait ends", false, MemoryModel.words()),
        Outcome.typed(
            "STALE",
            "the wait never ends",
            true,
            mode.equals("plain") ? List.of(MemoryModel.JAVA.word()) : List.of()));
  }

  private static List<String> relaxed(String mode) {
    return AccessMode.isRelaxed(mode) ? List.of(MemoryModel.JAVA.word()) : List.of();
  }

  private static Benchmark benchmark(String label, String ring, String capacity) {
    return new Benchmark(label, BENCH, Map.of("ring", ring, "capacity", capacity));
  }

  @Override
  public Predictions predictions() {
    // Out of order is what comes out once a message has been overwritten a lap later: with
    // cap=4, where two whole laps are explored, it breaks too.
    return new Predictions(answers("breaks"), answers("safe"));
  }

  private static Map<String, String> answers(String hazards) {
    return Map.of(
        SpscProgram.UNWRITTEN, hazards,
        SpscMachine.LOST, hazards,
        SpscProgram.FIFO, "safe",
        SpscMachine.WAITS_END, hazards,
        SpscMachine.FULL, "reached",
        SpscMachine.DELIVERED, "reached",
        SpscMachine.RING_BEATS_LOCK, "safe");
  }

  @Override
  public String sentence(Findings findings) {
    StringBuilder text =
        new StringBuilder("A relaxed ring can hand over a message that is not written, in 6 steps");
    List<String> counts = new ArrayList<>();
    for (String mode : AccessMode.WORDS) {
      findings
          .counted(SpscProgram.UNWRITTEN, "mode", mode)
          .ifPresent(c -> counts.add(c.phrase() + " with " + mode));
    }
    text.append(counts.isEmpty() ? "." : "; here " + String.join(", ", counts) + ".");
    Optional<Findings.Measured> ours = findings.measured("SpscRing");
    ours.ifPresent(m -> {
      text.append(" ").append(perSecond(m)).append(" million messages/s");
      List<String> peers = new ArrayList<>();
      for (String peer : List.of("JCTools, VarHandle", "ArrayBlockingQueue")) {
        findings.measured(peer).ifPresent(p -> peers.add(peer + " " + perSecond(p)));
      }
      text.append(peers.isEmpty() ? "." : "; " + String.join(", ", peers) + ".");
    });
    return text.toString();
  }

  /** Of nanoseconds per message. */
  private static String perSecond(Findings.Measured m) {
    return String.format(Locale.ROOT, "%.0f", 1_000 / m.median());
  }
}
