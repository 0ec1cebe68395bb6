package lab.memorymodel.engine;

import lab.memorymodel.Expr;
import lab.memorymodel.Expr.Binary;
import lab.memorymodel.Expr.Const;
import lab.memorymodel.Expr.Named;
import lab.memorymodel.Expr.Operator;
import lab.memorymodel.Expr.Reg;

/**
 * An expression compiled for states that keep all registers in one array: evaluates without
 * allocating, and without the copy of the registers that {@link Expr#eval} would need.
 */
final class Ex {
  private final Operator operator;
  private final int value;
  private final Ex left;
  private final Ex right;
  private final byte shape;

  private static final byte CONSTANT = 0;
  private static final byte REGISTER = 1;
  private static final byte BINARY = 2;

  private Ex(byte shape, int value, Operator operator, Ex left, Ex right) {
    this.shape = shape;
    this.value = value;
    this.operator = operator;
    this.left = left;
    this.right = right;
  }

  static Ex of(Expr expr) {
    return switch (expr) {
      case Const c -> new Ex(CONSTANT, c.value(), null, null, null);
      case Reg r -> new Ex(REGISTER, r.register(), null, null, null);
      case Binary b -> new Ex(BINARY, 0, b.operator(), of(b.left()), of(b.right()));
      case Named n -> of(n.meaning());
    };
  }

  /** The value, with register {@code r} at {@code words[base + r]}. */
  int eval(int[] words, int base) {
    return switch (shape) {
      case CONSTANT -> value;
      case REGISTER -> words[base + value];
      default -> operator.apply(left.eval(words, base), right.eval(words, base));
    };
  }
}
