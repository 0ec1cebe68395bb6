package lab.memorymodel.litmus;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.memorymodel.Expr;
import lab.memorymodel.Expr.Operator;
import lab.memorymodel.Program.Line;
import lab.memorymodel.litmus.X86Code.Operand;

/**
 * The instructions of one thread of an x86 test. The two syntaxes differ in the order and the look
 * of their operands only: {@code movl $1,(x)} and {@code MOV [x],$1}.
 */
final class X86Parser {
  private static final Map<String, Operator> ARITHMETIC =
      Map.of(
          "add", Operator.ADD,
          "sub", Operator.SUB,
          "and", Operator.AND,
          "or", Operator.OR,
          "xor", Operator.XOR);
  private static final Set<String> SIZED =
      Set.of(
          "mov", "xchg", "cmpxchg", "xadd", "add", "sub", "and", "or", "xor", "inc", "dec", "cmp");
  private static final String INSTRUCTION =
      "an instruction: mov, xchg, lock cmpxchg, lock xadd, lock add, lock sub, lock inc, lock dec,"
          + " mfence, cmp, add, sub, and, or, xor, inc, dec, je, jne or jmp";
  private static final String LOCKED =
      "an instruction that can be locked: xchg, cmpxchg, xadd, add, sub, inc or dec";

  private final Tokens in;
  private final Dialect dialect;
  private final X86Operands operands;
  private final Registers registers = new Registers();
  private final X86Code code;

  X86Parser(Tokens in, Dialect dialect, Cells cells, Map<String, Init.Start> starts) {
    this.in = in;
    this.dialect = dialect;
    this.code = new X86Code(registers, cells);
    Map<String, Integer> addresses = new HashMap<>();
    starts.forEach((name, start) -> {
      String register =
          X86Registers.canonical(dialect, name)
              .orElseThrow(() -> in.error(start.at(), X86Registers.expected(dialect)));
      if (start.location().isPresent()) {
        addresses.put(register, cells.number(start.location().get()));
      } else {
        code.text(register + " = " + start.value());
        code.assign(code.register(register), Expr.constant(start.value()));
      }
    });
    this.operands = new X86Operands(in, dialect, cells, addresses);
  }

  Registers registers() {
    return registers;
  }

  List<Line> finish() {
    return code.finish(in);
  }

  /** One place of the table: labels, and perhaps an instruction behind them. */
  void cell() {
    while (in.peek().isName() && in.peekSecond().is(":")) {
      Token label = in.next();
      in.next();
      if (!code.label(label.text())) {
        throw in.error(label, "each label once");
      }
    }
    if (!in.peek().is("|") && !in.peek().is(";")) {
      Token first = in.name(INSTRUCTION);
      code.text(in.cellText(first));
      instruction(first);
    }
  }

  private void instruction(Token first) {
    String name = withoutSize(first);
    Optional<Operator> arithmetic = Optional.ofNullable(ARITHMETIC.get(name));
    if (arithmetic.isPresent()) {
      binary(
          first,
          (to, from) -> {
            if (!(to instanceof Operand.Register(String register))) {
              throw in.error(first, "lock in front of " + first.text() + " to memory");
            }
            code.arithmetic(register, arithmetic.get(), from);
          });
      return;
    }
    switch (name) {
      case "mov" ->
          binary(
              first,
              (to, from) -> {
                if (to instanceof Operand.Memory && from instanceof Operand.Memory) {
                  throw in.error(first, "at most one location in an instruction");
                }
                code.move(to, from);
              });
      case "cmp" -> {
        Operand a = operands.read();
        in.expect(",");
        code.compare(a, operands.read());
      }
      case "inc", "dec" ->
          code.arithmetic(
              operands.register(),
              name.equals("inc") ? Operator.ADD : Operator.SUB,
              new Operand.Immediate(1));
      case "xchg" -> withRegister(code::exchange);
      case "mfence" -> code.fence();
      case "jmp" -> code.jump(in.name("a label"));
      case "je", "jz" -> code.jumpIf(true, in.name("a label"));
      case "jne", "jnz" -> code.jumpIf(false, in.name("a label"));
      case "lock" -> locked(in.name(LOCKED));
      case "cmpxchg", "xadd" -> throw in.error(first, "lock in front of " + first.text());
      default -> throw in.error(first, INSTRUCTION);
    }
  }

  private void locked(Token first) {
    String name = withoutSize(first);
    switch (name) {
      case "xchg" -> withRegister(code::exchange);
      case "xadd" -> withRegister(code::exchangeAndAdd);
      case "cmpxchg" ->
          withRegister((cell, register) ->
              code.compareAndExchange(cell, register, X86Registers.accumulator(dialect)));
      case "inc" -> code.lockedAdd(operands.memory(), Expr.constant(1));
      case "dec" -> code.lockedAdd(operands.memory(), Expr.constant(-1));
      case "add", "sub" ->
          binary(
              first,
              (to, from) -> {
                if (!(to instanceof Operand.Memory(int cell)) || from instanceof Operand.Memory) {
                  throw in.error(first, "a locked instruction on one location");
                }
                Expr value = code.value(from);
                code.lockedAdd(
                    cell, name.equals("add") ? value : Expr.minus(Expr.constant(0), value));
              });
      default -> throw in.error(first, LOCKED);
    }
  }

  /** What is done with a destination and a source. */
  private interface ToFrom {
    void apply(Operand to, Operand from);
  }

  private void binary(Token at, ToFrom action) {
    Operand a = operands.read();
    in.expect(",");
    Operand b = operands.read();
    Operand to = dialect == Dialect.X86 ? a : b;
    if (to instanceof Operand.Immediate) {
      throw in.error(at, "a destination other than a number");
    }
    action.apply(to, dialect == Dialect.X86 ? b : a);
  }

  /** What is done with a location and a register. */
  private interface CellAndRegister {
    void apply(int cell, String register);
  }

  /** A location and a register, in either order: herd7 reads both. */
  private void withRegister(CellAndRegister action) {
    boolean locationFirst = in.peek().is("(") || in.peek().is("[");
    int cell = locationFirst ? operands.memory() : -1;
    String register = locationFirst ? afterComma() : operands.register();
    if (!locationFirst) {
      in.expect(",");
      cell = operands.memory();
    }
    action.apply(cell, register);
  }

  private String afterComma() {
    in.expect(",");
    return operands.register();
  }

  /** {@code movl} and {@code MOVQ} are {@code mov}: all accesses are of one size here. */
  private static String withoutSize(Token token) {
    String name = token.text().toLowerCase(Locale.ROOT);
    String bare = name.replaceFirst("[lq]$", "");
    return SIZED.contains(bare) ? bare : name;
  }
}
