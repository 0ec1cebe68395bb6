package lab.cli.render;

import java.util.ArrayList;
import java.util.List;
import lab.stage.Piece.Row;
import lab.stage.Piece.Table;
import lab.stage.Tone;

/** Of a long piece of code the lines around the one that is next, as a debugger shows it. */
final class TextWindow {
  private static final int LINES = 5;

  private TextWindow() {}

  /** Whether the rows are lines that a program counter runs along. */
  static boolean isCode(Table table) {
    return table.head().equals(List.of("code"));
  }

  /** The same table, or the part of it that the mark stands in, with what is left out counted. */
  static Table of(Table table) {
    List<Row> lines = table.rows().stream().filter(TextWindow::isLine).toList();
    if (!isCode(table) || lines.size() <= LINES) {
      return table;
    }
    int next = 0;
    for (int i = 0; i < lines.size(); i++) {
      next = lines.get(i).mark().isEmpty() ? next : i;
    }
    int first = Math.clamp(next - LINES / 2, 0, lines.size() - LINES);
    List<Row> rows = new ArrayList<>(lines.subList(first, first + LINES));
    String where = "lines %d to %d of %d".formatted(first + 1, first + LINES, lines.size());
    rows.add(Row.of("window", Tone.IDLE, "", where));
    table.rows().stream().filter(r -> !isLine(r)).forEach(rows::add);
    return new Table(table.key(), table.title(), table.head(), rows);
  }

  /** The registers stand below the code, and are always shown. */
  private static boolean isLine(Row row) {
    return !row.key().endsWith(".registers");
  }
}
