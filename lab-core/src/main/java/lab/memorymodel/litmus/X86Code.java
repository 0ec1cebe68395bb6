package lab.memorymodel.litmus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Expr.Operator;
import lab.memorymodel.FenceKind;
import lab.memorymodel.Instruction;
import lab.memorymodel.Program.Line;

/**
 * A thread of x86 instructions while it is being read. Moves to and from memory are opaque accesses
 * (no compiler is left to reorder them), locked ones volatile; of the flags, zero alone is kept.
 */
final class X86Code {
  /** Where an instruction takes from or puts to. */
  sealed interface Operand {
    record Immediate(int value) implements Operand {}

    record Register(String name) implements Operand {}

    record Memory(int cell) implements Operand {}
  }

  private static final String ZERO_FLAG = "flag.zero";

  private final Registers registers;
  private final Cells cells;
  private final List<Line> lines = new ArrayList<>();
  private final Map<String, Integer> labels = new HashMap<>();
  private final Map<Integer, Token> jumps = new HashMap<>();
  private String text = "";

  X86Code(Registers registers, Cells cells) {
    this.registers = registers;
    this.cells = cells;
  }

  /** The text that the next instructions are shown as. */
  void text(String shown) {
    text = shown;
  }

  boolean label(String name) {
    return labels.putIfAbsent(name, lines.size()) == null;
  }

  void assign(int register, Expr value) {
    add(new Instruction.Assign(register, value));
  }

  int register(String name) {
    return registers.number(name);
  }

  Expr value(Operand operand) {
    return switch (operand) {
      case Operand.Immediate o -> Expr.constant(o.value());
      case Operand.Register o -> Expr.reg(register(o.name()));
      case Operand.Memory o -> {
        int temporary = registers.temporary();
        add(new Instruction.Load(temporary, Instruction.Cell.at(o.cell()), AccessMode.OPAQUE));
        yield Expr.reg(temporary);
      }
    };
  }

  /** {@code to = from}; not from memory to memory. */
  void move(Operand to, Operand from) {
    switch (to) {
      case Operand.Memory m ->
          add(new Instruction.Store(Instruction.Cell.at(m.cell()), value(from), AccessMode.OPAQUE));
      case Operand.Register r -> {
        if (from instanceof Operand.Memory(int cell)) {
          add(
              new Instruction.Load(
                  register(r.name()), Instruction.Cell.at(cell), AccessMode.OPAQUE));
        } else {
          assign(register(r.name()), value(from));
        }
      }
      case Operand.Immediate i -> throw new IllegalArgumentException("a move to a number");
    }
  }

  void exchange(int cell, String register) {
    int old = registers.temporary();
    int with = register(register);
    add(
        new Instruction.Exchange(
            old, Instruction.Cell.at(cell), Expr.reg(with), AccessMode.VOLATILE));
    assign(with, Expr.reg(old));
  }

  void exchangeAndAdd(int cell, String register) {
    int old = registers.temporary();
    int delta = register(register);
    add(
        new Instruction.FetchAdd(
            old, Instruction.Cell.at(cell), Expr.reg(delta), AccessMode.VOLATILE));
    assign(delta, Expr.reg(old));
  }

  void lockedAdd(int cell, Expr delta) {
    int old = registers.temporary();
    add(new Instruction.FetchAdd(old, Instruction.Cell.at(cell), delta, AccessMode.VOLATILE));
  }

  /** Compares with the accumulator, which receives what was found. */
  void compareAndExchange(int cell, String register, String accumulator) {
    int old = registers.temporary();
    int expected = register(accumulator);
    add(
        new Instruction.CompareAndExchange(
            old,
            Optional.of(register(ZERO_FLAG)),
            Instruction.Cell.at(cell),
            Expr.reg(expected),
            Expr.reg(register(register)),
            AccessMode.VOLATILE,
            false));
    assign(expected, Expr.reg(old));
  }

  void compare(Operand a, Operand b) {
    Expr equal = Expr.eq(value(a), value(b));
    assign(register(ZERO_FLAG), equal);
  }

  void arithmetic(String register, Operator operator, Operand operand) {
    int number = register(register);
    assign(number, Expr.of(Expr.reg(number), operator, value(operand)));
    assign(register(ZERO_FLAG), Expr.eq(Expr.reg(number), 0));
  }

  void fence() {
    add(new Instruction.Fence(FenceKind.FULL));
  }

  void jump(Token label) {
    jumps.put(lines.size(), label);
    add(new Instruction.Jump(0));
  }

  void jumpIf(boolean zero, Token label) {
    jumps.put(lines.size(), label);
    Expr flag = Expr.reg(register(ZERO_FLAG));
    Expr condition = Expr.of(flag, zero ? Operator.NE : Operator.EQ, Expr.constant(0));
    add(new Instruction.Branch(condition, 0));
  }

  /** The instructions, their jumps resolved. */
  List<Line> finish(Tokens in) {
    jumps.forEach((at, label) -> {
      Integer target = labels.get(label.text());
      if (target == null) {
        throw in.error(label, "a label of this thread: " + labels.keySet());
      }
      Line line = lines.get(at);
      Instruction resolved =
          line.instruction() instanceof Instruction.Branch b
              ? new Instruction.Branch(b.condition(), target)
              : new Instruction.Jump(target);
      lines.set(at, Line.of(resolved, "", line.text()));
    });
    return List.copyOf(lines);
  }

  private void add(Instruction instruction) {
    String verb = new Wording(cells.list(), registers.list()).verb(instruction);
    lines.add(Line.of(instruction, verb, text));
  }
}
