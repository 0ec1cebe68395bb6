package lab.memorymodel.litmus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.memorymodel.Expr;
import lab.memorymodel.Expr.Operator;
import lab.memorymodel.Instruction;
import lab.memorymodel.Program;
import lab.memorymodel.Program.Line;
import lab.memorymodel.Program.ThreadCode;

/** Turns statements into instructions: branches and loops become jumps. */
final class Flattening {
  private final List<Instruction> instructions = new ArrayList<>();

  private Flattening() {}

  /** {@code program} with other code for its threads; names, registers and cells stay. */
  static Program program(Program program, List<List<Statement>> code) {
    List<ThreadCode> threads = new ArrayList<>();
    for (int t = 0; t < code.size(); t++) {
      ThreadCode thread = program.threads().get(t);
      Wording wording = new Wording(program.cells(), thread.registers());
      threads.add(new ThreadCode(thread.name(), thread.registers(), lines(code.get(t), wording)));
    }
    return new Program(program.name(), program.cells(), threads);
  }

  static List<Line> lines(List<Statement> code, Wording wording) {
    Flattening f = new Flattening();
    f.block(code);
    return f.instructions.stream().map(i -> Line.of(i, wording.verb(i), wording.text(i))).toList();
  }

  private void block(List<Statement> code) {
    for (Statement statement : code) {
      switch (statement) {
        case Statement.Do s -> instructions.add(s.instruction());
        case Statement.If s -> branch(s);
        case Statement.While s -> loop(s);
      }
    }
  }

  private void branch(Statement.If s) {
    int branch = reserve();
    block(s.then());
    if (s.otherwise().isEmpty()) {
      instructions.set(branch, new Instruction.Branch(not(s.condition()), instructions.size()));
      return;
    }
    int jump = reserve();
    instructions.set(branch, new Instruction.Branch(not(s.condition()), instructions.size()));
    block(s.otherwise());
    instructions.set(jump, new Instruction.Jump(instructions.size()));
  }

  private void loop(Statement.While s) {
    int head = instructions.size();
    block(s.test());
    if (s.body().isEmpty()) {
      instructions.add(new Instruction.Branch(s.condition(), head));
      return;
    }
    int branch = reserve();
    block(s.body());
    instructions.add(new Instruction.Jump(head));
    instructions.set(branch, new Instruction.Branch(not(s.condition()), instructions.size()));
  }

  private int reserve() {
    instructions.add(new Instruction.Jump(0));
    return instructions.size() - 1;
  }

  /** Turns a comparison round rather than comparing its result with 0: it is shown to people. */
  private static Expr not(Expr condition) {
    if (condition instanceof Expr.Binary(Operator operator, Expr left, Expr right)) {
      Optional<Operator> opposite =
          switch (operator) {
            case EQ -> Optional.of(Operator.NE);
            case NE -> Optional.of(Operator.EQ);
            case LT -> Optional.of(Operator.GE);
            case GE -> Optional.of(Operator.LT);
            case GT -> Optional.of(Operator.LE);
            case LE -> Optional.of(Operator.GT);
            default -> Optional.empty();
          };
      if (opposite.isPresent()) {
        return Expr.of(left, opposite.get(), right);
      }
    }
    return Expr.eq(condition, 0);
  }
}
