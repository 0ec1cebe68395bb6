package lab.experiments.memory.cas;

import static lab.experiments.memory.cas.CasProgram.ADDER_ADDS;
import static lab.experiments.memory.cas.CasProgram.EXPECTED;
import static lab.experiments.memory.cas.CasProgram.INTRUDER_ADDS;
import static lab.experiments.memory.cas.CasProgram.VALUE;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells.Form;
import lab.stage.Tone;

/**
 * Where the amounts are that are added. The digits of the value tell whose and how many are in it.
 * Those of the intruder that the adder had read are among them, and those that came after the adder
 * wrote; so what is missing are those between.
 */
final class Amounts {
  private static final List<String> ORDER = List.of("first ", "second ", "third ");

  private final int interference;
  private final int writes;
  private final int read;
  private final int counted;
  private final boolean addersIsIn;

  Amounts(ProgramState s, int interference) {
    this.interference = interference;
    writes = CasMachine.writes(s);
    read = EXPECTED.in(s) / INTRUDER_ADDS;
    counted = VALUE.in(s) / INTRUDER_ADDS;
    addersIsIn = VALUE.in(s) % INTRUDER_ADDS == ADDER_ADDS;
  }

  /** The cell of what the adder adds, as long as it is not in the value. */
  Cell ofTheAdder(String key) {
    return addersIsIn ? blank(key) : adders(key);
  }

  Piece ofTheIntruder() {
    List<Cell> cells = new ArrayList<>();
    for (int n = 1; n <= interference; n++) {
      String key = "left" + n;
      cells.add(n > writes ? intruders(key, n).doing("intruder.write") : blank(key));
    }
    return row("left", "adds", cells);
  }

  /** What has been added, and what of it is lost. */
  Piece inTheValue() {
    List<Cell> cells = new ArrayList<>();
    cells.add(addersIsIn ? adders("sum.adder") : blank("sum.adder"));
    for (int n = 1; n <= interference; n++) {
      String key = "sum" + n;
      cells.add(
          isLost(n)
              ? Cell.of(key, Integer.toString(INTRUDER_ADDS), Tone.BAD)
              : n <= writes ? intruders(key, n) : blank(key));
    }
    return row("sum", "added", cells);
  }

  private boolean isLost(int n) {
    return n > read && n <= writes - (counted - read);
  }

  private static Piece row(String key, String title, List<Cell> cells) {
    return new Piece.Cells(key, title, Form.ROW, 0, cells, List.of());
  }

  private static Cell blank(String key) {
    return Cell.of(key, "·", Tone.IDLE);
  }

  private static Cell adders(String key) {
    String amount = Integer.toString(ADDER_ADDS);
    return Cell.of(key, amount, Tone.A).holding("the adder's " + amount);
  }

  private Cell intruders(String key, int n) {
    String which = interference == 1 ? "" : ORDER.get(n - 1);
    return Cell.of(key, Integer.toString(INTRUDER_ADDS), Tone.B)
        .holding("the intruder's " + which + INTRUDER_ADDS);
  }
}
