package lab.memorymodel.engine;

import java.util.ArrayList;
import java.util.List;
import lab.explore.Action;
import lab.explore.Refusal;
import lab.memorymodel.FenceKind;
import lab.memorymodel.Instruction;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.Choose;
import lab.memorymodel.Instruction.CompareAndExchange;
import lab.memorymodel.Instruction.Exchange;
import lab.memorymodel.Instruction.Fence;
import lab.memorymodel.Instruction.FetchAdd;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Local;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Program;
import lab.memorymodel.Program.Line;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.engine.Access.Kind;

/** Computes from a thread's registers what the line it is at asks of memory. */
final class Operands {
  private final Program program;
  private final ThreadCode thread;

  /** Per line that is a step: its action, made once. */
  private final Action[] actions;

  Operands(Program program, ThreadCode thread) {
    this.program = program;
    this.thread = thread;
    actions =
        thread.lines().stream()
            .map(l -> ProgramThreads.isStep(l) ? Action.of(thread.name(), l.verb()) : null)
            .toArray(Action[]::new);
  }

  /**
   * What a thread that has not ended is about to do.
   *
   * @throws IllegalStateException if that is an access to a cell that does not exist
   */
  Access access(LocalState at) {
    Line line = thread.lines().get(at.line);
    int[] registers = at.registers();
    return switch (line.instruction()) {
      case Load i -> touch(Kind.LOAD, at, i, 0, 0, false);
      case Store i -> touch(Kind.STORE, at, i, i.value().eval(registers), 0, false);
      case CompareAndExchange i -> {
        int expected = i.expected().eval(registers);
        yield touch(Kind.CAS, at, i, i.update().eval(registers), expected, i.weak());
      }
      case Exchange i -> touch(Kind.EXCHANGE, at, i, i.value().eval(registers), 0, false);
      case FetchAdd i -> touch(Kind.ADD, at, i, i.delta().eval(registers), 0, false);
      case Fence i -> Access.fence(i.kind(), line.operation(), actions[at.line]);
      case Choose i -> choice(i, registers);
      case Local _ -> Access.nothing(actions[at.line]);
    };
  }

  private Access touch(
      Kind kind,
      LocalState at,
      Instruction.Access access,
      int operand,
      int expected,
      boolean weak) {
    Line line = thread.lines().get(at.line);
    return new Access(
        kind,
        cell(line, access.cell(), at.registers()),
        access.mode(),
        FenceKind.FULL,
        operand,
        expected,
        weak,
        line.operation(),
        actions[at.line],
        weak ? Action.of(thread.name(), line.verb(), "spurious") : null,
        List.of(),
        List.of());
  }

  private int cell(Line line, Cell cell, int[] registers) {
    int number = cell.resolve(registers);
    int last = program.cells().size() - 1;
    if (number < 0 || number > last) {
      throw new IllegalStateException(
          line.text()
              + " of thread "
              + thread.name()
              + " accesses cell "
              + number
              + "; "
              + program.name()
              + " has cells 0.."
              + last);
    }
    return number;
  }

  private Access choice(Choose choose, int[] registers) {
    List<Access.Way> open = new ArrayList<>();
    List<Refusal> closed = new ArrayList<>();
    for (int i = 0; i < choose.ways().size(); i++) {
      Choose.Way way = choose.ways().get(i);
      Action action = Action.of(thread.name(), way.verb(), way.arg());
      if (way.guard().eval(registers) != 0) {
        open.add(new Access.Way(action, i));
      } else if (!way.otherwise().isEmpty()) {
        closed.add(new Refusal(action, way.otherwise()));
      }
    }
    return Access.choice(List.copyOf(open), List.copyOf(closed));
  }
}
