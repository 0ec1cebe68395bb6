package lab.cli.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lab.cli.render.Look.Ink;
import lab.cli.render.Look.Sign;
import lab.stage.Piece.Edge;
import lab.stage.Piece.Links;
import lab.stage.Piece.Node;

/**
 * Nodes at their places in the grid. An edge between neighbours in a row is an arrow between them;
 * any other edge is a line of words below.
 */
final class TextLinks {
  private static final int GAP = 4;

  private TextLinks() {}

  static void draw(Links links, Set<String> changed, Canvas canvas) {
    Links piece = links.layout() == Links.Layout.CIRCLE ? unrolled(links, canvas.width()) : links;
    Look look = canvas.look();
    int columns = 1 + piece.nodes().stream().mapToInt(Node::column).max().orElse(0);
    int widest =
        piece.nodes().stream().mapToInt(n -> Text.width(Text.clean(n.label()))).max().orElse(0);
    // Brackets, glyph, blank, asterisk.
    int box = Math.min(widest + 5, Math.max(6, (canvas.width() + GAP) / columns - GAP));
    int pitch = box + GAP;
    int top = canvas.height();
    Map<String, Node> nodes = new HashMap<>();
    for (Node node : piece.nodes()) {
      nodes.put(node.key(), node);
      boolean isNew = changed.contains(piece.key() + "/" + node.key());
      String label = Text.clip(Text.clean(node.label()), box - 5, look.ellipsis());
      String text =
          "[%s %s%s]"
              .formatted(
                  look.glyph(node.tone()),
                  Text.pad(label, Math.min(widest, box - 5)),
                  isNew ? TextRenderer.CHANGED : " ");
      canvas.put(node.column() * pitch, top + node.row(), text, Ink.of(node.tone(), isNew));
    }
    List<Edge> inWords = new ArrayList<>();
    for (Edge edge : piece.edges()) {
      Node from = nodes.get(edge.from());
      Node to = nodes.get(edge.to());
      boolean neighbours =
          from != null
              && to != null
              && from.row() == to.row()
              && Math.abs(from.column() - to.column()) == 1
              && edge.label().isEmpty();
      int x = neighbours ? Math.min(from.column(), to.column()) * pitch + box : 0;
      if (!neighbours || x + GAP > canvas.width() || !canvas.isFree(x, top + from.row(), GAP)) {
        inWords.add(edge);
        continue;
      }
      boolean isNew = changed.contains(piece.key() + "/" + edge.key());
      String line = look.sign(Sign.HORIZONTAL, GAP - 1);
      canvas.put(
          x,
          top + from.row(),
          from.column() < to.column()
              ? line + look.sign(Sign.TO_RIGHT)
              : look.sign(Sign.TO_LEFT) + line,
          Ink.of(edge.tone(), isNew));
    }
    for (Edge edge : inWords) {
      words(piece, edge, nodes, changed, canvas);
    }
  }

  /** A circle as rows: who is next to whom is told by the edges. */
  private static Links unrolled(Links circle, int width) {
    int widest =
        circle.nodes().stream().mapToInt(n -> Text.width(Text.clean(n.label()))).max().orElse(0);
    int columns = Math.max(1, (width + GAP) / (widest + 5 + GAP));
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < circle.nodes().size(); i++) {
      Node n = circle.nodes().get(i);
      nodes.add(
          new Node(n.key(), n.label(), i % columns, i / columns, n.tone(), n.click(), n.token()));
    }
    return new Links(circle.key(), circle.title(), nodes, circle.edges());
  }

  private static void words(
      Links piece, Edge edge, Map<String, Node> nodes, Set<String> changed, Canvas canvas) {
    Look look = canvas.look();
    boolean isNew = changed.contains(piece.key() + "/" + edge.key());
    String text =
        "%s %s %s%s %s%s"
            .formatted(
                look.glyph(edge.tone()),
                label(nodes, edge.from()),
                look.sign(Sign.HORIZONTAL),
                look.sign(Sign.TO_RIGHT),
                label(nodes, edge.to()),
                edge.label().isEmpty() ? "" : ": " + Text.clean(edge.label()));
    int room = canvas.width() - 1;
    canvas.put(
        0,
        canvas.height(),
        Text.clip(text, room, look.ellipsis()) + (isNew ? TextRenderer.CHANGED : ""),
        Ink.of(edge.tone(), isNew));
  }

  private static String label(Map<String, Node> nodes, String key) {
    return Text.clean(nodes.containsKey(key) ? nodes.get(key).label() : key);
  }
}
