package lab.cli.render;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lab.cli.render.Look.Ink;
import lab.cli.render.Look.Sign;
import lab.stage.Piece.Row;
import lab.stage.Piece.Table;

/** A table: mark, tone and columns; columns that do not fit are cut, the widest first. */
final class TextTable {
  private static final int GAP = 2;
  private static final int NARROWEST = 3;

  private TextTable() {}

  static void draw(Table whole, Set<String> changed, Canvas canvas, Density density) {
    boolean compact = density != Density.ROOMY;
    Table table = compact ? TextWindow.of(whole, density) : whole;
    Look look = canvas.look();
    int mark =
        table.rows().stream().mapToInt(r -> Text.width(Text.clean(r.mark()))).max().orElse(0);
    mark = Math.min(mark, 12);
    // Mark, blank, glyph, blank.
    int left = mark == 0 ? 2 : mark + 3;
    int[] widths = widths(table, canvas.width() - left);
    int top = canvas.height();
    if (!table.head().isEmpty() && !(compact && TextWindow.isCode(table))) {
      int x = left;
      for (int i = 0; i < widths.length; i++) {
        String head = i < table.head().size() ? table.head().get(i) : "";
        canvas.put(x, top, Text.clip(Text.clean(head), widths[i], look.ellipsis()), Ink.FAINT);
        if (!compact) {
          canvas.put(x, top + 1, look.sign(Sign.HORIZONTAL, widths[i]), Ink.FAINT);
        }
        x += widths[i] + GAP;
      }
      top += compact ? 1 : 2;
    }
    for (int r = 0; r < table.rows().size(); r++) {
      Row row = table.rows().get(r);
      String key = table.key() + "/" + row.key();
      boolean isNew = changed.contains(key);
      String text = Text.clip(Text.clean(row.mark()), mark, look.ellipsis());
      canvas.put(0, top + r, text, Ink.of(row.tone(), isNew));
      canvas.put(left - 2, top + r, look.glyph(row.tone()), Ink.of(row.tone(), isNew));
      int x = left;
      for (int i = 0; i < row.cells().size(); i++) {
        boolean cellIsNew = changed.contains(key + "/" + i);
        String cell = Text.clip(Text.clean(row.cells().get(i)), widths[i] - 1, look.ellipsis());
        canvas.put(x, top + r, cell, Ink.of(row.tone(), cellIsNew));
        if (cellIsNew && !cell.isBlank()) {
          canvas.put(x + Text.width(cell), top + r, TextRenderer.CHANGED, Ink.of(row.tone()));
        }
        x += widths[i] + GAP;
      }
    }
  }

  /** Natural widths, one column for the asterisk included, cut until all of them fit. */
  private static int[] widths(Table table, int room) {
    int columns =
        Stream.concat(Stream.of(table.head()), table.rows().stream().map(Row::cells))
            .mapToInt(List::size)
            .max()
            .orElse(0);
    int[] widths = new int[columns];
    for (int i = 0; i < table.head().size(); i++) {
      widths[i] = Text.width(Text.clean(table.head().get(i)));
    }
    for (Row row : table.rows()) {
      for (int i = 0; i < row.cells().size(); i++) {
        widths[i] = Math.max(widths[i], 1 + Text.width(Text.clean(row.cells().get(i))));
      }
    }
    int total = Math.max(0, columns - 1) * GAP;
    for (int width : widths) {
      total += width;
    }
    for (; total > room; total--) {
      int widest = 0;
      for (int i = 1; i < columns; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths[widest] <= NARROWEST) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }
}
