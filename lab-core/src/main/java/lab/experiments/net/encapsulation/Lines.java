package lab.experiments.net.encapsulation;

import java.util.ArrayList;
import java.util.List;
import lab.stage.Piece;
import lab.stage.Tone;

/** Table rows whose cells go on below, so that a line of 80 columns cuts nothing off. */
final class Lines {
  /** What a table of three columns has for its cells: the rest is tone, gaps and asterisks. */
  static final int ROOM = 80 - 2 - 2 * 2 - 3;

  private Lines() {}

  /**
   * The rows of one entry.
   *
   * @param cells the lines of each cell
   */
  static List<Piece.Row> rows(String key, Tone tone, List<List<String>> cells) {
    List<Piece.Row> rows = new ArrayList<>();
    int height = 0;
    for (List<String> cell : cells) {
      height = Math.max(height, cell.size());
    }
    for (int line = 0; line < height; line++) {
      List<String> row = new ArrayList<>();
      for (List<String> cell : cells) {
        row.add(line < cell.size() ? cell.get(line) : "");
      }
      rows.add(Piece.Row.of(line == 0 ? key : key + "+" + line, tone, "", row));
    }
    return rows;
  }

  /** The text in lines of at most so many characters, broken at blanks where there are any. */
  static List<String> of(String text, int most) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    while (text.length() - from > most) {
      int blank = text.lastIndexOf(' ', from + most);
      int to = blank > from ? blank : from + most;
      lines.add(text.substring(from, to));
      from = blank > from ? blank + 1 : to;
    }
    lines.add(text.substring(from));
    return lines;
  }

  /** The items in lines, with commas between them; one that is longer than a line is broken. */
  static List<String> of(List<String> items, int most) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (int i = 0; i < items.size(); i++) {
      String next = line.isEmpty() ? items.get(i) : line + ", " + items.get(i);
      int comma = i == items.size() - 1 ? 0 : 1;
      if (next.length() + comma > most && !line.isEmpty()) {
        lines.addAll(of(line, most - 1));
        lines.add(lines.removeLast() + ",");
        next = items.get(i);
      }
      line = next;
    }
    lines.addAll(of(line, most));
    return lines;
  }
}
