package lab.experiments.nic.datapath;

import static lab.experiments.nic.datapath.DatapathProgram.RECEIVED;
import static lab.experiments.nic.datapath.DatapathProgram.WORKER;

import java.util.List;
import java.util.Optional;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.explore.Step;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Modes;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;
import lab.memorymodel.engine.ProgramMachine;
import lab.memorymodel.engine.RetoldMachine;
import lab.room.ProgramControls.ProgramSetup;

/** The program as a machine, with what must hold from end to end. */
final class DatapathMachine implements RetoldMachine {
  static final String WHOLE = "whole";
  static final String DELIVERED = "delivered";
  static final String ARRIVES = "arrives";
  static final String BATCH_PAYS = "batch-pays";
  static final String NO_ALLOCATION = "no-allocation";

  // What allocates, or does not, in the words of the claim and of the benchmarks.
  static final String SHIPPED = "the data path";
  static final String YARDSTICK = "a byte a frame";

  private final ProgramMachine inner;

  private final boolean iommu;

  DatapathMachine(DatapathProgram.Setup setup, ProgramSetup asked) {
    iommu = setup.iommu();
    Program program = DatapathProgram.of(setup, asked.modes());
    inner = ProgramMachine.of(program, asked.model(), Grain.ACCESSES, roomClaims());
  }

  private static List<Claim<ProgramState>> roomClaims() {
    return List.of(
        new Claim.Never<>(
            WHOLE,
            "A worker gets the packets in order, each once, with the bytes that the application"
                + " wrote.",
            DatapathMachine::garbled),
        new Claim.Stuck<>(
            DELIVERED, "Both packets can still reach the worker.", DatapathMachine::delivered),
        new Claim.Sometimes<>(
            ARRIVES, "Both packets reach the worker, whole.", DatapathMachine::delivered),
        new Claim.Beats<>(
            BATCH_PAYS,
            "Two packets for each ring of the doorbell cost fewer writes to the device than one.",
            "writes of the doorbell",
            "batch=2",
            "batch=1",
            DatapathMachine::doorbells),
        // The machine has no heap: that the data path makes no object, and the yardstick one of 16
        // bytes for 16 frames, is how they are built. Whether it is so, only the host can tell.
        Claim.Beats.arithmetic(
            NO_ALLOCATION,
            "A frame's way through driver, card and wire to the worker allocates less than a byte.",
            "bytes for 16 frames",
            SHIPPED,
            YARDSTICK,
            0,
            16));
  }

  /** Counts the writes of the doorbell while one thread after the other runs to its end. */
  private static Claim.Costs doorbells() {
    Schedule queued = Schedule.parse("app.payload,app.put,app.payload,app.put");
    return new Claim.Costs(doorbells(2, queued), doorbells(1, queued), queued);
  }

  private static long doorbells(int batch, Schedule queued) {
    Program program =
        DatapathProgram.of(new DatapathProgram.Setup(batch, false, true), Modes.SHIPPED);
    Machine<ProgramState> machine =
        ProgramMachine.of(program, MemoryModel.SC, Grain.ACCESSES, List.of());
    long rung = 0;
    ProgramState state = Replay.run(machine, queued).last();
    Optional<Step<ProgramState>> step = Step.of("driver", machine, state);
    while (step.isPresent()) {
      rung += step.get().action().verb().equals("doorbell") ? 1 : 0;
      step = Step.of("driver", machine, step.get().next());
    }
    return rung;
  }

  private static boolean garbled(ProgramState s) {
    boolean done = s.done(WORKER.thread());
    for (int i = 0; i < DatapathProgram.PACKETS; i++) {
      int bytes = RECEIVED.get(i).in(s);
      boolean other = bytes != 0 && bytes != DatapathProgram.bytes(i);
      if (other || (bytes == 0 && done)) {
        return true;
      }
    }
    return false;
  }

  private static boolean delivered(ProgramState s) {
    return s.done(WORKER.thread()) && !garbled(s);
  }

  /**
   * Where the NIC finds a slot empty that was filled, what becomes of the packet is told as well.
   */
  @Override
  public void steps(ProgramState state, Steps<ProgramState> out) {
    inner.steps(
        state,
        (action, next, story) ->
            out.step(
                action,
                next,
                action.verb().equals("fetch") && action.arg().equals("0")
                    ? () -> story.get() + " " + empty()
                    : story));
  }

  private String empty() {
    return iommu
        ? "An empty slot leads to no page, and the IOMMU blocks it: this packet never leaves, and"
            + " kernel and worker wait for it for ever."
        : "An empty slot leads to address 0, which is kernel text here: that leaves in the packet's"
            + " place, and nobody will ever have the packet.";
  }

  @Override
  public ProgramMachine inner() {
    return inner;
  }
}
