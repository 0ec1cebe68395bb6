package lab.experiments.memory.cas;

import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.plus;

import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Cells;
import lab.memorymodel.Expr;
import lab.memorymodel.Modes;
import lab.memorymodel.Program;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.Reg;
import lab.memorymodel.Registers;
import lab.memorymodel.Script;
import lab.memorymodel.Script.Way;
import lab.memorymodel.Shared;

/**
 * The adder adds {@link #ADDER_ADDS} to a shared number by reading it, computing the new value and
 * writing that back; the intruder adds {@link #INTRUDER_ADDS} with one exchange-and-add, whenever
 * it likes and at most so many times. With {@code op=cas} the code of the adder is {@code
 * lab.concurrent.counter.CasCounter.update}, under the same labels, without the back-off. The two
 * amounts differ in their digits, so that the number tells whose additions are in it.
 *
 * <p>That the adder computes is a step of its own although no memory is touched: it makes the
 * window long enough to be looked at. The writing step has the same name whatever the adder writes
 * with, so that one schedule can be held against both.
 */
final class CasProgram {
  static final int ADDER_ADDS = 1;
  static final int INTRUDER_ADDS = 10;

  private static final Cells CELLS = new Cells();
  static final Shared VALUE = CELLS.cell("value", 0);

  private static final Registers ADDER = new Registers(0, "adder");
  static final Reg EXPECTED = ADDER.reg("expected");
  static final Reg DESIRED = ADDER.reg("desired");
  private static final Reg FOUND = ADDER.reg("found");
  static final Reg RETRIES = ADDER.reg("retries");

  /** How far the adder is in its attempt: one of the three numbers below. */
  static final Reg HELD = ADDER.reg("held");

  static final int NOTHING = 0;
  static final int READ = 1;
  static final int COMPUTED = 2;

  private static final Registers INTRUDER = new Registers(1, "intruder");
  private static final Reg OLD = INTRUDER.reg("old");
  static final Reg WRITES = INTRUDER.reg("writes");

  static final int ADDER_THREAD = ADDER.thread();

  private CasProgram() {}

  /**
   * @param compare whether the adder writes with compare-and-set, or without looking
   * @param interference how often the intruder may write
   * @param modes as shipped: an opaque guess, and a compare-and-set that both acquires and releases
   */
  static Program of(boolean compare, int interference, Modes modes) {
    return new Program(
        "cas", CELLS.all(), List.of(adder(compare, modes), intruder(interference, modes)));
  }

  private static ThreadCode adder(boolean compare, Modes modes) {
    AccessMode guess = modes.load(AccessMode.OPAQUE);
    Script code = new Script(ADDER);
    code.place("begin again").begin().load("A1", "read", EXPECTED, VALUE, guess);
    code.note(HELD, after(EXPECTED, READ));
    code.choose(new Way("compute", "", constant(1), "compute"));
    code.place("compute").assign(DESIRED, plus(EXPECTED, ADDER_ADDS));
    code.note(HELD, constant(COMPUTED)).begin();
    if (compare) {
      AccessMode both = modes.readModifyWrite(AccessMode.VOLATILE);
      code.compareAndExchange("A3", "cas", FOUND, VALUE, EXPECTED, DESIRED, both);
      code.note(HELD, after(FOUND, NOTHING));
      code.branch(eq(FOUND, EXPECTED), "return");
      code.assign(RETRIES, plus(RETRIES, 1));
      code.forget(EXPECTED, DESIRED, FOUND).jump("begin again");
    } else {
      code.store(Script.NONE, "cas", VALUE, DESIRED, modes.store(AccessMode.RELEASE));
    }
    return code.place("return").thread();
  }

  /**
   * That number, once the register has been read: what does not depend on an access is counted
   * before it, for under {@code java} local instructions come as early as they can.
   */
  private static Expr after(Reg register, int number) {
    Expr nothing = lt(register, 0);
    return plus(constant(number), nothing);
  }

  private static ThreadCode intruder(int interference, Modes modes) {
    Script code = new Script(INTRUDER);
    code.place("begin again").branch(ge(WRITES, interference), "stop");
    AccessMode both = modes.readModifyWrite(AccessMode.ACQUIRE_RELEASE);
    code.begin().fetchAdd(Script.NONE, "write", OLD, VALUE, constant(INTRUDER_ADDS), both);
    code.note(WRITES, plus(WRITES, after(OLD, 1))).forget(OLD).jump("begin again");
    return code.place("stop").thread();
  }
}
