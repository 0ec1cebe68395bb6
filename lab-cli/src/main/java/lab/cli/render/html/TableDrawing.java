package lab.cli.render.html;

import java.util.List;
import lab.cli.render.Text;
import lab.stage.Piece.Row;
import lab.stage.Piece.Table;
import lab.stage.Tone;

/** A table as an exported picture has it: the tone is a rule at the left and a tint. */
final class TableDrawing {
  private static final double LINE = 30;
  private static final double GAP = 18;
  private static final double LEAST = 28;

  private TableDrawing() {}

  /** The width that no cell is cut in. */
  static double width(Table table) {
    double sum = left(table);
    for (double width : natural(table)) {
      sum += width + GAP;
    }
    return sum;
  }

  /** The width that no word is cut in. */
  static double least(Table table) {
    double sum = left(table);
    for (int i = 0; i < natural(table).length; i++) {
      double widest = 0;
      for (Row row : table.rows()) {
        if (i < row.cells().size()) {
          for (String word : Text.clean(row.cells().get(i)).split(" ", -1)) {
            widest = Math.max(widest, Measure.label(word + "*"));
          }
        }
      }
      sum += Math.max(widest, i < table.head().size() ? word(table.head().get(i)) : 0) + 20;
    }
    return sum;
  }

  private static double word(String head) {
    double widest = 0;
    for (String word : Text.clean(head).split(" ", -1)) {
      widest = Math.max(widest, Measure.small(word + "*"));
    }
    return widest;
  }

  static void draw(Table table, Drawing drawing, double width) {
    double[] widths = natural(table);
    double left = left(table);
    double over = width(table) - width;
    while (over > 0) {
      int widest = widest(widths);
      if (widest < 0 || widths[widest] <= LEAST) {
        break;
      }
      double cut = Math.min(over, Math.max(8, widths[widest] / 10));
      widths[widest] -= cut;
      over -= cut;
    }
    double full = Math.min(width, width(table));
    double y = 0;
    if (!table.head().isEmpty()) {
      double x = left;
      for (int i = 0; i < table.head().size() && x < width; i++) {
        String head = Measure.fitSmall(table.head().get(i), Math.min(widths[i], width - x));
        drawing.text(x, 18, head, "small second", "start");
        x += widths[i] + GAP;
      }
      drawing.line("axis", 0, 26, full, 26);
      y = 28;
    }
    for (Row row : table.rows()) {
      String key = table.key() + "/" + row.key();
      drawing.open(key, row.tone(), "row", null);
      if (row.tone() != Tone.IDLE) {
        drawing.rect("tint", 0, y, full, LINE - 2, 0);
        drawing.rect("point", 0, y, 5, LINE - 2, 0);
      }
      String mark = (Text.clean(row.mark()) + " " + Glyph.of(row.tone())).strip();
      drawing.text(10, y + 20, Measure.fitLabel(mark, left - 10), "label on", "start");
      double x = left;
      for (int i = 0; i < row.cells().size() && x < width; i++) {
        String cell = Measure.fitLabel(row.cells().get(i), Math.min(widths[i], width - x));
        String mine = drawing.scene().mark(key + "/" + i);
        drawing.text(x, y + 20, cell, "label on" + mine, "start");
        x += widths[i] + GAP;
      }
      drawing.close();
      y += LINE;
    }
    drawing.reach(y);
  }

  private static int widest(double[] widths) {
    int widest = -1;
    for (int i = 0; i < widths.length; i++) {
      widest = widest < 0 || widths[i] > widths[widest] ? i : widest;
    }
    return widest;
  }

  private static double left(Table table) {
    double left = 0;
    for (Row row : table.rows()) {
      String glyph = Glyph.of(row.tone());
      left = Math.max(left, Measure.label(Text.clip(Text.clean(row.mark()), 6, "…") + " " + glyph));
    }
    return left + 18;
  }

  private static double[] natural(Table table) {
    int columns = table.head().size();
    for (Row row : table.rows()) {
      columns = Math.max(columns, row.cells().size());
    }
    double[] widths = new double[columns];
    List<String> head = table.head();
    for (int i = 0; i < columns; i++) {
      widths[i] = i < head.size() ? Measure.small(head.get(i)) : 0;
      for (Row row : table.rows()) {
        if (i < row.cells().size()) {
          widths[i] = Math.max(widths[i], Measure.label(row.cells().get(i)));
        }
      }
    }
    return widths;
  }
}
