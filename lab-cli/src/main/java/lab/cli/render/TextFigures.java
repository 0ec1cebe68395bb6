package lab.cli.render;

import java.util.Set;
import lab.cli.render.Look.Ink;
import lab.cli.render.Look.Ink.Weight;
import lab.stage.Piece.Figure;
import lab.stage.Piece.Figures;

/** Numbers that are to be read first, beside each other. */
final class TextFigures {
  private static final int GAP = 3;

  private TextFigures() {}

  static void draw(Figures piece, Set<String> changed, Canvas canvas) {
    Look look = canvas.look();
    int x = 0;
    int y = canvas.height();
    for (Figure figure : piece.figures()) {
      boolean isNew = changed.contains(piece.key() + "/" + figure.key());
      String label = Text.clean(figure.label()) + " ";
      String value =
          (TextRenderer.number(figure.value()) + " " + Text.clean(figure.unit())).strip()
              + (isNew ? TextRenderer.CHANGED : "");
      int wide = Text.width(label) + Text.width(value);
      if (x > 0 && x + wide > canvas.width()) {
        x = 0;
        y++;
      }
      label = Text.clip(label, canvas.width() - x, look.ellipsis());
      canvas.put(x, y, label);
      canvas.put(x + Text.width(label), y, value, new Ink(figure.tone(), Weight.HEADING));
      x += wide + GAP;
    }
  }
}
