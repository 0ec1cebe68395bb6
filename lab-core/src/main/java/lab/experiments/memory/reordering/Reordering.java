package lab.experiments.memory.reordering;

import java.util.List;
import java.util.function.Function;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.ProgramState;
import lab.memorymodel.engine.ProgramMachine;
import lab.memorymodel.litmus.LitmusTest;
import lab.memorymodel.litmus.Shapes;
import lab.room.Choice;
import lab.room.ProgramControls;
import lab.room.Range;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;
import lab.stage.Stage;

/** The room: its controls, its machine, and the questions to the host. */
public final class Reordering {
  static final String STALE = "stale";
  static final String SPIN_ENDS = "spin-ends";
  static final String FRESH = "fresh";
  static final String ORDINARY = "ordinary";

  private static final Choice<String> SHAPE =
      Choice.words("shape", "who writes and reads what, in which order", Shapes.names())
          .byDefault("MP")
          .primary();
  private static final Choice<String> MODE =
      ProgramControls.mode("how every access is ordered", "plain").primary();
  private static final Choice<MemoryModel> MODEL =
      Choice.of(
              ProgramControls.MODEL,
              "what is explored: interleavings, store buffers, or Java's access modes",
              MemoryModel.class)
          .byDefault(MemoryModel.JAVA.word());

  /** As the runner of stress tests knows the parts. */
  private static final Choice<String> JIT =
      Choice.words(
              "jit",
              "which part of the JVM runs the tests",
              List.of("default", "interpreter", "c1", "c2", "c2-stress", "all"))
          .group("live");

  private static final Range SEED =
      Range.of("seed", "of the compiler's choices under jit=c2-stress", 0, 9_999, 7).group("live");

  public static final Room ROOM =
      Room.at("memory/reordering")
          .title("Reordering")
          .question(
              "Can a thread see a flag that was set last, and still read the data that was written"
                  + " before it as it was?")
          .controls(SHAPE, MODE, MODEL, JIT, SEED)
          .fixed("mode=acquire-release")
          .hazard(STALE, "the flag is seen and the data is not")
          .contrast(MODE)
          .scene(Reordering::scene)
          .world(settings -> ShapeWorld.of(driven(settings)))
          .evidence(HostTests::all)
          .sentence((found, models) -> Sentence.of(found))
          .build();

  private Reordering() {}

  /**
   * The shape as it is driven. Message passing is driven as it is written, with a consumer that
   * waits for the flag: what it may read afterwards is what {@code MP} allows once the flag is
   * seen.
   */
  private static LitmusTest driven(Settings settings) {
    String shape = settings.get(SHAPE);
    return Shapes.named(shape.equals("MP") ? Shapes.SPINNING_MP : shape)
        .withMode(settings.get(MODE));
  }

  private static Scene<?> scene(Settings settings) {
    LitmusTest test = driven(settings);
    ProgramMachine machine =
        ProgramMachine.of(
            test.program(), settings.get(MODEL), Grain.ACCESSES, ShapeClaims.of(test));
    Function<ProgramState, Stage> code = Scene.ofCode(machine).drawn();
    OutcomePicture outcome = new OutcomePicture(test);
    return Scene.of(machine, s -> code.apply(s).and(outcome.of(s)));
  }
}
