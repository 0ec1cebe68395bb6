package lab.cli.render;

import java.util.ArrayList;
import java.util.List;
import lab.stage.Piece.Row;
import lab.stage.Piece.Table;
import lab.stage.Tone;

/** Of a long piece of code the lines around the one that is next, as a debugger shows it. */
final class TextWindow {
  private static final int LINES = 5;
  private static final int FEWEST = 3;

  private TextWindow() {}

  /** Whether the rows are lines that a program counter runs along. */
  static boolean isCode(Table table) {
    return table.head().equals(List.of("code"));
  }

  /**
   * The same table, or the part of it that the mark stands in, with what is left out counted where
   * there is room for that.
   */
  static Table of(Table table, Density density) {
    boolean tight = density == Density.TIGHT;
    int most = tight ? FEWEST : LINES;
    List<Row> lines = table.rows().stream().filter(TextWindow::isLine).toList();
    if (!isCode(table) || (!tight && lines.size() <= most)) {
      return table;
    }
    if (tight && lines.stream().allMatch(r -> r.mark().isEmpty())) {
      return new Table(table.key(), table.title(), table.head(), List.of()); // It has ended.
    }
    int next = 0;
    for (int i = 0; i < lines.size(); i++) {
      next = lines.get(i).mark().isEmpty() ? next : i;
    }
    int first = Math.clamp(next - most / 2, 0, Math.max(0, lines.size() - most));
    List<Row> rows = new ArrayList<>(lines.subList(first, Math.min(lines.size(), first + most)));
    if (tight) {
      return new Table(table.key(), table.title(), table.head(), rows);
    }
    String where = "lines %d to %d of %d".formatted(first + 1, first + most, lines.size());
    rows.add(Row.of("window", Tone.IDLE, "", where));
    table.rows().stream().filter(r -> !isLine(r)).forEach(rows::add);
    return new Table(table.key(), table.title(), table.head(), rows);
  }

  /** The registers stand below the code. */
  private static boolean isLine(Row row) {
    return !row.key().endsWith(".registers");
  }
}
