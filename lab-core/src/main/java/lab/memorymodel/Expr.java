package lab.memorymodel;

import java.util.BitSet;

/** An integer expression over the registers of one thread. Comparisons give 1 or 0. */
public sealed interface Expr {

  int eval(int[] registers);

  /** As it is shown; registers that have no name of their own as {@code r0}. */
  default String words() {
    return switch (this) {
      case Const c -> Integer.toString(c.value());
      case Reg r -> "r" + r.register();
      case Binary b ->
          b.operand(b.left()) + " " + b.operator().symbol() + " " + b.operand(b.right());
      case Named n -> n.name();
    };
  }

  /** Adds the registers that it uses. */
  default void collect(BitSet registers) {
    switch (this) {
      case Const _ -> {
        // Uses none.
      }
      case Reg r -> registers.set(r.register());
      case Binary b -> {
        b.left().collect(registers);
        b.right().collect(registers);
      }
      case Named n -> n.meaning().collect(registers);
    }
  }

  /** The same without names. */
  default Expr plain() {
    return switch (this) {
      case Const c -> c;
      case Reg r -> r;
      case Binary b -> new Binary(b.operator(), b.left().plain(), b.right().plain());
      case Named n -> n.meaning().plain();
    };
  }

  /** An expression that is shown by a name. */
  sealed interface Named extends Expr permits lab.memorymodel.Reg, Called {
    String name();

    Expr meaning();

    @Override
    default int eval(int[] registers) {
      return meaning().eval(registers);
    }
  }

  /** An expression that is called something, as in {@code next tag}. */
  record Called(String name, Expr meaning) implements Named {}

  /** {@code meaning}, shown as {@code name}. */
  static Expr called(String name, Expr meaning) {
    return new Called(name, meaning);
  }

  /** A constant. */
  record Const(int value) implements Expr {
    @Override
    public int eval(int[] registers) {
      return value;
    }
  }

  /** A register of the thread, by number. */
  record Reg(int register) implements Expr {
    @Override
    public int eval(int[] registers) {
      return registers[register];
    }
  }

  /** Two expressions joined by an operator. */
  record Binary(Operator operator, Expr left, Expr right) implements Expr {
    private String operand(Expr expr) {
      return expr instanceof Binary ? "(" + expr.words() + ")" : expr.words();
    }

    @Override
    public int eval(int[] registers) {
      return operator.apply(left.eval(registers), right.eval(registers));
    }
  }

  /** What joins two expressions. */
  enum Operator {
    ADD("+"),
    SUB("-"),
    AND("&"),
    OR("|"),
    XOR("^"),
    EQ("=="),
    NE("!="),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">=");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }

    public int apply(int a, int b) {
      return switch (this) {
        case ADD -> a + b;
        case SUB -> a - b;
        case AND -> a & b;
        case OR -> a | b;
        case XOR -> a ^ b;
        case EQ -> a == b ? 1 : 0;
        case NE -> a != b ? 1 : 0;
        case LT -> a < b ? 1 : 0;
        case LE -> a <= b ? 1 : 0;
        case GT -> a > b ? 1 : 0;
        case GE -> a >= b ? 1 : 0;
      };
    }
  }

  static Expr constant(int value) {
    return new Const(value);
  }

  static Expr reg(int register) {
    return new Reg(register);
  }

  static Expr of(Expr left, Operator operator, Expr right) {
    return new Binary(operator, left, right);
  }

  // What programs are written with: each once for two expressions, and once for one and a number.

  static Expr plus(Expr left, Expr right) {
    return of(left, Operator.ADD, right);
  }

  static Expr plus(Expr left, int right) {
    return plus(left, constant(right));
  }

  static Expr minus(Expr left, Expr right) {
    return of(left, Operator.SUB, right);
  }

  static Expr minus(Expr left, int right) {
    return minus(left, constant(right));
  }

  static Expr and(Expr left, Expr right) {
    return of(left, Operator.AND, right);
  }

  static Expr and(Expr left, int right) {
    return and(left, constant(right));
  }

  static Expr or(Expr left, Expr right) {
    return of(left, Operator.OR, right);
  }

  static Expr eq(Expr left, Expr right) {
    return of(left, Operator.EQ, right);
  }

  static Expr eq(Expr left, int right) {
    return eq(left, constant(right));
  }

  static Expr ne(Expr left, Expr right) {
    return of(left, Operator.NE, right);
  }

  static Expr ne(Expr left, int right) {
    return ne(left, constant(right));
  }

  static Expr lt(Expr left, Expr right) {
    return of(left, Operator.LT, right);
  }

  static Expr lt(Expr left, int right) {
    return lt(left, constant(right));
  }

  static Expr le(Expr left, Expr right) {
    return of(left, Operator.LE, right);
  }

  static Expr le(Expr left, int right) {
    return le(left, constant(right));
  }

  static Expr gt(Expr left, Expr right) {
    return of(left, Operator.GT, right);
  }

  static Expr gt(Expr left, int right) {
    return gt(left, constant(right));
  }

  static Expr ge(Expr left, Expr right) {
    return of(left, Operator.GE, right);
  }

  static Expr ge(Expr left, int right) {
    return ge(left, constant(right));
  }
}
