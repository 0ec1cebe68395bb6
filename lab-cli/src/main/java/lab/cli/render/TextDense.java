package lab.cli.render;

import lab.cli.render.Look.Ink;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells;
import lab.stage.Piece.Mark;
import lab.stage.Tone;

/** Many cells, a character each: its shade, or its glyph where something is the matter. */
final class TextDense {
  private TextDense() {}

  static void draw(Cells piece, Canvas canvas) {
    Look look = canvas.look();
    int columns = Math.max(1, Math.min(piece.columns(), canvas.width()));
    int top = canvas.height();
    for (int i = 0; i < piece.cells().size(); i++) {
      Cell cell = piece.cells().get(i);
      boolean matters = cell.tone() == Tone.BAD || cell.tone() == Tone.WARN;
      String sign =
          matters || cell.value().isEmpty()
              ? look.glyph(cell.tone())
              : look.shade(cell.value().getAsDouble());
      canvas.put(i % columns, top + i / columns, sign, Ink.of(cell.tone()));
    }
    for (Mark mark : piece.marks()) {
      int at = piece.cells().stream().map(Cell::key).toList().indexOf(mark.cell());
      if (at >= 0) {
        String text = "%s is at %d".formatted(Text.clean(mark.label()), at + 1);
        int y = canvas.height();
        canvas.put(0, y, Text.clip(text, canvas.width(), look.ellipsis()), Ink.of(mark.tone()));
      }
    }
  }
}
