package lab.cli.render.html;

import lab.cli.render.Text;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells;
import lab.stage.Piece.Figure;
import lab.stage.Piece.Figures;
import lab.stage.Piece.Mark;
import lab.stage.Piece.Segments;
import lab.stage.Tone;

/** What wraps, zooms and prints as HTML: cells, figures, and the legends of bars. */
final class HtmlPieces {
  private final Html html;
  private final Scene scene;

  HtmlPieces(Html html, Scene scene) {
    this.html = html;
    this.scene = scene;
  }

  void cells(Cells piece, double width) {
    if (piece.cells().isEmpty()) {
      html.leaf("p", "empty", "class", "note");
      return;
    }
    boolean grid = CellsDrawing.isGrid(piece);
    String columns = grid ? " grid cols-" + CellsDrawing.columns(piece, width) : "";
    html.open("ol", "class", "slots" + columns);
    piece.cells().forEach(cell -> slot(piece, cell));
    html.close();
    if (piece.form() == Cells.Form.RING) {
      html.leaf("p", "↻ behind the last comes the first", "class", "note");
    }
  }

  private void slot(Cells piece, Cell cell) {
    Thing thing = CellsDrawing.thing(piece, cell);
    html.open("li", "class", "slot");
    boolean button = scene.isButton(cell.click());
    html.open(
        button ? "button" : "div",
        "type",
        button ? "button" : null,
        "class",
        "cell " + Palette.classOf(cell.tone()) + scene.mark(thing.key()),
        "data-key",
        thing.key(),
        "data-token",
        cell.token().orElse(null),
        "data-do",
        button ? Scene.step(cell.click()) : null,
        "data-set",
        button ? Scene.set(cell.click()) : null);
    glyph(cell.tone());
    html.leaf("span", cell.label(), "class", "word");
    star(thing.key());
    html.close();
    for (Mark mark : RingDrawing.marks(piece, cell)) {
      String key = piece.key() + "/" + mark.key();
      String classes = "pointer " + Palette.classOf(mark.tone()) + scene.mark(key);
      html.open("div", "class", classes, "data-key", key).text("▲ " + Text.clean(mark.label()));
      star(key);
      html.close();
    }
    html.close();
  }

  void figures(Figures piece) {
    html.open("dl", "class", "numbers");
    for (Figure figure : piece.figures()) {
      String key = piece.key() + "/" + figure.key();
      String classes = "number " + Palette.classOf(figure.tone()) + scene.mark(key);
      html.open("div", "class", classes, "data-key", key);
      html.leaf("dt", figure.label());
      html.open("dd");
      html.leaf("span", FiguresDrawing.number(figure), "class", "total");
      star(key);
      html.text(" ").leaf("span", FiguresDrawing.unit(figure), "class", "unit");
      html.close().close();
    }
    html.close();
  }

  void legends(Segments piece) {
    for (BarsDrawing.Legend legend : BarsDrawing.legends(piece)) {
      html.open("ul", "class", "legend");
      if (!legend.bar().isEmpty()) {
        html.leaf("li", legend.bar() + ":", "class", "of");
      }
      for (BarsDrawing.Entry entry : legend.entries()) {
        String classes = Palette.classOf(entry.tone()) + scene.mark(entry.key());
        html.open("li", "class", classes);
        html.leaf("span", Glyph.of(entry.tone()), "class", "swatch", "aria-hidden", "true");
        html.leaf("span", entry.text(), "class", "word");
        star(entry.key());
        html.close();
      }
      html.close();
    }
  }

  void glyph(Tone tone) {
    if (tone != Tone.IDLE) {
      html.leaf("span", Glyph.of(tone) + " ", "class", "glyph", "aria-hidden", "true");
    }
  }

  /** The mark that says without colour and without motion: this has changed. */
  void star(String key) {
    if (scene.changed().contains(key)) {
      html.leaf("b", "*", "class", "star", "title", "changed");
    }
  }
}
