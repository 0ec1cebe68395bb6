package lab.cli.render;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lab.cli.render.Look.Ink;
import lab.cli.render.Look.Sign;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells;
import lab.stage.Piece.Mark;

/** Cells as boxes in rows, with their marks below. A row that is too long goes on in the next. */
final class TextCells {
  /** A border, the glyph with a blank after it, and the asterisk. */
  private static final int AROUND_LABEL = 4;

  private TextCells() {}

  static void draw(Cells piece, Set<String> changed, Canvas canvas) {
    List<Cell> cells = piece.cells();
    if (cells.isEmpty()) {
      canvas.put(0, canvas.height(), "(empty)", Ink.FAINT);
      return;
    }
    int widest = cells.stream().mapToInt(c -> Text.width(Text.clean(c.label()))).max().orElse(0);
    int room = canvas.width() - 1;
    int perRow = piece.form() == Cells.Form.GRID ? Math.max(1, piece.columns()) : cells.size();
    int narrowest = AROUND_LABEL + Math.min(widest, 3);
    perRow = Math.min(perRow, Math.max(1, room / narrowest));
    // A row that does not fit goes on below rather than losing its labels; a grid keeps its shape.
    boolean wraps = piece.form() != Cells.Form.GRID;
    if (wraps) {
      perRow = Math.min(perRow, Math.max(1, room / (AROUND_LABEL + Math.min(widest, 12))));
    }
    int pitch = Math.min(AROUND_LABEL + widest, room / Math.min(perRow, cells.size()));
    for (int first = 0; first < cells.size(); first += perRow) {
      int end = Math.min(cells.size(), first + perRow);
      boolean last = end == cells.size();
      drawRow(piece, cells.subList(first, end), pitch, changed, canvas);
      if (last && piece.form() == Cells.Form.RING) {
        String back = canvas.look().plain() ? "(back to the first)" : "↻";
        int line = canvas.height() - 1;
        int at = (end - first) * pitch + 2;
        while (line > 0 && canvas.isFree(1, line, 1)) {
          line--;
        }
        if (at + back.length() <= canvas.width()) {
          canvas.put(at, Math.max(0, line - 1), back, Ink.FAINT);
        }
      }
      drawMarks(piece, cells.subList(first, end), pitch, changed, canvas);
    }
  }

  private static void drawRow(
      Cells piece, List<Cell> cells, int pitch, Set<String> changed, Canvas canvas) {
    Look look = canvas.look();
    int top = canvas.height();
    border(canvas, top, cells.size(), pitch, Sign.TOP_LEFT, Sign.TOP, Sign.TOP_RIGHT);
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      boolean isNew = changed.contains(piece.key() + "/" + cell.key());
      int x = i * pitch;
      canvas.put(x, top + 1, look.sign(Sign.VERTICAL));
      canvas.put(x + 1, top + 1, look.glyph(cell.tone()), Ink.of(cell.tone()));
      String label = Text.clip(Text.clean(cell.label()), pitch - AROUND_LABEL, look.ellipsis());
      canvas.put(x + 3, top + 1, label, Ink.of(cell.tone(), isNew));
      if (isNew) {
        canvas.put(x + 3 + Text.width(label), top + 1, TextRenderer.CHANGED, Ink.of(cell.tone()));
      }
    }
    canvas.put(cells.size() * pitch, top + 1, look.sign(Sign.VERTICAL));
    border(canvas, top + 2, cells.size(), pitch, Sign.BOTTOM_LEFT, Sign.BOTTOM, Sign.BOTTOM_RIGHT);
  }

  private static void border(
      Canvas canvas, int y, int cells, int pitch, Sign left, Sign middle, Sign right) {
    Look look = canvas.look();
    for (int i = 0; i < cells; i++) {
      canvas.put(i * pitch, y, look.sign(i == 0 ? left : middle));
      canvas.put(i * pitch + 1, y, look.sign(Sign.HORIZONTAL, pitch - 1));
    }
    canvas.put(cells * pitch, y, look.sign(right));
  }

  private static void drawMarks(
      Cells piece, List<Cell> cells, int pitch, Set<String> changed, Canvas canvas) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      columns.put(cells.get(i).key(), i * pitch + 1);
    }
    int top = canvas.height();
    for (Mark mark : piece.marks()) {
      if (!columns.containsKey(mark.cell())) {
        continue;
      }
      boolean isNew = changed.contains(piece.key() + "/" + mark.key());
      String text =
          Text.clip(
              canvas.look().sign(Sign.UP) + Text.clean(mark.label()),
              canvas.width() - (isNew ? 1 : 0),
              canvas.look().ellipsis());
      int wide = Text.width(text) + (isNew ? 1 : 0);
      int x = Math.min(columns.get(mark.cell()), canvas.width() - wide);
      int y = top;
      while (!canvas.isFree(x - 1, y, wide + 2)) {
        y++;
      }
      canvas.put(x, y, text, Ink.of(mark.tone(), isNew));
      if (isNew) {
        canvas.put(x + wide - 1, y, TextRenderer.CHANGED, Ink.of(mark.tone()));
      }
    }
  }
}
