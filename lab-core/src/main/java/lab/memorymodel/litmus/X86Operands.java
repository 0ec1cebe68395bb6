package lab.memorymodel.litmus;

import java.util.Map;
import lab.memorymodel.litmus.X86Code.Operand;

/** Reads the operands of x86 instructions. */
final class X86Operands {
  private final Tokens in;
  private final Dialect dialect;
  private final Cells cells;

  /** Registers that hold the address of a location from the start, and for good. */
  private final Map<String, Integer> addresses;

  X86Operands(Tokens in, Dialect dialect, Cells cells, Map<String, Integer> addresses) {
    this.in = in;
    this.dialect = dialect;
    this.cells = cells;
    this.addresses = addresses;
  }

  private boolean att() {
    return dialect == Dialect.X86_64;
  }

  Operand read() {
    if (in.accept("$")) {
      return new Operand.Immediate(in.number("a number"));
    }
    if (in.peek().is(att() ? "(" : "[")) {
      return new Operand.Memory(memory());
    }
    if (in.peek().is("%") || (!att() && in.peek().isName())) {
      return new Operand.Register(register());
    }
    throw in.error(
        in.peek(),
        att()
            ? "an operand: $number, %register or (location)"
            : "an operand: $number, a register or [location]");
  }

  int memory() {
    in.expect(att() ? "(" : "[", "a location in brackets");
    int cell;
    if (in.accept("%")) {
      Token name = in.name(X86Registers.expected(dialect));
      String register = canonical(name);
      Integer bound = addresses.get(register);
      if (bound == null) {
        throw in.error(name, "a register that holds an address by the initial state");
      }
      cell = bound;
    } else {
      Token name = in.name("a location");
      if (X86Registers.canonical(dialect, name.text()).isPresent() && !cells.has(name.text())) {
        throw in.error(name, "a location");
      }
      cell = cells.numberOrDeclare(name.text());
    }
    in.expect(att() ? ")" : "]");
    return cell;
  }

  String register() {
    if (att()) {
      in.expect("%", X86Registers.expected(dialect));
    }
    Token name = in.name(X86Registers.expected(dialect));
    String register = canonical(name);
    if (addresses.containsKey(register)) {
      throw in.error(name, "a register that does not hold the address of a location");
    }
    return register;
  }

  private String canonical(Token name) {
    return X86Registers.canonical(dialect, name.text())
        .orElseThrow(() -> in.error(name, X86Registers.expected(dialect)));
  }
}
