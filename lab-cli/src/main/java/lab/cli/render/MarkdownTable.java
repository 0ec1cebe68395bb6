package lab.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import lab.cli.render.Look.Ink;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Node;

/** A table of Markdown as columns of text; where it is too wide, its widest columns are wrapped. */
final class MarkdownTable {
  private static final String GAP = "  ";

  private MarkdownTable() {}

  static List<String> lines(TableBlock table, Look look, int width, Function<Node, String> inline) {
    List<List<String>> rows = new ArrayList<>();
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row instanceof TableRow; row = row.getNext()) {
        List<String> cells = new ArrayList<>();
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
          cells.add(Text.clean(inline.apply(cell)).strip());
        }
        rows.add(cells);
      }
    }
    int[] widths = widths(rows, width);
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      boolean head = lines.isEmpty();
      for (String line : row(row, widths)) {
        lines.add(head ? look.dress(line, Ink.HEADING) : line);
      }
    }
    return lines;
  }

  /** As wide as their widest cell, the widest made narrower until all fit. */
  private static int[] widths(List<List<String>> rows, int width) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], Text.width(row.get(i)));
      }
    }
    int over = (columns - 1) * GAP.length() - width;
    for (int w : widths) {
      over += w;
    }
    for (; over > 0; over--) {
      int widest = 0;
      for (int i = 1; i < columns; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths[widest] <= 8) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private static List<String> row(List<String> cells, int[] widths) {
    List<List<String>> wrapped = new ArrayList<>();
    int height = 0;
    for (int i = 0; i < widths.length; i++) {
      wrapped.add(Text.wrap(cells.get(i), widths[i]));
      height = Math.max(height, wrapped.getLast().size());
    }
    List<String> lines = new ArrayList<>();
    for (int y = 0; y < height; y++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = y < wrapped.get(i).size() ? wrapped.get(i).get(y) : "";
        line.append(i == 0 ? "" : GAP).append(Text.pad(cell, widths[i]));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
