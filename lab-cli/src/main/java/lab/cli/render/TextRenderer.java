package lab.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lab.cli.render.Look.Ink;
import lab.stage.Numbers;
import lab.stage.Piece;
import lab.stage.Plot;
import lab.stage.Stage;

/**
 * Draws a picture with characters, in box drawing or in ASCII.
 *
 * <p>A tone is a glyph and, where there is colour, a colour too. What changed since the last
 * picture carries an asterisk. Places stand side by side where they fit, and so do tables that
 * follow one another, such as the code of several threads.
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
    return render(stage, changed, Density.ROOMY);
  }

  /**
   * The lines of the picture in the roomiest way that takes no more than {@code height} lines; if
   * none does, in the least lines that it can be drawn in.
   */
  public List<String> render(Stage stage, Set<String> changed, int height) {
    List<String> lines = List.of();
    for (Density density : Density.values()) {
      lines = render(stage, changed, density);
      if (lines.size() <= height) {
        break;
      }
    }
    return lines;
  }

  /** The lines of the picture, drawn so. */
  public List<String> render(Stage stage, Set<String> changed, Density density) {
    List<Canvas> parts = new ArrayList<>();
    stage
        .board()
        .ifPresent(b -> parts.addAll(new TextBoard(this, density).draw(b, stage, changed)));
    parts.addAll(pieces(stage.unplaced(), changed, look, density));
    List<String> lines = new ArrayList<>();
    for (Canvas part : parts) {
      if (!lines.isEmpty() && density == Density.ROOMY) {
        lines.add("");
      }
      lines.addAll(part.lines());
    }
    return lines;
  }

  Look look() {
    return look;
  }

  /** Pieces one below the other; tables, and what takes one line, side by side where they fit. */
  List<Canvas> pieces(List<Piece> pieces, Set<String> changed, Look within, Density density) {
    List<Canvas> drawn = new ArrayList<>();
    boolean tables = false;
    for (Piece piece : pieces) {
      Canvas canvas = draw(piece, changed, within, density);
      boolean table = piece instanceof Piece.Table;
      Canvas row = drawn.isEmpty() ? canvas : drawn.getLast();
      boolean alike = (tables && table) || (row.height() == 1 && canvas.height() == 1);
      if (alike && row != canvas && row.used() + GAP + canvas.used() <= within.width()) {
        row.paste(row.used() + GAP, 0, canvas);
        continue;
      }
      drawn.add(canvas);
      tables = table;
    }
    return drawn;
  }

  private static Canvas draw(Piece piece, Set<String> changed, Look within, Density density) {
    Canvas canvas = new Canvas(within);
    boolean compact = density != Density.ROOMY;
    boolean inLine =
        compact && piece instanceof Piece.Cells c && c.form() != Piece.Cells.Form.DENSE;
    if (!piece.title().isEmpty() && !inLine) {
      String title = Text.clip(Text.clean(piece.title()), within.width(), within.ellipsis());
      canvas.put(0, 0, title, Ink.HEADING);
    }
    switch (piece) {
      case Piece.Cells p when p.form() == Piece.Cells.Form.DENSE -> TextDense.draw(p, canvas);
      case Piece.Cells p when compact -> TextCellLine.draw(p, changed, canvas);
      case Piece.Cells p -> TextCells.draw(p, changed, canvas);
      case Piece.Segments p -> TextSegments.draw(p, changed, canvas);
      case Piece.Lanes p -> TextLanes.draw(p, changed, canvas);
      case Piece.Table p -> TextTable.draw(p, changed, canvas, density);
      case Piece.Links p -> TextLinks.draw(p, changed, canvas);
      case Piece.Figures p -> TextFigures.draw(p, changed, canvas);
      case Plot p -> TextPlot.draw(p, changed, canvas, compact ? 5 : 10);
    }
    return canvas;
  }

  /** A number without needless digits. */
  static String number(double value) {
    return Numbers.text(value);
  }
}
