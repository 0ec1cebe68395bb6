package lab.cli.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import lab.cli.render.Look.Ink;
import lab.cli.render.Look.Sign;
import lab.stage.Board;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The places of a board, those of a row side by side as far as they fit. */
final class TextBoard {
  /** A blank, the line between two places, a blank. */
  private static final int BETWEEN = 3;

  private final TextRenderer renderer;
  private final Look look;
  private final Density density;

  TextBoard(TextRenderer renderer, Density density) {
    this.renderer = renderer;
    this.look = renderer.look();
    this.density = density;
  }

  /** A canvas for each line of places. */
  List<Canvas> draw(Board board, Stage stage, Set<String> changed) {
    List<Place> places =
        board.places().stream()
            .sorted(Comparator.comparingInt(Place::row).thenComparingInt(Place::column))
            .toList();
    List<Canvas> lines = new ArrayList<>();
    List<Canvas> line = new ArrayList<>();
    int used = 0;
    int row = 0;
    for (Place place : places) {
      Canvas canvas = place(place, stage, changed);
      boolean fits = used + BETWEEN + canvas.used() <= look.width();
      if (!line.isEmpty() && (place.row() != row || !fits)) {
        lines.add(beside(line));
        line = new ArrayList<>();
        used = 0;
      }
      used += (line.isEmpty() ? 0 : BETWEEN) + canvas.used();
      line.add(canvas);
      row = place.row();
    }
    if (!line.isEmpty()) {
      lines.add(beside(line));
    }
    return lines;
  }

  private Canvas beside(List<Canvas> places) {
    Canvas line = new Canvas(look);
    int height = places.stream().mapToInt(Canvas::height).max().orElse(0);
    int x = 0;
    for (Canvas place : places) {
      if (x > 0) {
        for (int y = 0; y < height; y++) {
          line.put(x + 1, y, look.sign(Sign.VERTICAL), Ink.FAINT);
        }
        x += BETWEEN;
      }
      line.paste(x, 0, place);
      x += place.used();
    }
    return line;
  }

  private Canvas place(Place place, Stage stage, Set<String> changed) {
    Canvas canvas = new Canvas(look);
    String glyph = place.tone() == Tone.IDLE ? "" : look.glyph(place.tone()) + " ";
    String title = Text.clip(glyph + Text.clean(place.title()), look.width(), look.ellipsis());
    canvas.put(0, 0, title, new Ink(place.tone(), Ink.Weight.HEADING));
    List<Piece> pieces = place.pieces().stream().flatMap(key -> stage.piece(key).stream()).toList();
    for (Canvas piece : renderer.pieces(pieces, changed, look, density)) {
      boolean apart = density == Density.ROOMY && canvas.height() > 1;
      canvas.paste(0, canvas.height() + (apart ? 1 : 0), piece);
    }
    return canvas;
  }
}
