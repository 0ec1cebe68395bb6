package lab.memorymodel.litmus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction;
import lab.memorymodel.litmus.Statement.Do;

/** The statements of one thread while they are being read, block within block. */
final class Code {
  private final Deque<List<Statement>> blocks = new ArrayDeque<>();
  private final Registers registers;

  Code(Registers registers) {
    this.registers = registers;
    open();
  }

  void open() {
    blocks.push(new ArrayList<>());
  }

  List<Statement> close() {
    return List.copyOf(blocks.pop());
  }

  void add(Instruction instruction) {
    add(new Do(instruction));
  }

  void add(Statement statement) {
    blocks.element().add(statement);
  }

  /** Number of statements of the innermost block. */
  int size() {
    return blocks.element().size();
  }

  /** Reads memory into a register of its own. */
  Expr reading(int temporary, Instruction instruction) {
    add(instruction);
    return Expr.reg(temporary);
  }

  /**
   * {@code name = value}; where the value has just been read from memory into a register of its
   * own, it is read into the named register instead.
   */
  void assign(String name, Expr value) {
    if (value instanceof Expr.Reg(int source)
        && Registers.isTemporary(registers.list().get(source))
        && !blocks.element().isEmpty()
        && blocks.element().getLast() instanceof Do(Instruction last)) {
      if (!registers.has(name) && readsInto(last, source)) {
        registers.rename(source, name);
        return;
      }
      Instruction redirected = redirect(last, source, registers.number(name));
      if (redirected != null) {
        blocks.element().removeLast();
        add(redirected);
        registers.releaseIfLast(source);
        return;
      }
    }
    add(new Instruction.Assign(registers.number(name), value));
  }

  private static boolean readsInto(Instruction instruction, int register) {
    return switch (instruction) {
      case Instruction.Load i -> i.register() == register;
      case Instruction.Exchange i -> i.register() == register;
      case Instruction.FetchAdd i -> i.register() == register;
      case Instruction.CompareAndExchange i -> i.register() == register;
      default -> false;
    };
  }

  /**
   * The instruction with {@code to} for {@code from} as what it reads into, or null if it does not.
   */
  private static Instruction redirect(Instruction instruction, int from, int to) {
    return switch (instruction) {
      case Instruction.Load i when i.register() == from ->
          new Instruction.Load(to, i.cell(), i.mode());
      case Instruction.Exchange i when i.register() == from && !reads(i.value(), to) ->
          new Instruction.Exchange(to, i.cell(), i.value(), i.mode());
      case Instruction.FetchAdd i when i.register() == from && !reads(i.delta(), to) ->
          new Instruction.FetchAdd(to, i.cell(), i.delta(), i.mode());
      case Instruction.CompareAndExchange i
          when i.register() == from
              && i.succeeded().isEmpty()
              && !reads(i.expected(), to)
              && !reads(i.update(), to) ->
          new Instruction.CompareAndExchange(
              to, i.succeeded(), i.cell(), i.expected(), i.update(), i.mode(), i.weak());
      default -> null;
    };
  }

  static boolean reads(Expr expr, int register) {
    return switch (expr) {
      case Expr.Const c -> false;
      case Expr.Reg r -> r.register() == register;
      case Expr.Named n -> reads(n.meaning(), register);
      case Expr.Binary b -> reads(b.left(), register) || reads(b.right(), register);
    };
  }
}
