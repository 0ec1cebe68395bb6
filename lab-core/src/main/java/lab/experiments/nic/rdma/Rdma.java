package lab.experiments.nic.rdma;

import java.util.List;
import lab.concurrent.nic.rdma.QueuePair;
import lab.experiments.nic.rdma.RdmaProgram.Use;
import lab.input.BadInput;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Modes;
import lab.room.Choice;
import lab.room.ProgramControls;
import lab.room.ProgramControls.ProgramSetup;
import lab.room.Range;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;
import lab.room.Structure;

/** The room: a buffer that the NIC reads when it likes, and the completion that says it has. */
public final class Rdma {
  private static final Choice<Boolean> WAIT_CQE =
      Choice.of("waitCqe", "write the buffer only when all is completed", "on", true)
          .or("off", false)
          .byDefault("off")
          .primary();
  private static final Choice<Integer> DEPTH = size("depth", "slots of the send queue");
  private static final Choice<Integer> CQ_DEPTH =
      size("cqDepth", "entries of the completion queue").primary();
  private static final Range SIGNAL_EVERY =
      Range.of("signalEvery", "every n-th request is signaled; 0: none", 0, 8, 1).primary();
  private static final Choice<Boolean> EARLY =
      Choice.of("slots", "free again when polled, or when done", "polled", false).or("done", true);
  private static final Choice<Boolean> MISTAKES =
      Choice.toggle("mistakes", "wrong keys, no receive, resets");
  private static final Choice<Grain> GRAIN = ProgramControls.grain(Grain.OPERATIONS);
  private static final Choice<MemoryModel> MODEL = ProgramControls.model();
  private static final Choice<String> MODE = ProgramControls.mode();

  private static final Use SMALL = new Use(true, 1, 1, 1, false, false);
  public static final Room ROOM =
      Room.at("nic/rdma")
          .title("The RDMA queue pair")
          .question("When may a buffer be used again that a NIC reads by itself?")
          .controls(WAIT_CQE, DEPTH, CQ_DEPTH, SIGNAL_EVERY, EARLY, MISTAKES, GRAIN, MODEL, MODE)
          .fixed("waitCqe=on")
          .hazard(RdmaMachine.WIRE_BYTES, "other bytes leave than were posted")
          .holds(RdmaMachine.COMPLETION, RdmaMachine.CQ_OVERRUN, RdmaMachine.SQ_MOVES)
          .contrast(WAIT_CQE)
          .scene(Rdma::scene)
          .world(settings -> use(settings).world(ProgramControls.of(settings).whole()))
          .evidence(RdmaEvidence::all)
          .structures(Rdma::structures)
          .sentence(RdmaEvidence::sentence)
          .build();

  private Rdma() {}

  private static Choice<Integer> size(String name, String text) {
    return Choice.of(name, text, "1", 1).or("2", 2).or("4", 4).byDefault("4");
  }

  private static Scene<?> scene(Settings settings) {
    ProgramSetup setup = ProgramControls.of(settings);
    boolean mistakes = settings.get(MISTAKES);
    if (mistakes && !setup.whole()) {
      throw new BadInput("mistakes=on needs grain=operations (got grain=accesses)");
    }
    if (mistakes && settings.get(DEPTH) == 4) {
      throw new BadInput("mistakes=on needs depth=1 or depth=2 (got depth=4)");
    }
    Use use = use(settings);
    return Scene.ofProgram(new RdmaMachine(use, setup), new RdmaPicture(use)::of);
  }

  private static Use use(Settings settings) {
    return new Use(
        settings.get(WAIT_CQE),
        settings.get(DEPTH),
        settings.get(CQ_DEPTH),
        settings.get(SIGNAL_EVERY),
        settings.get(EARLY),
        settings.get(MISTAKES));
  }

  private static List<Structure> structures() {
    return List.of(
        new Structure(
            "queue pair",
            QueuePair.ringClass(),
            RdmaProgram.of(SMALL, false, Modes.SHIPPED),
            RdmaMachine.claims(SMALL, false)));
  }
}
