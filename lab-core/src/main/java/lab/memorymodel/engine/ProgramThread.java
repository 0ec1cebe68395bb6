package lab.memorymodel.engine;

import java.util.List;
import lab.input.BadInput;
import lab.memorymodel.Instruction;
import lab.memorymodel.Instruction.Assert;
import lab.memorymodel.Instruction.Assign;
import lab.memorymodel.Instruction.Branch;
import lab.memorymodel.Instruction.Choose;
import lab.memorymodel.Instruction.CompareAndExchange;
import lab.memorymodel.Instruction.Exchange;
import lab.memorymodel.Instruction.Fence;
import lab.memorymodel.Instruction.FetchAdd;
import lab.memorymodel.Instruction.Jump;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Local;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Program;
import lab.memorymodel.Program.Line;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.compiler.Ahead;

/**
 * One thread of a program, interpreted. Local instructions run together with the access before
 * them.
 */
final class ProgramThread {
  /** A thread that runs so many local instructions without a step runs for ever. */
  private static final int MOST_LOCAL = 100_000;

  private final Program program;
  private final ThreadCode code;
  private final List<Line> lines;
  private final boolean stopAtOperations;
  private final List<String> claims;
  private final Operands operands;
  private final Ahead ahead;
  private final LocalStates states = new LocalStates();

  /**
   * @param claims the names of all that may be broken
   */
  ProgramThread(Program program, int thread, boolean stopAtOperations, List<String> claims) {
    this.program = program;
    this.stopAtOperations = stopAtOperations;
    this.claims = claims;
    code = program.threads().get(thread);
    lines = code.lines();
    operands = new Operands(program, code);
    ahead = new Ahead(lines);
  }

  String name() {
    return code.name();
  }

  LocalState get(int state) {
    return states.get(state);
  }

  /** See {@link Threads#settled}. */
  boolean settled(int state, int register) {
    return !ahead.sets(states.get(state).line, register);
  }

  int start() {
    return states.number(settle(new int[code.registers().size()], 0, false));
  }

  /** See {@link Threads#next}. */
  Access next(int state) {
    LocalState local = states.get(state);
    Access next = local.next;
    if (next == null && local.line < lines.size()) {
      next = operands.access(local);
      local.next = next;
    }
    return next;
  }

  /** See {@link Threads#after}. */
  int after(int state, int value, boolean succeeded) {
    LocalState local = states.get(state);
    int known = local.after(value, succeeded);
    if (known >= 0) {
      return known;
    }
    int[] registers = local.registers();
    Instruction done = lines.get(local.line).instruction();
    int at = done(done, registers, local.line, value, succeeded);
    int number = states.number(settle(registers, at, done instanceof Local));
    local.learn(value, succeeded, number);
    return number;
  }

  /** Has the instruction done, and gives the line after it. What is local is still to be done. */
  private static int done(
      Instruction instruction, int[] registers, int line, int value, boolean succeeded) {
    switch (instruction) {
      case Load i -> registers[i.register()] = value;
      case CompareAndExchange i -> {
        i.succeeded().ifPresent(r -> registers[r] = succeeded ? 1 : 0);
        registers[i.register()] = value;
      }
      case Exchange i -> registers[i.register()] = value;
      case FetchAdd i -> registers[i.register()] = value;
      case Store _, Fence _ -> {
        // Nothing comes back from memory.
      }
      case Choose i -> {
        return i.ways().get(value).target();
      }
      case Local _ -> {
        return line;
      }
    }
    return line + 1;
  }

  /**
   * Runs the local instructions from a line on, up to the thread's next step.
   *
   * @param begun whether the operation that begins at that very line, if one does, has begun
   */
  private LocalState settle(int[] registers, int from, boolean begun) {
    int at = from;
    int ran = 0;
    while (at < lines.size() && lines.get(at).instruction() instanceof Local local) {
      boolean stop = stopAtOperations && lines.get(at).operation();
      if (stop && !(begun && ran == 0)) {
        break;
      }
      switch (local) {
        case Assign i -> {
          registers[i.register()] = i.value().eval(registers);
          at++;
        }
        case Branch i -> at = i.condition().eval(registers) != 0 ? i.target() : at + 1;
        case Jump i -> at = i.target();
        case Assert i -> {
          if (i.condition().eval(registers) == 0) {
            return new LocalState(at, registers, claims.indexOf(i.claim()) + 1);
          }
          at++;
        }
      }
      if (++ran > MOST_LOCAL) {
        throw new BadInput(
            "thread "
                + name()
                + " of "
                + program.name()
                + " loops for ever without touching memory");
      }
    }
    return new LocalState(at, registers, 0);
  }
}
