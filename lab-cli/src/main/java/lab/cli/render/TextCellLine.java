package lab.cli.render;

import java.util.Set;
import lab.cli.render.Look.Ink;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells;
import lab.stage.Piece.Mark;

/** Cells in brackets, each with the marks that are at it; the title stands before them. */
final class TextCellLine {
  private TextCellLine() {}

  static void draw(Cells piece, Set<String> changed, Canvas canvas) {
    Look look = canvas.look();
    int y = canvas.height();
    int x = 0;
    String title = Text.clean(piece.title());
    if (!title.isEmpty()) {
      int all =
          piece.cells().stream().mapToInt(c -> Text.width(text(piece, c, changed, look))).sum();
      boolean before = Text.width(title) + 1 + all <= canvas.width();
      canvas.put(0, y, Text.clip(title, canvas.width(), look.ellipsis()), Ink.HEADING);
      x = before ? Text.width(title) + 1 : 0;
      y += before ? 0 : 1;
    }
    int left = x;
    for (int i = 0; i < piece.cells().size(); i++) {
      Cell cell = piece.cells().get(i);
      String text = text(piece, cell, changed, look);
      boolean full = x > left && x + Text.width(text) > canvas.width();
      boolean next =
          piece.form() == Cells.Form.GRID && i > 0 && i % Math.max(1, piece.columns()) == 0;
      if (full || next) {
        x = left;
        y++;
      }
      boolean isNew = changed.contains(piece.key() + "/" + cell.key());
      text = Text.clip(text, canvas.width() - x, look.ellipsis());
      canvas.put(x, y, text, Ink.of(cell.tone(), isNew));
      x += Text.width(text);
    }
    if (piece.cells().isEmpty()) {
      canvas.put(x, y, "(empty)", Ink.FAINT);
    }
  }

  private static String text(Cells piece, Cell cell, Set<String> changed, Look look) {
    StringBuilder text = new StringBuilder("[" + look.glyph(cell.tone()));
    String label = Text.clean(cell.label());
    if (!label.isBlank() && !label.equals("·")) {
      text.append(' ').append(label);
    }
    if (changed.contains(piece.key() + "/" + cell.key())) {
      text.append(TextRenderer.CHANGED);
    }
    for (Mark mark : piece.marks()) {
      if (mark.cell().equals(cell.key())) {
        text.append(' ').append(look.sign(Look.Sign.UP)).append(Text.clean(mark.label()));
        if (changed.contains(piece.key() + "/" + mark.key())) {
          text.append(TextRenderer.CHANGED);
        }
      }
    }
    return text.append(']').toString();
  }
}
