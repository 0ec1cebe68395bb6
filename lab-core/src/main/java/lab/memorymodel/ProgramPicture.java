package lab.memorymodel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The picture of a program's state: its code, its registers, and memory as the model has it. */
public final class ProgramPicture {
  private ProgramPicture() {}

  public static Function<ProgramState, Stage> of(Program program, MemoryModel model) {
    return state -> {
      List<Piece> pieces = new ArrayList<>();
      FlatState flat = (FlatState) state;
      for (int t = 0; t < flat.code.threads; t++) {
        pieces.add(code(flat, t));
      }
      pieces.add(memory(flat));
      return new Stage(pieces);
    };
  }

  private static Piece code(FlatState state, int t) {
    List<Piece.Row> rows = new ArrayList<>();
    Op[] ops = state.code.ops[t];
    for (int i = 0; i < ops.length; i++) {
      boolean here = state.pc(t) == i;
      rows.add(
          Piece.Row.of(
              state.code.name(t) + "." + i,
              here ? Tone.BUSY : Tone.IDLE,
              here ? ">" : "",
              ops[i].text));
    }
    return new Piece.Table(state.code.name(t), state.code.name(t), List.of("code"), rows);
  }

  private static Piece memory(FlatState state) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int c = 0; c < state.code.cellCount; c++) {
      String name = state.code.cellName(c);
      cells.add(Piece.Cell.of(name, name + "=" + state.cell(c), Tone.OK));
    }
    return new Piece.Cells("memory", "memory", Piece.Cells.Form.ROW, 0, cells, List.of());
  }
}
