package lab.cli.render.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lab.cli.render.Text;
import lab.stage.Numbers;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells;
import lab.stage.Piece.Mark;
import lab.stage.Tone;

/** Cells in rows with their marks below, as an exported picture has them; and dense ones. */
final class CellsDrawing {
  private static final double HIGH = 44;
  private static final double GAP = 6;
  private static final double LEAST = 48;

  private CellsDrawing() {}

  /** How wide a cell wants to be: as the widest label, or as a mark below it. */
  static double cell(Cells piece) {
    double widest = LEAST;
    for (Cell cell : piece.cells()) {
      widest = Math.max(widest, wide(piece, cell));
    }
    return widest;
  }

  static void draw(Cells piece, Drawing drawing, double width) {
    if (piece.cells().isEmpty()) {
      drawing.text(0, 18, "empty", "small second", "start");
      return;
    }
    double[] widths = isGrid(piece) ? widths(piece, columns(piece, width)) : row(piece, width);
    double y = 0;
    for (int first = 0; first < piece.cells().size(); first += widths.length) {
      int stacked = 0;
      double x = -GAP;
      double wide = 0;
      for (int i = first; i < Math.min(first + widths.length, piece.cells().size()); i++) {
        Cell cell = piece.cells().get(i);
        x += wide + GAP;
        wide = Math.min(widths[i - first], width);
        drawing.box(thing(piece, cell), x, y, wide, HIGH);
        List<Mark> marks = RingDrawing.marks(piece, cell);
        for (int k = 0; k < marks.size(); k++) {
          Mark mark = marks.get(k);
          drawing.open(piece.key() + "/" + mark.key(), mark.tone(), "pointer", null);
          String text = Measure.fitSmall("▲ " + mark.label(), wide);
          drawing.text(x + wide / 2, y + HIGH + 16 + k * 18, text, "small on", "middle");
          drawing.close();
        }
        stacked = Math.max(stacked, marks.size());
      }
      y += HIGH + GAP + stacked * 18;
    }
  }

  static boolean isGrid(Cells piece) {
    return piece.form() == Cells.Form.GRID && piece.columns() > 0;
  }

  /** Columns of a grid: the most that fit of those in which a line still ends where one did. */
  static int columns(Cells piece, double width) {
    for (int columns = piece.columns(); columns > 1; columns--) {
      if (piece.columns() % columns == 0
          && columns <= PageStyle.MOST_COLUMNS
          && grid(piece, columns) <= width) {
        return columns;
      }
    }
    return 1;
  }

  /** How wide a grid of so many columns is, each as wide as its widest cell. */
  static double grid(Cells piece, int columns) {
    double sum = -GAP;
    for (double wide : widths(piece, columns)) {
      sum += wide + GAP;
    }
    return sum;
  }

  private static double[] widths(Cells piece, int columns) {
    double[] widths = new double[Math.min(columns, piece.cells().size())];
    Arrays.fill(widths, LEAST);
    for (int i = 0; i < piece.cells().size(); i++) {
      int column = i % columns;
      widths[column] = Math.max(widths[column], wide(piece, piece.cells().get(i)));
    }
    return widths;
  }

  /** As many cells of one width as fit side by side. */
  private static double[] row(Cells piece, double width) {
    double wide = Math.min(cell(piece), width);
    double[] widths = new double[(int) Math.max(1, (width + GAP) / (wide + GAP))];
    Arrays.fill(widths, wide);
    return widths;
  }

  private static double wide(Cells piece, Cell cell) {
    double widest = thing(piece, cell).width();
    for (Mark mark : RingDrawing.marks(piece, cell)) {
      widest = Math.max(widest, Measure.small("▲ " + mark.label()));
    }
    return widest;
  }

  /** Side of a dense cell so that the columns fit, at most 16 pixels. */
  static double dense(Cells piece, double width) {
    return Math.clamp(Math.floor(width / columns(piece)), 2, 16);
  }

  private static int columns(Cells piece) {
    return Math.max(1, piece.columns());
  }

  /**
   * Small squares without labels: filled by tone, the fuller the higher the value. Cells of a tone
   * are one path where there are too many for one element each.
   */
  static void drawDense(Cells piece, Drawing drawing, double width, int most) {
    double side = dense(piece, width);
    int columns = (int) Math.min(columns(piece), Math.max(1, width / side));
    Map<Tone, Path> paths = new HashMap<>();
    for (int i = 0; i < piece.cells().size(); i++) {
      Cell cell = piece.cells().get(i);
      double x = i % columns * side;
      double y = Math.floorDiv(i, columns) * side;
      double part = cell.value().isEmpty() ? 1 : Math.clamp(cell.value().getAsDouble(), 0, 1);
      double high = Math.max(part == 0 ? 0 : 2, Math.rint(part * (side - 2)));
      if (piece.cells().size() > most) {
        double top = y + side - 1 - high;
        paths
            .computeIfAbsent(cell.tone(), t -> new Path())
            .move(x + 1, top)
            .line(x + side - 1, top)
            .line(x + side - 1, y + side - 1)
            .line(x + 1, y + side - 1)
            .end();
        continue;
      }
      String key = piece.key() + "/" + cell.key();
      drawing.open(key, cell.tone(), "dense", cell.token().orElse(null));
      drawing.rect("area", x + 1, y + 1, side - 2, side - 2, 2);
      drawing.rect("point", x + 1, y + side - 1 - high, side - 2, high, 0);
      drawing.close();
    }
    for (Tone tone : Tone.values()) {
      if (paths.containsKey(tone)) {
        drawing.open(piece.key() + "/" + Palette.word(tone), tone, "dense", null);
        drawing.path("point", paths.get(tone));
        drawing.close();
      }
    }
    drawing.reach(Math.ceil((double) piece.cells().size() / columns) * side);
    drawing.across(Math.min(columns, piece.cells().size()) * side);
    double y = drawing.height() + 4;
    for (String line : counts(piece)) {
      drawing.text(0, y + 14, Measure.fitSmall(line, width), "small second", "start");
      y += 20;
    }
    for (Mark mark : piece.marks()) {
      int at = at(piece, mark);
      if (at >= 0) {
        double top = Math.floorDiv(at, columns) * side;
        String text = Measure.fitSmall(place(mark, at), width);
        drawing.open(piece.key() + "/" + mark.key(), mark.tone(), "pointer", null);
        drawing.rect("stroke", at % columns * side, top, side, side, 3);
        drawing.text(0, y + 14, text, "small on", "start");
        drawing.close();
        y += 20;
      }
    }
  }

  /** What the squares cannot say: how many there are of each tone. */
  static List<String> counts(Cells piece) {
    List<String> lines = new ArrayList<>();
    for (Tone tone : Tone.values()) {
      int count = (int) piece.cells().stream().filter(c -> c.tone() == tone).count();
      if (count > 0 && tone != Tone.IDLE) {
        String all = Numbers.text(piece.cells().size());
        lines.add(Glyph.of(tone) + " " + Numbers.text(count) + " of " + all);
      }
    }
    return lines;
  }

  /** Which cell the mark is at, counted from 0; -1 for none. */
  static int at(Cells piece, Mark mark) {
    return piece.cells().stream().map(Cell::key).toList().indexOf(mark.cell());
  }

  /** {@code next access is at 4}. */
  static String place(Mark mark, int at) {
    return Text.clean(mark.label()) + " is at " + (at + 1);
  }

  static Thing thing(Cells piece, Cell cell) {
    return new Thing(
        piece.key() + "/" + cell.key(), cell.label(), cell.tone(), cell.click(), cell.token());
  }
}
