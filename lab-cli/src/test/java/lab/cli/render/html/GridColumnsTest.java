package lab.cli.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;

class GridColumnsTest {
  private static Cells grid(int columns, int cells, String label) {
    List<Cell> all =
        IntStream.range(0, cells)
            .mapToObj(i -> Cell.of("c" + i, i % columns == 0 ? label : "x", Tone.IDLE))
            .toList();
    return new Cells("grid", "", Cells.Form.GRID, columns, all, List.of());
  }

  /** Three that belong together are never drawn two and one. */
  @Test
  void aLineEndsWhereOneDid() {
    for (int width = 10; width < 900; width += 10) {
      assertThat(CellsDrawing.columns(grid(3, 6, "old SYN 0"), width)).isIn(1, 3);
      assertThat(CellsDrawing.columns(grid(8, 64, "07"), width)).isIn(1, 2, 4, 8);
    }
    assertThat(CellsDrawing.columns(grid(3, 6, "old SYN 0"), 900)).isEqualTo(3);
    assertThat(CellsDrawing.columns(grid(3, 6, "old SYN 0"), 100)).isEqualTo(1);
  }

  /** A column is as wide as what is in it, not as what is in another. */
  @Test
  void oneWideColumnDoesNotWidenTheOthers() {
    Cells piece = grid(3, 6, "a label of some length");
    double one = CellsDrawing.grid(piece, 1);
    assertThat(CellsDrawing.grid(piece, 3)).isLessThan(2 * one);
    assertThat(CellsDrawing.columns(piece, CellsDrawing.grid(piece, 3))).isEqualTo(3);
    assertThat(CellsDrawing.columns(piece, CellsDrawing.grid(piece, 3) - 1)).isEqualTo(1);
  }
}
