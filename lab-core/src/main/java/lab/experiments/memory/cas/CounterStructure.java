package lab.experiments.memory.cas;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.called;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.plus;

import java.util.List;
import lab.concurrent.counter.CasCounter;
import lab.explore.Claim;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Cells;
import lab.memorymodel.Program;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.ProgramState;
import lab.memorymodel.Reg;
import lab.memorymodel.Registers;
import lab.memorymodel.Script;
import lab.memorymodel.Shared;
import lab.room.Structure;

/**
 * {@code lab.concurrent.counter.CasCounter} as it ships: one thread updates, one adds, one looks.
 * The first two write something of their own before they change the number, and whoever sees a
 * number with their part in it must see that too: the happens-before edge that the class promises.
 */
final class CounterStructure {
  static final String LOST_UPDATE = "lost-update";
  static final String UNPUBLISHED = "unpublished";
  private static final String BOTH_SEEN = "both-seen";

  private static final int ONE = 1;
  private static final int TEN = 10;

  private static final Cells CELLS = new Cells();
  private static final Shared VALUE = CELLS.cell("value", 0);
  private static final Shared UPDATED = CELLS.cell("updated", 0);
  private static final Shared ADDED = CELLS.cell("added", 0);

  private static final Side UPDATER = new Side(0, "updater");
  private static final Side ADDER = new Side(1, "adder");
  private static final Side LOOKER = new Side(2, "looker");

  private CounterStructure() {}

  /** A thread and what it keeps. */
  private static final class Side {
    private final Registers all;
    private final Reg seen;
    private final Reg found;
    private final Reg others;

    private Side(int thread, String actor) {
      all = new Registers(thread, actor);
      seen = all.reg("v");
      found = all.reg("found");
      others = all.reg("other");
    }

    private boolean done(ProgramState s) {
      return s.done(all.thread());
    }
  }

  static Structure structure() {
    Program program =
        new Program(
            "counter",
            CELLS.all(),
            List.of(
                changer(UPDATER, UPDATED, ADDED, ONE, "A1", "A3"),
                changer(ADDER, ADDED, UPDATED, TEN, "B1", "B3"),
                looker()));
    List<Claim<ProgramState>> claims =
        List.of(
            new Claim.Never<>(
                LOST_UPDATE,
                "When both have finished, the value is the sum of what they added.",
                s -> UPDATER.done(s) && ADDER.done(s) && VALUE.in(s) != ONE + TEN),
            new Claim.Never<>(
                UNPUBLISHED,
                "Whoever reads a change of the value sees what its writer wrote before it.",
                s -> s.failedAssertion().isPresent()),
            new Claim.Sometimes<>(
                BOTH_SEEN,
                "The looker sees both additions.",
                s -> LOOKER.done(s) && LOOKER.seen.in(s) == ONE + TEN));
    return new Structure("counter", CasCounter.class, program, claims);
  }

  /** One of the two who change the value, by a loop of two labelled accesses. */
  private static ThreadCode changer(
      Side side, Shared own, Shared other, int adds, String read, String cas) {
    Script code = new Script(side.all);
    code.store(Script.NONE, "own", own, constant(1), AccessMode.OPAQUE);
    code.place("begin again").load(read, "read", side.seen, VALUE, AccessMode.OPAQUE);
    code.compareAndExchange(
        cas, "cas", side.found, VALUE, side.seen, plus(side.seen, adds), AccessMode.VOLATILE);
    code.branch(ne(side.found, side.seen), "begin again");
    code.branch(eq(side.seen, 0), "return");
    code.load(Script.NONE, "other", side.others, other, AccessMode.OPAQUE);
    code.check(side.others, UNPUBLISHED);
    return code.place("return").thread();
  }

  private static ThreadCode looker() {
    Script code = new Script(LOOKER.all);
    code.load("G1", "get", LOOKER.seen, VALUE, AccessMode.ACQUIRE);
    code.branch(called("the updater's 1 is not in v", eq(and(LOOKER.seen, ONE), 0)), "tens");
    code.load(Script.NONE, "updated", LOOKER.others, UPDATED, AccessMode.OPAQUE);
    code.check(LOOKER.others, UNPUBLISHED);
    code.place("tens").branch(called("the adder's 10 is not in v", lt(LOOKER.seen, TEN)), "return");
    code.load(Script.NONE, "added", LOOKER.others, ADDED, AccessMode.OPAQUE);
    code.check(LOOKER.others, UNPUBLISHED);
    return code.place("return").thread();
  }
}
