package lab.experiments.nic.datapath;

import java.util.List;
import java.util.Optional;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramMachine;
import lab.memorymodel.ProgramState;
import lab.memorymodel.RetoldMachine;

/** The program as a machine, with what must hold from end to end. */
final class DatapathMachine implements RetoldMachine {
  static final String WHOLE = "whole";
  static final String DELIVERED = "delivered";
  static final String ARRIVES = "arrives";
  static final String BATCH_PAYS = "batch-pays";

  private final Program program;
  private final ProgramMachine inner;

  DatapathMachine(String mode, int batch, boolean interrupt, boolean iommu, MemoryModel model) {
    program = DatapathProgram.of(mode, batch, interrupt, iommu);
    inner = ProgramMachine.of(program, model, Grain.ACCESSES, roomClaims());
  }

  Program program() {
    return program;
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
            "doorbell writes",
            "batch=2",
            "batch=1",
            DatapathMachine::doorbells));
  }

  /** Counts the writes of the doorbell while one thread after the other runs to its end. */
  private static Claim.Costs doorbells() {
    Schedule toDriver = Schedule.parse("a.bytes,a.put,a.bytes,a.put");
    return new Claim.Costs(bells(2, toDriver), bells(1, toDriver), toDriver);
  }

  private static long bells(int batch, Schedule toDriver) {
    Program asked = DatapathProgram.of("acquire-release", batch, false, true);
    Machine<ProgramState> machine =
        ProgramMachine.of(asked, MemoryModel.SC, Grain.ACCESSES, List.of());
    ProgramState state = Replay.run(machine, toDriver).frames().getLast().state();
    long bells = 0;
    for (Optional<Action> step = driver(machine, state);
        step.isPresent();
        step = driver(machine, state)) {
      bells += step.get().verb().equals("bell") ? 1 : 0;
      state = after(machine, state, step.get());
    }
    return bells;
  }

  private static Optional<Action> driver(Machine<ProgramState> machine, ProgramState state) {
    Action[] found = new Action[1];
    machine.steps(
        state, (action, next, story) -> found[0] = action.actor().equals("d") ? action : found[0]);
    return Optional.ofNullable(found[0]);
  }

  private static ProgramState after(
      Machine<ProgramState> machine, ProgramState state, Action action) {
    ProgramState[] after = {state};
    machine.steps(state, (a, next, story) -> after[0] = a.equals(action) ? next : after[0]);
    return after[0];
  }

  /** What the worker has made of packet {@code i}; 0: nothing yet. */
  static int received(ProgramState s, int i) {
    return s.register(DatapathProgram.WORKER, i);
  }

  private static boolean garbled(ProgramState s) {
    for (int i = 0; i < DatapathProgram.PACKETS; i++) {
      int bytes = received(s, i);
      boolean other = bytes != 0 && bytes != DatapathProgram.bytes(i);
      boolean nothing = bytes == 0 && s.done(DatapathProgram.WORKER);
      if (other || nothing) {
        return true;
      }
    }
    return false;
  }

  private static boolean delivered(ProgramState s) {
    return s.done(DatapathProgram.WORKER) && !garbled(s);
  }

  @Override
  public ProgramMachine inner() {
    return inner;
  }
}
