package lab.memorymodel.compiler;

import java.util.Arrays;
import java.util.BitSet;
import lab.memorymodel.Expr;

/**
 * Whether the value of an expression depends on a loaded one in a way that no compiler can remove,
 * as it may in {@code r - r}. What is not clear is no dependence.
 */
final class Dependence {
  private static final int[] SAMPLES = {0, 1, 2, 3, -1, 7, 64};

  private Dependence() {}

  /**
   * @param holding registers that hold the loaded value, or another for each other value
   */
  static boolean has(Expr expr, BitSet holding) {
    return carries(expr, holding) || varies(expr.plain(), holding);
  }

  /** Whether the value is another for each other loaded value. */
  static boolean carries(Expr expr, BitSet holding) {
    return switch (expr.plain()) {
      case Expr.Const _ -> false;
      case Expr.Reg r -> holding.get(r.register());
      case Expr.Binary b ->
          switch (b.operator()) {
            case ADD, SUB, XOR ->
                (carries(b.left(), holding) && !uses(b.right(), holding))
                    || (carries(b.right(), holding) && !uses(b.left(), holding));
            default -> false;
          };
      case Expr.Named n -> carries(n.meaning(), holding);
    };
  }

  private static boolean uses(Expr expr, BitSet holding) {
    BitSet used = new BitSet();
    expr.collect(used);
    return used.intersects(holding);
  }

  /** Whether the value of an expression of one register alone is not the same for all values. */
  private static boolean varies(Expr expr, BitSet holding) {
    BitSet used = new BitSet();
    expr.collect(used);
    if (used.cardinality() != 1 || !used.intersects(holding)) {
      return false;
    }
    int register = used.nextSetBit(0);
    int[] registers = new int[register + 1];
    return Arrays.stream(SAMPLES)
            .map(value -> {
              registers[register] = value;
              return expr.eval(registers);
            })
            .distinct()
            .count()
        > 1;
  }
}
