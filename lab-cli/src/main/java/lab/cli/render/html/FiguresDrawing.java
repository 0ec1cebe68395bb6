package lab.cli.render.html;

import lab.cli.render.Text;
import lab.stage.Numbers;
import lab.stage.Piece.Figure;
import lab.stage.Piece.Figures;

/** Big numbers beside each other, as an exported picture has them. */
final class FiguresDrawing {
  private static final double HIGH = 58;
  private static final double GAP = 28;

  private FiguresDrawing() {}

  static double width(Figure figure) {
    String unit = Text.clean(figure.unit());
    double number = Measure.total(number(figure)) + 6 + Measure.small(unit);
    return Math.max(number, Measure.small(figure.label()));
  }

  static void draw(Figures piece, Drawing drawing, double width) {
    double x = 0;
    double y = 0;
    for (Figure figure : piece.figures()) {
      double wide = width(figure);
      if (x > 0 && x + wide > width) {
        x = 0;
        y += HIGH;
      }
      drawing.open(piece.key() + "/" + figure.key(), figure.tone(), "figure", null);
      double room = width - x;
      drawing.text(x, y + 14, Measure.fitSmall(figure.label(), room), "small second", "start");
      drawing.text(x, y + 44, number(figure), "total on", "start");
      double at = x + Measure.total(number(figure)) + 6;
      drawing.text(at, y + 44, Measure.fitSmall(unit(figure), width - at), "small second", "start");
      drawing.close();
      x += wide + GAP;
    }
    drawing.reach(y + HIGH);
  }

  /** With the tone's glyph before it. */
  static String number(Figure figure) {
    String glyph = Glyph.of(figure.tone());
    String number = Numbers.text(figure.value());
    return glyph.isEmpty() ? number : glyph + " " + number;
  }

  static String unit(Figure figure) {
    String number = Numbers.text(figure.value());
    String both = Numbers.text(figure.value(), Text.clean(figure.unit()));
    return both.substring(number.length()).strip();
  }
}
