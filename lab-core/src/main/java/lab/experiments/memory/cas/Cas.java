package lab.experiments.memory.cas;

import java.util.List;
import lab.explore.Exploration;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.room.Choice;
import lab.room.ProgramControls;
import lab.room.Range;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;

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

  public static final Room ROOM =
      Room.at("memory/cas")
          .title("The CAS retry loop")
          .question("What does compare-and-set save from an interfering write, and at what price?")
          .controls(OP, INTERFERENCE, GRAIN, MODEL, MODE)
          .fixed("op=cas")
          .hazard(CasMachine.LOST_UPDATE, "an update is lost")
          .contrast(OP)
          .scene(Cas::scene)
          .world(Cas::world)
          .evidence(CasEvidence::all)
          .structures(() -> List.of(CounterStructure.structure()))
          .holds(CasMachine.VAIN_FAILURE, CasMachine.FINISHES)
          .byDefault(CasMachine.retries(1), Exploration.Outcome.NO_ANSWER)
          .byDefault(CasMachine.retries(2), Exploration.Outcome.NO_ANSWER)
          .byDefault(CasMachine.retries(3), Exploration.Outcome.NO_ANSWER)
          .sentence(CasEvidence::sentence)
          .build();

  private Cas() {}

  private static String world(Settings settings) {
    int writes = settings.get(INTERFERENCE);
    return "one adder that adds once and an intruder that adds at most %s"
        .formatted(writes == 1 ? "once" : writes + " times");
  }

  private static Scene<?> scene(Settings settings) {
    boolean compare = settings.get(OP);
    int interference = settings.get(INTERFERENCE);
    CasMachine machine = new CasMachine(compare, interference, ProgramControls.of(settings));
    return Scene.ofProgram(machine, new CasPicture(compare, interference)::of);
  }
}
