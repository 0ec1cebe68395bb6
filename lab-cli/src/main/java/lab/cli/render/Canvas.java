package lab.cli.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lab.cli.render.Look.Ink;

/**
 * A grid of character cells that text is put on. It is as wide as its look allows and grows
 * downwards; what lies to the right of it is cut, so that no line is ever too long.
 */
final class Canvas {
  private final Look look;
  private final List<String[]> signs = new ArrayList<>();
  private final List<Ink[]> inks = new ArrayList<>();

  Canvas(Look look) {
    this.look = look;
  }

  Look look() {
    return look;
  }

  int width() {
    return look.width();
  }

  int height() {
    return signs.size();
  }

  void put(int x, int y, String text) {
    put(x, y, text, Ink.NONE);
  }

  /** Puts text at column {@code x} of line {@code y}, over what is there. */
  void put(int x, int y, String text, Ink ink) {
    while (signs.size() <= y) {
      String[] blank = new String[width()];
      Arrays.fill(blank, " ");
      signs.add(blank);
      Ink[] none = new Ink[width()];
      Arrays.fill(none, Ink.NONE);
      inks.add(none);
    }
    int at = x;
    for (int c : Text.clean(text).codePoints().toArray()) {
      int columns = Text.width(c);
      if (columns == 0) {
        if (at > 0 && at <= width()) {
          signs.get(y)[at - 1] += Character.toString(c);
        }
        continue;
      }
      if (at < 0 || at + columns > width()) {
        return;
      }
      signs.get(y)[at] = Character.toString(c);
      inks.get(y)[at] = ink;
      if (columns == 2) {
        signs.get(y)[at + 1] = "";
        inks.get(y)[at + 1] = ink;
      }
      at += columns;
    }
  }

  /**
   * Whether the columns from {@code x} on are blank in line {@code y}; below the last line all are.
   */
  boolean isFree(int x, int y, int columns) {
    if (y >= height()) {
      return true;
    }
    for (int i = Math.max(0, x); i < Math.min(width(), x + columns); i++) {
      if (!signs.get(y)[i].equals(" ")) {
        return false;
      }
    }
    return true;
  }

  /** Columns up to the last one that is not blank in every line. */
  int used() {
    int used = 0;
    for (String[] row : signs) {
      for (int x = row.length; x > used; x--) {
        if (!row[x - 1].equals(" ")) {
          used = x;
        }
      }
    }
    return used;
  }

  /** Copies the used part of another canvas to this one, its corner at (x, y). */
  void paste(int x, int y, Canvas other) {
    for (int line = 0; line < other.height(); line++) {
      put(x, y + line, "");
      int columns = Math.min(other.used(), width() - x);
      System.arraycopy(other.signs.get(line), 0, signs.get(y + line), x, columns);
      System.arraycopy(other.inks.get(line), 0, inks.get(y + line), x, columns);
    }
  }

  /** The lines, dressed, without blanks at their ends. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int y = 0; y < height(); y++) {
      lines.add(line(signs.get(y), inks.get(y)));
    }
    return lines;
  }

  private String line(String[] row, Ink[] ink) {
    int end = row.length;
    while (end > 0 && row[end - 1].equals(" ")) {
      end--;
    }
    StringBuilder line = new StringBuilder();
    for (int from = 0; from < end; ) {
      int to = from + 1;
      while (to < end && ink[to].equals(ink[from])) {
        to++;
      }
      line.append(look.dress(String.join("", Arrays.copyOfRange(row, from, to)), ink[from]));
      from = to;
    }
    return line.toString();
  }
}
