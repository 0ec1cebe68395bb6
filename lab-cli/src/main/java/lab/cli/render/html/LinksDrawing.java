package lab.cli.render.html;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lab.stage.Piece.Edge;
import lab.stage.Piece.Links;
import lab.stage.Piece.Node;

/**
 * Nodes on their grid or around a circle, and the arrows between them. A grid that is too wide is
 * turned: its columns become rows.
 */
final class LinksDrawing {
  private static final double HIGH = 44;
  private static final double LEAST = 44;

  private final Links piece;
  private final Drawing drawing;
  private final Map<String, Box> boxes = new HashMap<>();

  private LinksDrawing(Links piece, Drawing drawing) {
    this.piece = piece;
    this.drawing = drawing;
  }

  /** A node's place, from its upper left corner. */
  record Box(double x, double y, double width, double high, int column, int row) {
    double centreX() {
      return x + width / 2;
    }

    double centreY() {
      return y + high / 2;
    }
  }

  static void draw(Links piece, Drawing drawing, double width) {
    LinksDrawing links = new LinksDrawing(piece, drawing);
    if (piece.layout() == Links.Layout.CIRCLE) {
      links.circle(width);
    } else {
      links.grid(width);
    }
    Arrows arrows = new Arrows(piece, drawing, links.boxes, width);
    piece.edges().forEach(arrows::line);
    for (Node node : piece.nodes()) {
      Box box = links.boxes.get(node.key());
      drawing.box(links.thing(node), box.x, box.y, box.width, box.high);
    }
    piece.edges().forEach(arrows::label);
  }

  /** The width that the links take without being turned or cut. */
  static double width(Links piece) {
    if (piece.layout() == Links.Layout.CIRCLE) {
      LinksDrawing links = new LinksDrawing(piece, null);
      return 2 * links.radius() + links.widest();
    }
    Columns columns = new Columns(piece, false);
    return columns.width(columns.gap());
  }

  private void circle(double width) {
    int n = piece.nodes().size();
    double wide = Math.min(widest(), Math.max(LEAST, width / 3));
    double radius = Math.min(radius(), (width - wide) / 2);
    // A narrow circle is drawn as a tall one rather than with nodes over each other.
    double tall = Math.max(radius, n * (HIGH + 14) / 4.0);
    for (int i = 0; i < n; i++) {
      double angle = 2 * Math.PI * i / n - Math.PI / 2;
      double x = radius + radius * Math.cos(angle);
      double y = tall + tall * Math.sin(angle);
      boxes.put(piece.nodes().get(i).key(), new Box(x, y, wide, HIGH, i, i));
    }
  }

  private double radius() {
    int n = Math.max(1, piece.nodes().size());
    return Math.max(70, n * (widest() + 20) / (2 * Math.PI));
  }

  private double widest() {
    return piece.nodes().stream().mapToDouble(n -> thing(n).width()).max().orElse(LEAST);
  }

  private void grid(double all) {
    // Arrows along a column swing out to the right of it.
    double width = all - 24;
    Columns columns = new Columns(piece, false);
    boolean turned = false;
    if (columns.width(columns.least()) > width) {
      Columns other = new Columns(piece, true);
      if (other.width(other.least()) < columns.width(columns.least())) {
        columns = other;
        turned = true;
      }
    }
    double gap = columns.width(columns.gap()) <= width ? columns.gap() : columns.least();
    double shrink = Math.min(1, width / columns.width(gap));
    // Room for arrows that pass above or below the nodes between their ends.
    double top = Arrows.overpass(piece, turned) ? 44 : 2;
    double pitch = HIGH + (piece.edges().isEmpty() ? 14 : 40);
    for (Node node : piece.nodes()) {
      int column = turned ? node.row() : node.column();
      int row = turned ? node.column() : node.row();
      double x = columns.left(column, gap) * shrink;
      double wide = Math.min(thing(node).width(), columns.widths.get(column)) * shrink;
      boxes.put(node.key(), new Box(x, top + row * pitch, Math.max(8, wide), HIGH, column, row));
    }
    for (Box box : boxes.values()) {
      drawing.reach(box.y + box.high + 2);
    }
  }

  private Thing thing(Node node) {
    return new Thing(
        piece.key() + "/" + node.key(), node.label(), node.tone(), node.click(), node.token());
  }

  /** How wide the columns of a grid are, and how far apart. */
  private static final class Columns {
    private final List<Double> widths = new ArrayList<>();
    private double label;
    private final boolean edges;

    Columns(Links piece, boolean turned) {
      this.edges = !piece.edges().isEmpty();
      for (Node node : piece.nodes()) {
        int column = turned ? node.row() : node.column();
        while (widths.size() <= column) {
          widths.add(0.0);
        }
        Thing thing = new Thing("", node.label(), node.tone());
        widths.set(column, Math.max(widths.get(column), thing.width()));
      }
      for (Edge edge : piece.edges()) {
        label = Math.max(label, Measure.small(edge.label()));
      }
    }

    double gap() {
      return edges ? Math.max(36, Math.min(label, 240) + 30) : 12;
    }

    double least() {
      return edges ? 30 : 8;
    }

    double left(int column, double gap) {
      double x = 0;
      for (int i = 0; i < column; i++) {
        x += widths.get(i) + gap;
      }
      return x;
    }

    double width(double gap) {
      return widths.isEmpty() ? LEAST : left(widths.size() - 1, gap) + widths.getLast();
    }
  }
}
