package lab.experiments.memory.cas;

import static lab.experiments.memory.cas.CasProgram.VALUE;

import java.util.List;
import lab.memorymodel.ProgramState;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells.Form;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * The adder, the shared value, the intruder. What moves are the amounts: each is with the one who
 * adds it, or in the value, or lost.
 */
final class CasPicture {
  private final AdderPicture adder;
  private final int interference;

  CasPicture(boolean compare, int interference) {
    adder = new AdderPicture(compare);
    this.interference = interference;
  }

  Stage of(ProgramState s) {
    Amounts amounts = new Amounts(s, interference);
    return Stage.of(
            adder.registers(s),
            adder.amount(amounts),
            value(s),
            amounts.inTheValue(),
            amounts.ofTheIntruder())
        .in(
            Place.at(0, "adder", Tone.A, "registers", "amount").called("the adder"),
            Place.at(1, "memory", Tone.IDLE, "memory", "sum").called("the value"),
            Place.at(2, "intruder", Tone.B, "left").called("the intruder"));
  }

  private static Piece value(ProgramState s) {
    Tone tone = CasMachine.lost(s) ? Tone.BAD : CasMachine.done(s) ? Tone.OK : Tone.BUSY;
    Cell value = Cell.of("value", Integer.toString(VALUE.in(s)), tone);
    return new Piece.Cells("memory", "", Form.ROW, 0, List.of(value), List.of());
  }
}
