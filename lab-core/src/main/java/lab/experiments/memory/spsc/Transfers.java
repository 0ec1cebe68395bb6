package lab.experiments.memory.spsc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Schedule;
import lab.explore.Step;
import lab.memorymodel.Grain;
import lab.memorymodel.Instruction;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Modes;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;
import lab.memorymodel.Reg;
import lab.memorymodel.engine.ProgramMachine;

/**
 * How many cache lines change cores when the two sides take turns, one message each: the worst case
 * of both queues, for then every line that both use is on the wrong side. The ring's accesses are
 * those of its program; those of {@code ArrayBlockingQueue} are what its source does. The messages'
 * own contents, which no queue can spare, do not count. A line that changes sides is counted once,
 * whether it is read or written.
 */
final class Transfers {
  /** References of four bytes on a line of 64. */
  private static final int SLOTS_PER_LINE = 16;

  private static final List<String> LOCKED_CALL =
      List.of("lock state", "count and indices", "items", "lock state");

  private final Map<String, Integer> sides = new LinkedHashMap<>();
  private long count;

  private Transfers() {}

  static Claim.Costs costs(int capacity) {
    int messages = SpscMachine.messages(capacity);
    SpscProgram ring = new SpscProgram(capacity, messages, Modes.SHIPPED, false);
    Program program = ring.program();
    Machine<ProgramState> machine =
        ProgramMachine.of(program, MemoryModel.SC, Grain.ACCESSES, List.of());
    Transfers free = new Transfers();
    Transfers locked = new Transfers();
    List<Action> actions = new ArrayList<>();
    ProgramState state = machine.start();
    for (int call = 0; call < 2 * messages; call++) {
      Reg done = call % 2 == 0 ? SpscProgram.PUT : SpscProgram.TAKEN;
      int side = done.thread();
      for (String line : LOCKED_CALL) {
        locked.touch(side, line);
      }
      int before = done.in(state);
      while (done.in(state) == before) {
        free.touch(side, line(ring, program, state, side));
        String thread = program.threads().get(side).name();
        Step<ProgramState> step = Step.of(thread, machine, state).orElseThrow();
        actions.add(step.action());
        state = step.next();
      }
    }
    return new Claim.Costs(free.count, locked.count, new Schedule(actions));
  }

  private void touch(int side, String line) {
    Integer last = line.isEmpty() ? Integer.valueOf(side) : sides.put(line, side);
    count += last == null || last == side ? 0 : 1;
  }

  /** The line of the cell that the thread accesses next; none for the contents of a message. */
  private static String line(SpscProgram ring, Program program, ProgramState state, int thread) {
    Program.ThreadCode code = program.threads().get(thread);
    int[] registers = new int[code.registers().size()];
    for (int r = 0; r < registers.length; r++) {
      registers[r] = state.register(thread, r);
    }
    int cell =
        switch (code.lines().get(state.pc(thread)).instruction()) {
          case Instruction.Load i -> i.cell().resolve(registers);
          case Instruction.Store i -> i.cell().resolve(registers);
          default -> throw new IllegalStateException("no access at line " + state.pc(thread));
        };
    int slot = ring.slotOfCell(cell);
    if (slot < 0) {
      return program.cells().get(cell).name();
    }
    return slot < ring.capacity() ? "slots " + slot / SLOTS_PER_LINE : "";
  }
}
