package lab.cli.render.html;

import java.util.List;
import java.util.Set;
import lab.cli.render.Speech;
import lab.cli.render.Text;
import lab.cli.render.html.BoardLayout.Spot;
import lab.stage.Piece;
import lab.stage.Plot;
import lab.stage.Stage;

/**
 * A picture as HTML for a given width, with SVG where geometry is the content. Every thing has its
 * {@code data-key} ({@code piece/thing}), and {@code data-token} where it holds one; what can be
 * clicked in a live picture is a button with {@code data-do} or {@code data-set}. Equal pictures
 * give equal characters. It needs {@link PageStyle#picture}.
 */
public final class PageRenderer {
  /** Dense cells that are an element each; more are a path for each tone. */
  static final int MOST_DENSE = 512;

  private final int width;
  private final boolean live;

  /**
   * @param width of the picture in CSS pixels, at least 240
   * @param live whether a script will hear clicks; without one nothing is a button
   */
  public PageRenderer(int width, boolean live) {
    this.width = Math.max(240, width);
    this.live = live;
  }

  /**
   * The picture as one {@code div}.
   *
   * @param changed keys as {@link lab.cli.render.StageDiff} gives them
   * @param id letters, digits and hyphens; unique on the page
   */
  public Html render(Stage stage, Set<String> changed, String id) {
    Scene scene = new Scene(id, changed, live);
    Html html = new Html();
    html.open("div", "class", "stage", "id", id);
    if (stage.board().isPresent() && !stage.board().get().places().isEmpty()) {
      html.open("div", "class", "board");
      for (Spot spot : BoardLayout.of(stage.board().get(), stage, width)) {
        place(spot, stage, scene, html);
      }
      html.close();
    }
    pieces(stage.unplaced(), stage, scene, width, html);
    if (!stage.pieces().isEmpty()) {
      html.open("details", "class", "describe");
      html.leaf("summary", "Describe");
      for (String sentence : Speech.of(stage)) {
        html.leaf("p", sentence);
      }
      html.close();
    }
    return html.close();
  }

  private void place(Spot spot, Stage stage, Scene scene, Html html) {
    String title = Text.clean(spot.place().title());
    html.open(
        "div",
        "class",
        "place %s at-%d span-%d line-%d"
            .formatted(
                Palette.classOf(spot.place().tone()), spot.track(), spot.span(), spot.line()),
        "role",
        "group",
        "aria-label",
        title,
        "data-place",
        spot.place().key());
    html.open("p", "class", "place-title");
    new HtmlPieces(html, scene).glyph(spot.place().tone());
    html.text(title).close();
    int inside = BoardLayout.inside(spot, width);
    pieces(BoardLayout.within(spot.place(), stage), stage, scene, inside, html);
    html.close();
  }

  /** Beside each other as far as they fit, as words are. */
  private void pieces(List<Piece> pieces, Stage stage, Scene scene, int width, Html html) {
    if (!pieces.isEmpty()) {
      html.open("div", "class", "pieces");
      for (Piece piece : pieces) {
        piece(piece, stage, scene, width - 4, html);
      }
      html.close();
    }
  }

  private void piece(Piece piece, Stage stage, Scene scene, int width, Html html) {
    html.open("figure", "class", "piece piece-" + type(piece), "data-key", piece.key());
    if (!piece.title().isBlank()) {
      html.leaf("figcaption", piece.title());
    }
    // Keys may have any character, places in the picture have none that an id may not have.
    Drawing drawing = new Drawing(scene, scene.id() + "-" + stage.pieces().indexOf(piece));
    HtmlPieces pieces = new HtmlPieces(html, scene);
    switch (piece) {
      case Piece.Cells p when p.form() == Piece.Cells.Form.DENSE ->
          dense(p, scene, drawing, width, html);
      case Piece.Cells p when RingDrawing.width(p) <= width -> {
        int ring = (int) Math.ceil(RingDrawing.width(p));
        RingDrawing.draw(p, drawing, ring);
        html.add(drawing.svg(ring));
      }
      case Piece.Cells p -> pieces.cells(p, width);
      case Piece.Segments p -> {
        BarsDrawing.draw(p, drawing, width);
        html.add(drawing.svg(width));
        pieces.legends(p);
      }
      case Piece.Lanes p -> {
        LanesDrawing.draw(p, drawing, width);
        html.add(drawing.svg(width));
      }
      case Piece.Table p -> new HtmlTable(html, scene).write(p, width);
      case Piece.Links p -> {
        LinksDrawing.draw(p, drawing, width);
        html.add(drawing.svg(width));
      }
      case Piece.Figures p -> pieces.figures(p);
      case Plot p -> {
        int drawn = Math.min(width, 720);
        PlotDrawing.draw(p, drawing, drawn);
        html.add(drawing.svg(drawn, "data-control", p.control().orElse(null)));
      }
    }
    html.close();
  }

  /** As buttons if they can be clicked, else as a drawing. */
  private static void dense(Piece.Cells piece, Scene scene, Drawing drawing, int width, Html html) {
    boolean buttons = piece.cells().stream().anyMatch(c -> scene.isButton(c.click()));
    if (buttons && piece.cells().size() <= MOST_DENSE) {
      HtmlDense.write(piece, scene, html, width);
      return;
    }
    CellsDrawing.drawDense(piece, drawing, width, MOST_DENSE);
    html.add(drawing.svg(width));
  }

  static String type(Piece piece) {
    return switch (piece) {
      case Piece.Cells p -> "cells";
      case Piece.Segments p -> "segments";
      case Piece.Lanes p -> "lanes";
      case Piece.Table p -> "table";
      case Piece.Links p -> "links";
      case Piece.Figures p -> "figures";
      case Plot p -> "plot";
    };
  }
}
