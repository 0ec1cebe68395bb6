package lab.memorymodel.litmus;

import java.util.List;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction;

/**
 * The code of a thread as it was written, with its branches and loops: what the instructions of the
 * explored program and the source of the jcstress tests are both made from.
 */
public sealed interface Statement {

  /** An instruction that goes on with the next statement. */
  record Do(Instruction instruction) implements Statement {}

  /** {@code if (condition) then else otherwise}. */
  record If(Expr condition, List<Statement> then, List<Statement> otherwise) implements Statement {
    public If {
      then = List.copyOf(then);
      otherwise = List.copyOf(otherwise);
    }
  }

  /**
   * {@code while (condition) body}; what the condition reads from memory is read by {@code test}
   * before each turn.
   */
  record While(List<Statement> test, Expr condition, List<Statement> body) implements Statement {
    public While {
      test = List.copyOf(test);
      body = List.copyOf(body);
    }
  }
}
