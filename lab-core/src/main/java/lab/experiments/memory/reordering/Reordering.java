package lab.experiments.memory.reordering;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.explore.Claim;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramMachine;
import lab.memorymodel.ProgramPicture;
import lab.memorymodel.ProgramState;
import lab.memorymodel.litmus.LitmusTest;
import lab.memorymodel.litmus.Observed;
import lab.memorymodel.litmus.Shapes;
import lab.room.Choice;
import lab.room.Control;
import lab.room.Controls;
import lab.room.Evidence;
import lab.room.Experiment;
import lab.room.Findings;
import lab.room.Predictions;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;

/** The room: its controls, its machine, and the questions to the host. */
public final class Reordering implements Experiment {
  static final String STALE = "stale";
  static final String SPIN_ENDS = "spin-ends";
  static final String FRESH = "fresh";
  static final String ORDINARY = "ordinary";

  private static final int MOST_SEED = 9_999;

  /** As the runner of stress tests knows them. */
  private static final List<String> PARTS =
      List.of("default", "interpreter", "c1", "c2", "c2-stress", "all");

  private static final Controls CONTROLS =
      Controls.of(
          Choice.old(
              "shape", "who writes and reads what, in which order", Shapes.names(), "MP", Map.of()),
          Choice.old(
              "mode", "how every access is ordered", AccessMode.WORDS, "plain", AccessMode.ALIASES),
          Choice.old(
              "model",
              "what is explored: interleavings, store buffers, or Java's access modes",
              MemoryModel.words(),
              MemoryModel.JAVA.word(),
              Map.of()),
          Choice.old("jit", "which part of the JVM runs the tests", PARTS, "default", Map.of()),
          Control.number("seed", "of the compiler's choices under jit=c2-stress", 0, MOST_SEED, 7));

  public static final Room ROOM = new Reordering().room();

  @Override
  public String address() {
    return "memory/reordering";
  }

  @Override
  public String title() {
    return "Reordering";
  }

  @Override
  public String question() {
    return "Can a thread see a flag that was set last, and still read the data that was written"
        + " before it as it was?";
  }

  @Override
  public Controls controls() {
    return CONTROLS;
  }

  @Override
  public Settings fixed() {
    return CONTROLS.with(CONTROLS.defaults(), "mode", "acquire-release");
  }

  /**
   * The shape as it is driven. Message passing is driven as it is written, with a consumer that
   * waits for the flag: what it may read afterwards is what {@code MP} allows once the flag is
   * seen.
   */
  static LitmusTest driven(Settings settings) {
    String shape = settings.get("shape");
    return Shapes.named(shape.equals("MP") ? Shapes.SPINNING_MP : shape)
        .withMode(settings.get("mode"));
  }

  @Override
  public Scene<ProgramState> scene(Settings settings) {
    LitmusTest test = driven(settings);
    MemoryModel model = MemoryModel.parse(settings.get("model"));
    Program program = test.program();
    return new Scene<>(
        ProgramMachine.of(program, model, Grain.ACCESSES, claims(test)),
        ProgramPicture.of(program, model));
  }

  private static List<Claim<ProgramState>> claims(LitmusTest test) {
    boolean spins = test.name().equals(Shapes.SPINNING_MP);
    List<Claim<ProgramState>> claims = new ArrayList<>();
    claims.add(
        new Claim.Never<>(
            STALE,
            "It never happens that " + test.info().get("Weak") + ".",
            s -> s.allDone() && weak(test, s)));
    if (spins) {
      claims.add(
          new Claim.Stuck<>(
              SPIN_ENDS,
              "The consumer's wait for the flag can always end.",
              ProgramState::allDone));
    }
    claims.add(
        new Claim.Sometimes<>(
            spins ? FRESH : ORDINARY,
            spins
                ? "Sometimes the consumer reads the new data."
                : "Sometimes all threads end without that.",
            s -> s.allDone() && !weak(test, s)));
    return claims;
  }

  private static boolean weak(LitmusTest test, ProgramState state) {
    return test.condition().orElseThrow().proposition().holds(o -> value(state, o));
  }

  private static int value(ProgramState state, Observed observed) {
    return switch (observed) {
      case Observed.Register o -> state.register(o.thread(), o.register());
      case Observed.Location o -> state.cell(o.cell());
    };
  }

  @Override
  public List<Evidence> evidence() {
    return HostTests.all();
  }

  @Override
  public Predictions predictions() {
    return new Predictions(
        Map.of(STALE, "breaks", SPIN_ENDS, "breaks", FRESH, "reached"),
        Map.of(STALE, "safe", SPIN_ENDS, "safe", FRESH, "reached"));
  }

  @Override
  public String sentence(Findings findings) {
    return Sentence.of(findings);
  }
}
