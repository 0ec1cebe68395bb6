package lab.experiments.memory.cas;

import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Expr.reg;

import java.util.List;
import java.util.Optional;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.CompareAndExchange;
import lab.memorymodel.Instruction.FetchAdd;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Listing;
import lab.memorymodel.Listing.Way;
import lab.memorymodel.Program;
import lab.memorymodel.Program.SharedCell;
import lab.memorymodel.Program.ThreadCode;

/**
 * A adds {@link #A_ADDS} to a shared number by reading it, computing the new value and writing that
 * back; X adds {@link #X_ADDS} with one exchange-and-add, whenever it likes and at most so many
 * times. With {@code op=cas} the code of A is {@code lab.concurrent.counter.CasCounter.update},
 * under the same labels, without the back-off. The two amounts differ in their digits, so that the
 * number tells whose additions are in it.
 *
 * <p>That A computes is a step of its own although no memory is touched: it makes the window long
 * enough to be looked at. The writing step has the same name whatever A writes with, so that one
 * schedule can be held against both.
 */
final class CasProgram {
  static final int A = 0;
  static final int X = 1;

  static final int A_ADDS = 1;
  static final int X_ADDS = 10;

  static final int VALUE = 0;

  // Registers of A.
  static final int EXPECTED = 0;
  static final int DESIRED = 1;
  private static final int FOUND = 2;
  static final int RETRIES = 3;
  static final int HELD = 4;

  /** What {@link #HELD} counts: how far A is in its attempt. */
  static final int NOTHING = 0;

  static final int READ = 1;
  static final int COMPUTED = 2;

  // Registers of X.
  private static final int OLD = 0;
  static final int WRITES = 1;

  private CasProgram() {}

  /**
   * @param compare whether A writes with compare-and-set, or without looking
   * @param interference how often X may write
   * @param mode one of {@link AccessMode#WORDS}; {@code acquire-release} is what the class ships
   *     with: an opaque guess, and a compare-and-set that both acquires and releases
   */
  static Program of(boolean compare, int interference, String mode) {
    return new Program(
        "cas",
        List.of(new SharedCell("value", 0)),
        List.of(a(compare, mode), x(interference, mode)));
  }

  private static ThreadCode a(boolean compare, String mode) {
    boolean shipped = mode.equals("acquire-release");
    AccessMode guess = shipped ? AccessMode.OPAQUE : AccessMode.ofLoad(mode);
    Listing code = new Listing();
    code.place("again");
    code.operation("A1", "read", "expected = value", new Load(EXPECTED, Cell.at(VALUE), guess));
    code.assign(HELD, after(EXPECTED, READ), "(A has read)");
    code.choose("desired = expected + 1", new Way("compute", "", constant(1), "computed"));
    code.place("computed");
    code.assign(DESIRED, plus(reg(EXPECTED), A_ADDS), "(computed)");
    code.assign(HELD, constant(COMPUTED), "");
    if (compare) {
      AccessMode both = shipped ? AccessMode.VOLATILE : AccessMode.ofReadModifyWrite(mode);
      code.operation(
          "A3",
          "cas",
          "CAS(value, expected, desired)",
          new CompareAndExchange(
              FOUND, Optional.empty(), Cell.at(VALUE), reg(EXPECTED), reg(DESIRED), both, false));
      code.assign(HELD, after(FOUND, NOTHING), "");
      code.branch(eq(reg(FOUND), reg(EXPECTED)), "done", "if it succeeded: return");
      code.assign(RETRIES, plus(reg(RETRIES), 1), "retries + 1");
      for (int register : new int[] {EXPECTED, DESIRED, FOUND}) {
        code.assign(register, constant(0), "");
      }
      code.jump("again", "else begin again");
    } else {
      code.begin(
          "cas",
          "value = desired, without looking",
          new Store(Cell.at(VALUE), reg(DESIRED), AccessMode.ofStore(mode)));
    }
    code.place("done");
    return new ThreadCode(
        "a", List.of("expected", "desired", "found", "retries", "held"), code.lines());
  }

  /**
   * That number, once the register has been read: what does not depend on an access is counted
   * before it, for under {@code java} local instructions come as early as they can.
   */
  private static Expr after(int register, int number) {
    Expr nothing = lt(reg(register), 0);
    return plus(constant(number), nothing);
  }

  private static ThreadCode x(int interference, String mode) {
    Listing code = new Listing();
    code.place("again");
    Expr spent = ge(reg(WRITES), interference);
    code.branch(spent, "over", "if it has written %d times: stop".formatted(interference));
    code.begin(
        "write",
        "old = value; value = old + 10, in one step",
        new FetchAdd(OLD, Cell.at(VALUE), constant(X_ADDS), AccessMode.ofReadModifyWrite(mode)));
    code.assign(WRITES, plus(reg(WRITES), after(OLD, 1)), "(one more write)");
    code.assign(OLD, constant(0), "");
    code.jump("again", "");
    code.place("over");
    return new ThreadCode("x", List.of("old", "writes"), code.lines());
  }
}
