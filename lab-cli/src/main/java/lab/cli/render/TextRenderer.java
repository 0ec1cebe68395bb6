package lab.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lab.cli.render.Look.Ink;
import lab.stage.Piece;
import lab.stage.Stage;

/**
 * Draws a picture with characters, in box drawing or in ASCII.
 *
 * <p>A tone is a glyph and, where there is colour, a colour too. What changed since the last
 * picture carries an asterisk. Tables that follow one another, such as the code of several threads,
 * stand side by side where they fit.
 */
public final class TextRenderer {
  static final String CHANGED = "*";

  private static final int GAP = 4;

  private final Look look;

  public TextRenderer(Look look) {
    this.look = look;
  }

  /**
   * The lines of the picture, none wider than the look allows.
   *
   * @param changed keys as {@link StageDiff} gives them
   */
  public List<String> render(Stage stage, Set<String> changed) {
    List<String> lines = new ArrayList<>();
    Canvas row = null;
    boolean tables = false;
    for (Piece piece : stage.pieces()) {
      Canvas canvas = draw(piece, changed);
      boolean table = piece instanceof Piece.Table;
      if (row != null && tables && table && row.used() + GAP + canvas.used() <= look.width()) {
        row.paste(row.used() + GAP, 0, canvas);
        continue;
      }
      flush(row, lines);
      row = canvas;
      tables = table;
    }
    flush(row, lines);
    return lines;
  }

  private static void flush(Canvas row, List<String> lines) {
    if (row != null) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.addAll(row.lines());
    }
  }

  private Canvas draw(Piece piece, Set<String> changed) {
    Canvas canvas = new Canvas(look);
    if (!piece.title().isEmpty()) {
      String title = Text.clip(Text.clean(piece.title()), look.width(), look.ellipsis());
      canvas.put(0, 0, title, Ink.HEADING);
    }
    draw(piece, changed, canvas);
    return canvas;
  }

  private static void draw(Piece piece, Set<String> changed, Canvas canvas) {
    switch (piece) {
      case Piece.Cells p -> TextCells.draw(p, changed, canvas);
      case Piece.Segments p -> TextSegments.draw(p, changed, canvas);
      case Piece.Lanes p -> TextLanes.draw(p, changed, canvas);
      case Piece.Table p -> TextTable.draw(p, changed, canvas);
      case Piece.Links p -> TextLinks.draw(p, changed, canvas);
      case Piece.Plot p -> TextPlot.draw(p, changed, canvas);
    }
  }

  /** A number without needless digits. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? "%,d".formatted((long) value)
        : "%,.4g".formatted(value);
  }
}
