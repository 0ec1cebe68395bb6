package lab.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;

final class StageDiffTest {

  private static Stage cells(Piece.Cell... cells) {
    return Stage.of(new Piece.Cells("m", "", Piece.Cells.Form.ROW, 0, List.of(cells), List.of()));
  }

  @Test
  void theSamePictureHasNoChange() {
    assertThat(StageDiff.changed(Pictures.ALL, Pictures.ALL)).isEmpty();
  }

  @Test
  void labelToneAndArrivalAreChanges() {
    Stage before = cells(Piece.Cell.of("a", "1", Tone.A), Piece.Cell.of("b", "2", Tone.A));
    assertThat(
            StageDiff.changed(
                before,
                cells(
                    Piece.Cell.of("a", "9", Tone.A),
                    Piece.Cell.of("b", "2", Tone.B),
                    Piece.Cell.of("c", "3", Tone.B))))
        .containsExactly("m/a", "m/b", "m/c");
    assertThat(StageDiff.vanished(before, cells(Piece.Cell.of("a", "1", Tone.A))))
        .containsExactly("m/b");
  }

  @Test
  void whatAClickDoesIsNoChange() {
    Stage before = cells(Piece.Cell.of("a", "1", Tone.A).doing("t1.read"));
    assertThat(StageDiff.changed(before, cells(Piece.Cell.of("a", "1", Tone.A)))).isEmpty();
  }

  @Test
  void aMovedThingIsFoundByItsKeyNotItsPlace() {
    Piece.Cell a = Piece.Cell.of("a", "1", Tone.A);
    Piece.Cell b = Piece.Cell.of("b", "2", Tone.A);
    assertThat(StageDiff.changed(cells(a, b), cells(b, a))).isEmpty();
  }

  @Test
  void aTableTellsCellsFromRows() {
    Piece.Row row = Piece.Row.of("r", Tone.A, "", "x", "y");
    Stage before = Stage.of(new Piece.Table("t", "", List.of(), List.of(row)));
    Stage cell =
        Stage.of(
            new Piece.Table("t", "", List.of(), List.of(Piece.Row.of("r", Tone.A, "", "x", "z"))));
    Stage mark =
        Stage.of(
            new Piece.Table("t", "", List.of(), List.of(Piece.Row.of("r", Tone.A, ">", "x", "y"))));
    assertThat(StageDiff.changed(before, cell)).containsExactly("t/r/1");
    assertThat(StageDiff.changed(before, mark)).containsExactly("t/r");
  }

  @Test
  void everyPrimitiveIsCompared() {
    assertThat(StageDiff.changed(Stage.of(), Pictures.ALL))
        .contains(
            "ring/s0",
            "ring/head",
            "costs/send/wire",
            "lanes/a/s",
            "lanes/m1",
            "code/l0",
            "code/l0/0",
            "stack/a",
            "stack/ab",
            "plot/flow",
            "plot/half",
            "figures/rate",
            "dense/d3",
            "circle/e2");
  }

  @Test
  void aHotterCellHasChanged() {
    Piece.Cell cell = Piece.Cell.of("a", "", Tone.IDLE);
    assertThat(StageDiff.changed(cells(cell.valued(0.2)), cells(cell.valued(0.3))))
        .containsExactly("m/a");
  }
}
