package lab.experiments.memory.cas;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Expr.reg;

import java.util.List;
import java.util.Optional;
import lab.explore.Claim;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.CompareAndExchange;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Listing;
import lab.memorymodel.Program;
import lab.memorymodel.Program.SharedCell;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.ProgramState;
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

  private static final int VALUE = 0;
  private static final int UPDATED = 1;
  private static final int ADDED = 2;

  private static final int ONE = 1;
  private static final int TEN = 10;

  // Registers.
  private static final int SEEN = 0;
  private static final int FOUND = 1;
  private static final int OTHERS = 2;

  private static final int UPDATER = 0;
  private static final int ADDER = 1;
  private static final int LOOKER = 2;

  private CounterStructure() {}

  static Structure structure() {
    Program program =
        new Program(
            "counter",
            List.of(
                new SharedCell("value", 0),
                new SharedCell("updated", 0),
                new SharedCell("added", 0)),
            List.of(
                changer("u", UPDATED, ADDED, ONE, "A1", "A3"),
                changer("g", ADDED, UPDATED, TEN, "B1", "B3"),
                looker()));
    List<Claim<ProgramState>> claims =
        List.of(
            new Claim.Never<>(
                LOST_UPDATE,
                "When both have finished, the value is the sum of what they added.",
                s -> s.done(UPDATER) && s.done(ADDER) && s.cell(VALUE) != ONE + TEN),
            new Claim.Never<>(
                UNPUBLISHED,
                "Whoever reads a change of the value sees what its writer wrote before it.",
                s -> s.failedAssertion().isPresent()),
            new Claim.Sometimes<>(
                BOTH_SEEN,
                "The looker sees both additions.",
                s -> s.done(LOOKER) && s.register(LOOKER, SEEN) == ONE + TEN));
    return new Structure("counter", "lab.concurrent.counter.CasCounter", program, claims);
  }

  /** One of the two who change the value, by a loop of two labelled accesses. */
  private static ThreadCode changer(
      String name, int own, int other, int adds, String read, String cas) {
    Listing code = new Listing();
    code.unlabelled("own", "own = 1", new Store(Cell.at(own), constant(1), AccessMode.OPAQUE));
    code.place("again");
    code.access(read, "read", "v = value", new Load(SEEN, Cell.at(VALUE), AccessMode.OPAQUE));
    code.access(
        cas,
        "cas",
        "CAS(value, v, v + %d)".formatted(adds),
        new CompareAndExchange(
            FOUND,
            Optional.empty(),
            Cell.at(VALUE),
            reg(SEEN),
            plus(reg(SEEN), adds),
            AccessMode.VOLATILE,
            false));
    code.branch(ne(reg(FOUND), reg(SEEN)), "again", "if it failed: begin again");
    code.branch(eq(reg(SEEN), 0), "alone", "if v is 0: return");
    code.unlabelled(
        "other", "other = the other's", new Load(OTHERS, Cell.at(other), AccessMode.OPAQUE));
    code.check(reg(OTHERS), UNPUBLISHED, "(which must be 1)");
    code.place("alone");
    return new ThreadCode(name, List.of("v", "found", "other"), code.lines());
  }

  private static ThreadCode looker() {
    Listing code = new Listing();
    code.access("G1", "get", "v = value", new Load(SEEN, Cell.at(VALUE), AccessMode.ACQUIRE));
    Expr ones = and(reg(SEEN), ONE);
    code.branch(eq(ones, 0), "tens", "if u's 1 is not in v: skip");
    code.unlabelled(
        "updated", "seen = updated", new Load(OTHERS, Cell.at(UPDATED), AccessMode.OPAQUE));
    code.check(reg(OTHERS), UNPUBLISHED, "(which must be 1)");
    code.place("tens");
    code.branch(lt(reg(SEEN), TEN), "over", "if g's 10 is not in v: skip");
    code.unlabelled("added", "seen = added", new Load(OTHERS, Cell.at(ADDED), AccessMode.OPAQUE));
    code.check(reg(OTHERS), UNPUBLISHED, "(which must be 1)");
    code.place("over");
    return new ThreadCode("l", List.of("v", "found", "seen"), code.lines());
  }
}
