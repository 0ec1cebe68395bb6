package lab.cli.render.html;

import java.util.ArrayList;
import java.util.List;
import lab.cli.render.Text;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells;
import lab.stage.Piece.Mark;

/**
 * Cells around a circle, the first at the top and clockwise from there; marks outside, each with a
 * pointer at its cell.
 */
final class RingDrawing {
  private static final int LEAST = 3;
  private static final int MOST = 32;
  private static final double LINE = 20;
  private static final double POINTER = 12;

  private final Cells piece;
  private final double deep;
  private final double outer;
  private final double side;
  private final double above;
  private final double below;

  private RingDrawing(Cells piece) {
    this.piece = piece;
    double label = 0;
    for (Cell cell : piece.cells()) {
      label = Math.max(label, Measure.label(CellsDrawing.thing(piece, cell).text()));
    }
    int n = piece.cells().size();
    this.deep = Math.max(40, label + 14);
    // Half-way through the ring a cell is as wide as its label, and nowhere a sliver.
    double middle = Math.max(62, n * Math.max(26, label + 16) / (2 * Math.PI));
    this.outer = middle + deep / 2;
    double marks = 0;
    int stacked = 0;
    int lower = 0;
    for (int i = 0; i < n; i++) {
      List<Mark> here = marks(piece, piece.cells().get(i));
      stacked = Math.max(stacked, here.size());
      lower = Math.max(lower, Math.sin(angle(i)) > 0.7 ? here.size() : 0);
      for (Mark mark : here) {
        marks = Math.max(marks, Measure.small(words(mark)));
      }
    }
    // The same room above wherever the marks are: the ring does not move when they do.
    int most = Math.max(stacked, Math.min(2, piece.marks().size()));
    this.side = stacked == 0 ? 2 : marks + POINTER + 8;
    this.above = most == 0 ? 2 : most * LINE + POINTER + 2;
    this.below = lower == 0 ? 2 : lower * LINE + POINTER + 2;
  }

  /** The width that a ring takes; infinite where it is none that can be drawn. */
  static double width(Cells piece) {
    int n = piece.cells().size();
    if (piece.form() != Cells.Form.RING || n < LEAST || n > MOST) {
      return Double.POSITIVE_INFINITY;
    }
    RingDrawing ring = new RingDrawing(piece);
    return 2 * (ring.outer + ring.side);
  }

  static void draw(Cells piece, Drawing drawing, double width) {
    RingDrawing ring = new RingDrawing(piece);
    double x = width / 2;
    double y = ring.above + ring.outer;
    for (int i = 0; i < piece.cells().size(); i++) {
      ring.cell(drawing, i, x, y);
    }
    for (int i = 0; i < piece.cells().size(); i++) {
      ring.marks(drawing, i, x, y);
    }
    drawing.reach(y + ring.outer + ring.below);
    drawing.across(width);
  }

  private void cell(Drawing drawing, int i, double x, double y) {
    int n = piece.cells().size();
    Cell cell = piece.cells().get(i);
    Thing thing = CellsDrawing.thing(piece, cell);
    double inner = outer - deep;
    double gap = 2 / outer;
    double from = angle(i - 0.5) + gap;
    double to = angle(i + 0.5) - gap;
    Path sector =
        new Path()
            .move(x + inner * Math.cos(from), y + inner * Math.sin(from))
            .line(x + outer * Math.cos(from), y + outer * Math.sin(from))
            .arc(outer, true, x + outer * Math.cos(to), y + outer * Math.sin(to))
            .line(x + inner * Math.cos(to), y + inner * Math.sin(to))
            .arc(inner, false, x + inner * Math.cos(from), y + inner * Math.sin(from))
            .end();
    double middle = outer - deep / 2;
    double cx = x + middle * Math.cos(angle(i));
    double cy = y + middle * Math.sin(angle(i));
    boolean button = drawing.scene().isButton(cell.click());
    drawing.open(
        button ? thing.key() + "/area" : thing.key(),
        cell.tone(),
        "thing sector",
        button ? null : cell.token().orElse(null));
    drawing.path("area", sector);
    if (!button) {
      drawing.label(thing, cx, cy + 5, Math.max(2 * middle * Math.PI / n, deep) - 4);
    }
    drawing.close();
    if (button) {
      double wide = Math.clamp(Measure.label(thing.text()) + 8, 26, Math.max(26, deep));
      drawing.button(thing, cx - wide / 2, cy - 14, wide, 28);
    }
  }

  private void marks(Drawing drawing, int i, double x, double y) {
    List<Mark> marks = marks(piece, piece.cells().get(i));
    if (marks.isEmpty()) {
      return;
    }
    double angle = angle(i);
    double dx = Math.cos(angle);
    double dy = Math.sin(angle);
    double tipX = x + (outer + 2) * dx;
    double tipY = y + (outer + 2) * dy;
    double endX = x + (outer + 2 + POINTER) * dx;
    double endY = y + (outer + 2 + POINTER) * dy;
    String anchor = Math.abs(dx) < 0.2 ? "middle" : dx > 0 ? "start" : "end";
    double textX = endX + (anchor.equals("start") ? 4 : anchor.equals("end") ? -4 : 0);
    // Labels stacked away from the ring: upwards above it, downwards below.
    double first = endY + 5 + (Math.abs(dx) < 0.2 ? (dy < 0 ? -6 : 10) : 0);
    for (int k = 0; k < marks.size(); k++) {
      Mark mark = marks.get(k);
      drawing.open(piece.key() + "/" + mark.key(), mark.tone(), "pointer", null);
      if (k == 0) {
        drawing.head(tipX, tipY, endX, endY);
      }
      drawing.text(textX, first + (dy < 0 ? -k : k) * LINE, words(mark), "small on", anchor);
      drawing.close();
    }
  }

  private double angle(double i) {
    return 2 * Math.PI * i / piece.cells().size() - Math.PI / 2;
  }

  private static String words(Mark mark) {
    return Text.clean(mark.label());
  }

  /** What stands at the cell, in the picture's order. */
  static List<Mark> marks(Cells piece, Cell cell) {
    List<Mark> marks = new ArrayList<>();
    for (Mark mark : piece.marks()) {
      if (mark.cell().equals(cell.key())) {
        marks.add(mark);
      }
    }
    return marks;
  }
}
