package lab.memorymodel.litmus.stress;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Program;
import lab.memorymodel.litmus.Statement;

/**
 * The statements of one actor, as Java source.
 *
 * <p>All accesses go through one reference {@code a}, but where a location is accessed twice every
 * other access goes through {@code b}, which the compiler cannot prove to be the same object:
 * otherwise two reads would become a single one. More references than that were measured to show
 * less. A read that nobody observes goes through the reference of the last access, so that a
 * compiler may use its value there.
 */
final class ActorSource {
  private final Program program;
  private final List<String> registers;
  private final StringBuilder out = new StringBuilder();

  /** Accesses to each cell that are still to come. */
  private final Map<Integer, Integer> left = new HashMap<>();

  private boolean usesSecond;

  private ActorSource(Program program, List<String> registers) {
    this.program = program;
    this.registers = registers;
  }

  static ActorSource of(Program program, int thread, List<Statement> code) {
    ActorSource source = new ActorSource(program, program.threads().get(thread).registers());
    source.count(code);
    source.block(code, "    ");
    return source;
  }

  String text() {
    return out.toString();
  }

  /** Whether the second reference is used at all. */
  boolean usesSecond() {
    return usesSecond;
  }

  private void count(List<Statement> code) {
    for (Statement statement : code) {
      switch (statement) {
        case Statement.Do(Instruction.Load i) when !hidden(i.register()) -> count(i.cell());
        case Statement.Do(Instruction.Store i) -> count(i.cell());
        case Statement.Do s -> {}
        case Statement.If s -> {
          count(s.then());
          count(s.otherwise());
        }
        case Statement.While s -> count(s.body());
      }
    }
  }

  private void count(Cell cell) {
    left.merge(cell.base(), 1, Integer::sum);
  }

  /** What a handle of a location is called. */
  static String handle(String cell) {
    return cell.toUpperCase(Locale.ROOT);
  }

  private void block(List<Statement> code, String indent) {
    for (Statement statement : code) {
      switch (statement) {
        case Statement.Do s -> instruction(s.instruction(), indent);
        case Statement.If s -> {
          line(indent, "if (%s) {".formatted(condition(s.condition())));
          block(s.then(), indent + "  ");
          if (!s.otherwise().isEmpty()) {
            line(indent, "} else {");
            block(s.otherwise(), indent + "  ");
          }
          line(indent, "}");
        }
        case Statement.While s -> {
          if (s.test().size() != 1
              || !s.body().isEmpty()
              || !(s.test().getFirst() instanceof Statement.Do(Instruction.Load load))) {
            throw new IllegalArgumentException(
                program.name() + ": only a loop that waits for one location becomes a test");
          }
          String condition = condition(s.condition());
          line(indent, "while (" + condition.replace(local(load.register()), read(load)) + ") {}");
        }
      }
    }
  }

  private void instruction(Instruction instruction, String indent) {
    switch (instruction) {
      case Instruction.Load i -> {
        line(indent, "%s = %s;".formatted(local(i.register()), read(i)));
        if (hidden(i.register())) {
          // Keeps the read alive, and shows it to nobody.
          line(indent, "a.trap = %s;".formatted(local(i.register())));
        }
      }
      case Instruction.Store i -> line(indent, write(i));
      case Instruction.Assign i ->
          line(indent, "%s = %s;".formatted(local(i.register()), expr(i.value())));
      case Instruction.Fence i ->
          line(
              indent,
              switch (i.kind()) {
                case FULL -> "VarHandle.fullFence();";
                case ACQUIRE -> "VarHandle.acquireFence();";
                case RELEASE -> "VarHandle.releaseFence();";
                case HEAVY -> "lab.host.Membarrier.everywhere();";
              });
      default ->
          throw new IllegalArgumentException(
              program.name() + ": no test can be made with " + instruction);
    }
  }

  private String read(Instruction.Load i) {
    String reference = hidden(i.register()) ? "a" : reference(i.cell());
    return i.mode() == AccessMode.PLAIN
        ? reference + "." + name(i.cell())
        : "(int) %s.get%s(%s)".formatted(handle(name(i.cell())), word(i.mode()), reference);
  }

  private String write(Instruction.Store i) {
    return i.mode() == AccessMode.PLAIN
        ? "%s.%s = %s;".formatted(reference(i.cell()), name(i.cell()), expr(i.value()))
        : "%s.set%s(%s, %s);"
            .formatted(
                handle(name(i.cell())), word(i.mode()), reference(i.cell()), expr(i.value()));
  }

  private String reference(Cell cell) {
    int others = left.merge(cell.base(), -1, Integer::sum);
    boolean second = others > 0 && others % 2 == 1;
    usesSecond |= second;
    return second ? "b" : "a";
  }

  private String name(Cell cell) {
    return program.cells().get(cell.base()).name();
  }

  /** Locals are declared in front; those of the reader's own making have a dot in their name. */
  String local(int register) {
    return registers.get(register).replace('.', '_');
  }

  private boolean hidden(int register) {
    return registers.get(register).indexOf('.') >= 0;
  }

  private static String word(AccessMode mode) {
    return switch (mode) {
      case OPAQUE -> "Opaque";
      case ACQUIRE -> "Acquire";
      case RELEASE -> "Release";
      case VOLATILE -> "Volatile";
      case PLAIN, ACQUIRE_RELEASE ->
          throw new IllegalArgumentException("no VarHandle call reads or writes as " + mode);
    };
  }

  private String condition(Expr expr) {
    boolean comparison =
        expr instanceof Expr.Binary b
            && switch (b.operator()) {
              case EQ, NE, LT, LE, GT, GE -> true;
              case ADD, SUB, AND, OR, XOR -> false;
            };
    String text = expr(expr);
    return comparison ? text.substring(1, text.length() - 1) : text + " != 0";
  }

  private String expr(Expr expr) {
    return switch (expr) {
      case Expr.Const c -> Integer.toString(c.value());
      case Expr.Reg r -> local(r.register());
      case Expr.Named n -> expr(n.meaning());
      case Expr.Binary b ->
          "(%s %s %s)".formatted(expr(b.left()), b.operator().symbol(), expr(b.right()));
    };
  }

  private void line(String indent, String text) {
    out.append(indent).append(text).append('\n');
  }
}
