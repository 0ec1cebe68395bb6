package lab.cli.render.html;

import java.util.Map;
import lab.cli.render.html.LinksDrawing.Box;
import lab.stage.Piece.Edge;
import lab.stage.Piece.Links;
import lab.stage.Piece.Node;

/**
 * Arrows from box to box: straight between neighbours, over the nodes between two of a row, else a
 * curve from side to side.
 */
final class Arrows {
  private static final double OVER = 30;
  private static final double MOST_LABEL = 240;

  private final Links piece;
  private final Drawing drawing;
  private final Map<String, Box> boxes;
  private final double width;

  Arrows(Links piece, Drawing drawing, Map<String, Box> boxes, double width) {
    this.width = width;
    this.piece = piece;
    this.drawing = drawing;
    this.boxes = boxes;
  }

  /** The four points of a curve. */
  private record Curve(
      double x1, double y1, double ax, double ay, double bx, double by, double x2, double y2) {
    static Curve straight(double x1, double y1, double x2, double y2) {
      return new Curve(x1, y1, x1, y1, x2, y2, x2, y2);
    }

    double middleX() {
      return (x1 + 3 * ax + 3 * bx + x2) / 8;
    }

    double middleY() {
      return (y1 + 3 * ay + 3 * by + y2) / 8;
    }
  }

  /** Whether an arrow of the topmost row passes above it. */
  static boolean overpass(Links piece, boolean turned) {
    for (Edge edge : piece.edges()) {
      for (Node from : piece.nodes()) {
        for (Node to : piece.nodes()) {
          int fromRow = turned ? from.column() : from.row();
          int toRow = turned ? to.column() : to.row();
          int columns = turned ? to.row() - from.row() : to.column() - from.column();
          if (from.key().equals(edge.from())
              && to.key().equals(edge.to())
              && fromRow == toRow
              && Math.abs(columns) != 1) {
            return true;
          }
        }
      }
    }
    return false;
  }

  void line(Edge edge) {
    Box from = boxes.get(edge.from());
    Box to = boxes.get(edge.to());
    if (from == null || to == null) {
      return;
    }
    Curve c = curve(edge, from, to);
    drawing.open(piece.key() + "/" + edge.key(), edge.tone(), "edge", null);
    drawing.path("stroke", new Path().move(c.x1, c.y1).curve(c.ax, c.ay, c.bx, c.by, c.x2, c.y2));
    boolean turns = c.bx != c.x2 || c.by != c.y2;
    drawing.head(c.x2, c.y2, turns ? c.bx : c.x1, turns ? c.by : c.y1);
    drawing.close();
    drawing.reach(Math.max(c.middleY(), Math.max(c.y1, c.y2)) + 4);
    drawing.across(Math.max(c.middleX(), Math.max(c.x1, c.x2)) + 4);
  }

  /** Above the nodes, so that none hides a word. */
  void label(Edge edge) {
    Box from = boxes.get(edge.from());
    Box to = boxes.get(edge.to());
    if (from == null || to == null || edge.label().isBlank()) {
      return;
    }
    Curve c = curve(edge, from, to);
    boolean level = from.row() == to.row();
    drawing.open(piece.key() + "/" + edge.key() + "/label", edge.tone(), "edge-label", null);
    String text = Measure.fitSmall(edge.label(), Math.min(width, MOST_LABEL));
    double half = Measure.small(text) / 2;
    double x = Math.clamp(c.middleX(), half, Math.max(half, width - half));
    drawing.text(x, c.middleY() + (level ? -6 : 4), text, "small halo", "middle");
    drawing.close();
  }

  private Curve curve(Edge edge, Box from, Box to) {
    double aside = isTwoWay(edge) ? 8 : 0;
    if (piece.layout() == Links.Layout.CIRCLE) {
      return between(from, to, aside);
    }
    if (from.row() == to.row()) {
      return level(from, to, aside);
    }
    if (from.column() == to.column()) {
      boolean down = to.row() > from.row();
      double x = from.centreX() + (down ? aside : -aside);
      if (Math.abs(to.row() - from.row()) == 1) {
        return Curve.straight(
            x, down ? from.y() + from.high() : from.y(), x, down ? to.y() : to.y() + to.high());
      }
      double right = Math.max(from.x() + from.width(), to.x() + to.width());
      return new Curve(
          from.x() + from.width(),
          from.centreY(),
          right + OVER,
          from.centreY(),
          right + OVER,
          to.centreY(),
          to.x() + to.width(),
          to.centreY());
    }
    boolean right = to.column() > from.column();
    double x1 = right ? from.x() + from.width() : from.x();
    double x2 = right ? to.x() : to.x() + to.width();
    double bend = (right ? 1 : -1) * Math.max(20, Math.abs(x2 - x1) / 2);
    double y1 = from.centreY() + aside;
    double y2 = to.centreY() + aside;
    return new Curve(x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2);
  }

  private static Curve level(Box from, Box to, double aside) {
    boolean right = to.column() > from.column();
    if (Math.abs(to.column() - from.column()) == 1) {
      double y = from.centreY() + (right ? -aside : aside);
      return right
          ? Curve.straight(from.x() + from.width(), y, to.x(), y)
          : Curve.straight(from.x(), y, to.x() + to.width(), y);
    }
    double x1 = from.centreX() - (from.equals(to) ? 10 : 0);
    double x2 = to.centreX() + (from.equals(to) ? 10 : 0);
    double top = from.y() - OVER;
    return new Curve(x1, from.y(), x1, top, x2, top, x2, to.y());
  }

  /** Straight, from border to border. */
  private static Curve between(Box from, Box to, double aside) {
    double dx = to.centreX() - from.centreX();
    double dy = to.centreY() - from.centreY();
    double length = Math.max(0.001, Math.hypot(dx, dy));
    double sideX = -dy / length * aside;
    double sideY = dx / length * aside;
    double start = border(from, dx, dy);
    double end = border(to, dx, dy);
    return Curve.straight(
        from.centreX() + dx * start + sideX,
        from.centreY() + dy * start + sideY,
        to.centreX() - dx * end + sideX,
        to.centreY() - dy * end + sideY);
  }

  /** The part of (dx, dy) that lies within the box, from its centre. */
  private static double border(Box box, double dx, double dy) {
    double byWidth = dx == 0 ? 1 : box.width() / 2 / Math.abs(dx);
    double byHeight = dy == 0 ? 1 : box.high() / 2 / Math.abs(dy);
    return Math.min(0.45, Math.min(byWidth, byHeight));
  }

  private boolean isTwoWay(Edge edge) {
    return piece.edges().stream()
        .anyMatch(e -> e.from().equals(edge.to()) && e.to().equals(edge.from()) && !e.equals(edge));
  }
}
