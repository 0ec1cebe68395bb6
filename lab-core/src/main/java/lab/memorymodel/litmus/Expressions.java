package lab.memorymodel.litmus;

import java.util.List;
import java.util.Map;
import lab.memorymodel.Expr;
import lab.memorymodel.Expr.Operator;

/**
 * Expressions of Java and C code, by precedence climbing. What stands at the leaves (registers,
 * reads of memory) is the dialect's business.
 */
final class Expressions {
  /** Weakest first. Java's and C's levels agree on all of these. */
  private static final List<Map<String, Operator>> LEVELS =
      List.of(
          Map.of("||", Operator.OR),
          Map.of("&&", Operator.AND),
          Map.of("|", Operator.OR),
          Map.of("^", Operator.XOR),
          Map.of("&", Operator.AND),
          Map.of("==", Operator.EQ, "!=", Operator.NE),
          Map.of("<", Operator.LT, "<=", Operator.LE, ">", Operator.GT, ">=", Operator.GE),
          Map.of("+", Operator.ADD, "-", Operator.SUB));

  /** Reads a register, or memory. */
  @FunctionalInterface
  interface Leaf {
    Expr read();
  }

  private final Tokens in;
  private final Code code;
  private final Leaf leaf;

  Expressions(Tokens in, Code code, Leaf leaf) {
    this.in = in;
    this.code = code;
    this.leaf = leaf;
  }

  Expr read() {
    return level(0);
  }

  private Expr level(int level) {
    if (level == LEVELS.size()) {
      return unary();
    }
    Expr left = level(level + 1);
    while (LEVELS.get(level).containsKey(in.peek().text())) {
      Token symbol = in.next();
      Operator operator = LEVELS.get(level).get(symbol.text());
      boolean logical = level < 2;
      Token operand = in.peek();
      int before = code.size();
      Expr right = level(level + 1);
      if (logical && code.size() > before) {
        // It would be read on one side of a branch only; as a statement that is plain to see.
        throw in.error(operand, "no memory access behind " + symbol.text());
      }
      left = Expr.of(logical ? truth(left) : left, operator, logical ? truth(right) : right);
    }
    return left;
  }

  private Expr unary() {
    in.enter();
    Expr expr = operand();
    in.leave();
    return expr;
  }

  private Expr operand() {
    if (in.accept("!")) {
      return Expr.eq(unary(), 0);
    }
    if (in.accept("(")) {
      Expr inner = read();
      in.expect(")");
      return inner;
    }
    if (in.peek().isNumber() || (in.peek().is("-") && in.peekSecond().isNumber())) {
      return Expr.constant(in.number("a number"));
    }
    if (in.accept("-")) {
      return Expr.minus(Expr.constant(0), unary());
    }
    return leaf.read();
  }

  private static Expr truth(Expr expr) {
    boolean isTruth =
        expr instanceof Expr.Binary b
            && switch (b.operator()) {
              case EQ, NE, LT, LE, GT, GE -> true;
              case ADD, SUB, AND, OR, XOR -> false;
            };
    return isTruth ? expr : Expr.ne(expr, 0);
  }
}
