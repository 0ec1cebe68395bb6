package lab.memorymodel.litmus;

import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction;
import lab.memorymodel.Program.SharedCell;

/** How instructions are shown and how their actions are called. */
final class Wording {
  private final List<SharedCell> cells;
  private final List<String> registers;

  Wording(List<SharedCell> cells, List<String> registers) {
    this.cells = cells;
    this.registers = registers;
  }

  /** The verb of the instruction's action: the location it accesses. */
  String verb(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Load i -> verb(i.cell());
      case Instruction.Store i -> verb(i.cell());
      case Instruction.CompareAndExchange i -> verb(i.cell());
      case Instruction.Exchange i -> verb(i.cell());
      case Instruction.FetchAdd i -> verb(i.cell());
      case Instruction.Fence i -> "fence";
      case Instruction.Assign i -> "";
      case Instruction.Branch i -> "";
      case Instruction.Jump i -> "";
      case Instruction.Assert i -> "";
      case Instruction.Choose i -> "";
    };
  }

  /** Verbs begin with a letter, and {@code drain} is what a store buffer does. */
  private String verb(Instruction.Cell cell) {
    String verb = name(cell).replaceFirst("^[^A-Za-z]+", "");
    return verb.isEmpty() || verb.equals("drain") || verb.equals("fence") ? "at_" + verb : verb;
  }

  /** In the words of Java's VarHandles; plain accesses as assignments. */
  String text(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Load i ->
          i.mode() == AccessMode.PLAIN
              ? register(i.register()) + " = " + name(i.cell())
              : "%s = %s.get%s()".formatted(register(i.register()), name(i.cell()), word(i.mode()));
      case Instruction.Store i ->
          i.mode() == AccessMode.PLAIN
              ? name(i.cell()) + " = " + expr(i.value())
              : "%s.set%s(%s)".formatted(name(i.cell()), word(i.mode()), expr(i.value()));
      case Instruction.CompareAndExchange i ->
          "%s = %s.compareAndExchange%s(%s, %s)"
              .formatted(
                  register(i.register()),
                  name(i.cell()),
                  updateWord(i.mode()),
                  expr(i.expected()),
                  expr(i.update()));
      case Instruction.Exchange i ->
          "%s = %s.getAndSet%s(%s)"
              .formatted(
                  register(i.register()), name(i.cell()), updateWord(i.mode()), expr(i.value()));
      case Instruction.FetchAdd i ->
          "%s = %s.getAndAdd%s(%s)"
              .formatted(
                  register(i.register()), name(i.cell()), updateWord(i.mode()), expr(i.delta()));
      case Instruction.Fence i ->
          switch (i.kind()) {
            case FULL -> "fullFence()";
            case ACQUIRE -> "acquireFence()";
            case RELEASE -> "releaseFence()";
            case HEAVY -> "heavyFence()";
          };
      case Instruction.Assign i -> register(i.register()) + " = " + expr(i.value());
      case Instruction.Branch i -> "if (%s) goto %d".formatted(expr(i.condition()), i.target());
      case Instruction.Jump i -> "goto " + i.target();
      case Instruction.Assert i -> "assert " + expr(i.condition());
      case Instruction.Choose i -> "choose";
    };
  }

  String expr(Expr expr) {
    return switch (expr) {
      case Expr.Const c -> Integer.toString(c.value());
      case Expr.Reg r -> register(r.register());
      case Expr.Named n -> n.name();
      case Expr.Binary b ->
          operand(b.left()) + " " + b.operator().symbol() + " " + operand(b.right());
    };
  }

  private String operand(Expr expr) {
    return expr instanceof Expr.Binary ? "(" + expr(expr) + ")" : expr(expr);
  }

  private String register(int number) {
    return registers.get(number);
  }

  private String name(Instruction.Cell cell) {
    return cells.get(cell.base()).name();
  }

  private static String word(AccessMode mode) {
    return switch (mode) {
      case PLAIN -> "";
      case OPAQUE -> "Opaque";
      case ACQUIRE -> "Acquire";
      case RELEASE -> "Release";
      case ACQUIRE_RELEASE -> "AcquireRelease";
      case VOLATILE -> "Volatile";
    };
  }

  /** A read-modify-write without a word is volatile. */
  private static String updateWord(AccessMode mode) {
    return mode == AccessMode.VOLATILE ? "" : mode == AccessMode.PLAIN ? "Plain" : word(mode);
  }
}
