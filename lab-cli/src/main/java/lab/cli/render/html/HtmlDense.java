package lab.cli.render.html;

import lab.cli.render.Text;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells;
import lab.stage.Piece.Mark;

/** Small cells that can be clicked: a button each, the value as one of five fillings. */
final class HtmlDense {
  /** A smaller one cannot be hit (WCAG 2.2, target size). */
  private static final int TARGET = 24;

  private HtmlDense() {}

  static void write(Cells piece, Scene scene, Html html, int width) {
    int columns = Math.clamp(width / TARGET, 1, Math.max(1, piece.columns()));
    for (int first = 0; first < piece.cells().size(); first += columns) {
      html.open("div", "class", "dense-row");
      for (int i = first; i < Math.min(first + columns, piece.cells().size()); i++) {
        cell(piece, piece.cells().get(i), scene, html);
      }
      html.close();
    }
    for (String line : CellsDrawing.counts(piece)) {
      html.leaf("p", line, "class", "note");
    }
    for (Mark mark : piece.marks()) {
      int at = CellsDrawing.at(piece, mark);
      if (at >= 0) {
        String key = piece.key() + "/" + mark.key();
        String words = CellsDrawing.place(mark, at);
        html.leaf("p", words, "class", "note" + scene.mark(key), "data-key", key);
      }
    }
  }

  private static void cell(Cells piece, Cell cell, Scene scene, Html html) {
    String key = piece.key() + "/" + cell.key();
    boolean button = scene.isButton(cell.click());
    double part = cell.value().isEmpty() ? 1 : Math.clamp(cell.value().getAsDouble(), 0, 1);
    html.leaf(
        button ? "button" : "span",
        Glyph.of(cell.tone()),
        "type",
        button ? "button" : null,
        "class",
        "dot " + Palette.classOf(cell.tone()) + " v" + (int) Math.ceil(part * 4) + scene.mark(key),
        "data-key",
        key,
        "data-token",
        cell.token().orElse(null),
        "data-do",
        button ? Scene.step(cell.click()) : null,
        "data-set",
        button ? Scene.set(cell.click()) : null,
        "aria-label",
        button ? Text.clean(cell.label()) : null);
  }
}
