package lab.experiments.memory.reordering;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.memorymodel.ProgramState;
import lab.memorymodel.litmus.Condition;
import lab.memorymodel.litmus.LitmusTest;
import lab.memorymodel.litmus.Observed;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Piece.Cell;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * What a shape's question hangs on: what has been read so far, and which outcome is the weak one.
 */
final class OutcomePicture {
  private static final String KEY = "outcome";

  private final LitmusTest test;

  OutcomePicture(LitmusTest test) {
    this.test = test;
  }

  Stage of(ProgramState s) {
    boolean decided = ShapeClaims.decided(test, s);
    Tone end = ShapeClaims.weak(test, s) ? Tone.BAD : Tone.OK;
    List<Cell> cells = new ArrayList<>();
    for (Observed o : test.observed()) {
      boolean known = ShapeClaims.settled(s, o);
      String value = known ? Integer.toString(ShapeClaims.value(s, o)) : "?";
      Tone tone = decided ? end : known ? Tone.BUSY : Tone.IDLE;
      cells.add(Cell.of(test.columnName(o), test.columnName(o) + " = " + value, tone));
    }
    Piece.Cells.Form row = Piece.Cells.Form.ROW;
    return Stage.of(new Piece.Cells(KEY, "", row, 0, cells, List.of()))
        .in(Place.at(0, KEY, Tone.IDLE, KEY).called(title()).wide(test.program().threads().size()));
  }

  private String title() {
    return test.condition()
        .flatMap(c -> words(c.proposition()))
        .map("weak outcome: "::concat)
        .orElse("what is looked at in the end");
  }

  /** Empty where it is more than some values at once: that is no heading. */
  private Optional<String> words(Condition.Proposition weak) {
    return switch (weak) {
      case Condition.Comparison c when c.equal() ->
          Optional.of(test.columnName(c.left()) + " = " + c.right());
      case Condition.And and -> words(and.a()).flatMap(a -> words(and.b()).map(b -> a + ", " + b));
      default -> Optional.empty();
    };
  }
}
