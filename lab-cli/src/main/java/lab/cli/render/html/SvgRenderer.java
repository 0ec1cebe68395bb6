package lab.cli.render.html;

import java.util.List;
import java.util.Set;
import lab.cli.render.Speech;
import lab.cli.render.Text;
import lab.cli.render.html.BoardLayout.Spot;
import lab.stage.Numbers;
import lab.stage.Piece;
import lab.stage.Plot;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * A picture as one SVG file for slides and documents: its style is in it, in both themes, and what
 * it says is its description.
 */
public final class SvgRenderer {
  private static final double GAP = 16;
  private static final int MARGIN = 16;

  private final Scene scene;
  private final Stage stage;
  private final Html out = new Html();

  private SvgRenderer(Stage stage, Scene scene) {
    this.stage = stage;
    this.scene = scene;
  }

  /**
   * @param changed keys as {@link lab.cli.render.StageDiff} gives them
   * @param id letters, digits and hyphens; begins every id in the file
   * @param width of the file in CSS pixels
   */
  public static String render(Stage stage, Set<String> changed, String id, int width) {
    SvgRenderer whole = new SvgRenderer(stage, new Scene(id, changed, false));
    double y = MARGIN;
    if (stage.board().isPresent()) {
      y = whole.board(BoardLayout.of(stage.board().get(), stage, width - 2 * MARGIN), y, width);
    }
    for (Piece piece : stage.unplaced()) {
      y += whole.piece(piece, MARGIN, y, width - 2 * MARGIN) + GAP;
    }
    String high = Numbers.coordinate(Math.ceil(y));
    return new Html()
        .open(
            "svg",
            "xmlns",
            "http://www.w3.org/2000/svg",
            "width",
            String.valueOf(width),
            "height",
            high,
            "viewBox",
            "0 0 " + width + " " + high,
            "class",
            "drawing",
            "role",
            "img",
            "aria-labelledby",
            id + "-desc")
        .leaf("desc", String.join(" ", Speech.of(stage)), "id", id + "-desc")
        .style(PageStyle.drawing())
        .empty("rect", "class", "sheet", "width", String.valueOf(width), "height", high)
        .add(whole.out)
        .close()
        .toString();
  }

  private double board(List<Spot> spots, double top, int width) {
    double track = (width - 2.0 * MARGIN) / BoardLayout.TRACKS;
    double y = top;
    int lines = spots.stream().mapToInt(Spot::line).max().orElse(-1);
    for (int line = 0; line <= lines; line++) {
      int now = line;
      List<Spot> here = spots.stream().filter(s -> s.line() == now).toList();
      double deepest = 0;
      for (Spot spot : here) {
        // Drawn into the void to know how high it is.
        SvgRenderer trial = new SvgRenderer(stage, scene);
        deepest = Math.max(deepest, trial.inside(spot, 0, 0, width));
      }
      for (Spot spot : here) {
        double x = MARGIN + spot.track() * track + 6;
        double wide = spot.span() * track - 12;
        place(spot, x, y, wide, deepest + 16);
        inside(spot, x + 13, y + 8, width);
      }
      y += here.isEmpty() ? 0 : deepest + 16 + 12;
    }
    return y;
  }

  private void place(Spot spot, double x, double y, double width, double high) {
    out.open("g", "class", "place " + Palette.classOf(spot.place().tone()));
    out.empty(
        "rect",
        "class",
        "card",
        "x",
        Numbers.coordinate(x),
        "y",
        Numbers.coordinate(y),
        "width",
        Numbers.coordinate(width),
        "height",
        Numbers.coordinate(high),
        "rx",
        "12");
    if (spot.place().tone() != Tone.IDLE) {
      out.empty(
          "rect",
          "class",
          "point",
          "x",
          Numbers.coordinate(x),
          "y",
          Numbers.coordinate(y + 10),
          "width",
          "4",
          "height",
          Numbers.coordinate(Math.max(1, high - 20)));
    }
    out.close();
  }

  private double inside(Spot spot, double x, double y, int width) {
    int room = BoardLayout.inside(spot, width - 2 * MARGIN);
    Drawing title = new Drawing(scene, "");
    String words = Text.clean(spot.place().title());
    String glyph = Glyph.of(spot.place().tone());
    String text = Measure.fitLabel(glyph.isEmpty() ? words : glyph + " " + words, room);
    title.open("place/" + spot.place().key(), spot.place().tone(), "place-title", null);
    title.text(0, 16, text, "label on", "start");
    title.close();
    at(title, x, y);
    double down = 30;
    for (Piece piece : BoardLayout.within(spot.place(), stage)) {
      down += piece(piece, x, y + down, room) + 10;
    }
    return down;
  }

  /** The height of the piece. */
  private double piece(Piece piece, double x, double y, int width) {
    double top = 0;
    if (!piece.title().isBlank()) {
      Drawing title = new Drawing(scene, "");
      title.text(0, 14, Measure.fitSmall(piece.title(), width), "small second", "start");
      at(title, x, y);
      top = 24;
    }
    Drawing drawing = new Drawing(scene, scene.id() + "-" + stage.pieces().indexOf(piece));
    switch (piece) {
      case Piece.Cells p when p.form() == Piece.Cells.Form.DENSE ->
          CellsDrawing.drawDense(p, drawing, width, PageRenderer.MOST_DENSE);
      case Piece.Cells p when RingDrawing.width(p) <= width ->
          RingDrawing.draw(p, drawing, RingDrawing.width(p));
      case Piece.Cells p -> CellsDrawing.draw(p, drawing, width);
      case Piece.Segments p -> {
        BarsDrawing.draw(p, drawing, width);
        BarsDrawing.drawLegends(p, drawing, width, drawing.height() + 2);
      }
      case Piece.Lanes p -> LanesDrawing.draw(p, drawing, width);
      case Piece.Table p -> TableDrawing.draw(p, drawing, width);
      case Piece.Links p -> LinksDrawing.draw(p, drawing, width);
      case Piece.Figures p -> FiguresDrawing.draw(p, drawing, width);
      case Plot p -> PlotDrawing.draw(p, drawing, Math.min(width, 720));
    }
    out.open("g", "class", "piece-" + PageRenderer.type(piece), "data-key", piece.key());
    at(drawing, x, y + top);
    out.close();
    return top + drawing.height();
  }

  private void at(Drawing drawing, double x, double y) {
    String where = "translate(" + Numbers.coordinate(x) + " " + Numbers.coordinate(y) + ")";
    out.open("g", "transform", where).add(drawing.content()).close();
  }
}
