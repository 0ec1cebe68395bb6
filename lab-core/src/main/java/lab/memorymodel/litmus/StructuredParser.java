package lab.memorymodel.litmus;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction;

/**
 * What Java and C code have in common: blocks, {@code if}, {@code while}, locals, arithmetic.
 * {@code while} is an extension of ours; herd7 unrolls C's and does not know Java's.
 */
abstract class StructuredParser {
  final Tokens in;
  final Cells cells;
  final Registers registers = new Registers();
  final Code code = new Code(registers);
  private final Expressions expressions;

  StructuredParser(Tokens in, Cells cells) {
    this.in = in;
    this.cells = cells;
    this.expressions = new Expressions(in, code, this::leaf);
  }

  /** A register, or something that reads memory. */
  abstract Expr leaf();

  /** A statement that is neither a block, a branch, a loop nor about locals. */
  abstract void access();

  /** Whether a name that is assigned to must have been declared before. */
  abstract boolean declares();

  /** Registers that begin with a value; those that hold an address are no registers here. */
  final void begin(Map<String, Init.Start> starts) {
    starts.forEach((name, start) -> {
      if (start.location().isEmpty()) {
        code.add(new Instruction.Assign(registers.number(name), Expr.constant(start.value())));
      }
    });
  }

  /** {@code { ... }}: the code of a thread. */
  List<Statement> body() {
    in.expect("{");
    while (!in.accept("}")) {
      statement();
    }
    return code.close();
  }

  private void statement() {
    in.enter();
    oneStatement();
    in.leave();
  }

  private void oneStatement() {
    Token first = in.peek();
    if (in.accept("{")) {
      while (!in.accept("}")) {
        statement();
      }
    } else if (in.accept(";")) {
      return;
    } else if (in.accept("if")) {
      branch();
    } else if (in.accept("while")) {
      loop(first);
    } else if (in.accept("int")) {
      Token name = in.name("the name of a local variable");
      if (in.accept("=")) {
        code.assign(name.text(), expression());
      } else {
        registers.number(name.text());
      }
      in.expect(";");
    } else if (first.isName() && in.peekSecond().is("=")) {
      local(in.next());
    } else {
      access();
      in.expect(";");
    }
  }

  private void local(Token name) {
    in.expect("=");
    if (declares() && !registers.has(name.text())) {
      throw in.error(name, "a declared local variable" + known());
    }
    code.assign(name.text(), expression());
    in.expect(";");
  }

  private void branch() {
    in.expect("(");
    Expr condition = expression();
    in.expect(")");
    List<Statement> then = block();
    List<Statement> otherwise = in.accept("else") ? block() : List.of();
    code.add(new Statement.If(condition, then, otherwise));
  }

  private void loop(Token at) {
    in.expect("(");
    code.open();
    Expr condition = expression();
    List<Statement> test = code.close();
    in.expect(")");
    List<Statement> body = block();
    if (test.isEmpty() && body.isEmpty()) {
      throw in.error(at, "a loop that reads memory");
    }
    code.add(new Statement.While(test, condition, body));
  }

  private List<Statement> block() {
    code.open();
    statement();
    return code.close();
  }

  final Expr expression() {
    return expressions.read();
  }

  /** The register of that name, which must have a value or a declaration by now. */
  final Expr register(Token name) {
    if (!registers.has(name.text())) {
      throw in.error(name, "a local variable" + known());
    }
    return Expr.reg(registers.number(name.text()));
  }

  private String known() {
    List<String> names = registers.visible();
    return names.isEmpty() ? " (there is none yet)" : ": " + String.join(", ", names);
  }

  final Expr load(int cell, AccessMode mode) {
    int temporary = registers.temporary();
    return code.reading(
        temporary, new Instruction.Load(temporary, Instruction.Cell.at(cell), mode));
  }

  final Expr exchange(int cell, Expr value, AccessMode mode) {
    int temporary = registers.temporary();
    return code.reading(
        temporary, new Instruction.Exchange(temporary, Instruction.Cell.at(cell), value, mode));
  }

  final Expr fetchAdd(int cell, Expr delta, AccessMode mode) {
    int temporary = registers.temporary();
    return code.reading(
        temporary, new Instruction.FetchAdd(temporary, Instruction.Cell.at(cell), delta, mode));
  }

  final Expr compareAndExchange(
      int cell, Expr expected, Expr update, AccessMode mode, Optional<Integer> succeeded) {
    int temporary = registers.temporary();
    return code.reading(
        temporary,
        new Instruction.CompareAndExchange(
            temporary, succeeded, Instruction.Cell.at(cell), expected, update, mode, false));
  }

  final void store(int cell, Expr value, AccessMode mode) {
    code.add(new Instruction.Store(Instruction.Cell.at(cell), value, mode));
  }
}
