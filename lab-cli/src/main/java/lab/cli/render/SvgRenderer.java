package lab.cli.render;

import java.util.List;
import java.util.Set;
import lab.stage.Piece;
import lab.stage.Plot;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * Draws a picture as one SVG element that can be read alone: its sentences are in {@code desc}, and
 * a tone is a colour and a pattern.
 */
public final class SvgRenderer {
  static final int WIDTH = 640;
  private static final int GAP = 14;

  private final Svg svg;
  private final Set<String> changed;
  private int y;

  private SvgRenderer(String id, Set<String> changed) {
    this.svg = new Svg(id);
    this.changed = changed;
  }

  /**
   * @param changed keys as {@link StageDiff} gives them
   * @param id letters, digits and hyphens; unique on the page
   */
  public static String render(Stage stage, Set<String> changed, String id) {
    SvgRenderer drawing = new SvgRenderer(id, changed);
    stage.pieces().forEach(drawing::piece);
    Svg whole = new Svg(id);
    whole.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + WIDTH + " " + Math.max(1, drawing.y),
        "class",
        "stage",
        "role",
        "img",
        "aria-labelledby",
        id + "-desc",
        "font-family",
        "monospace",
        "font-size",
        13);
    whole.leaf("desc", String.join(" ", Speech.of(stage)), "id", id + "-desc");
    whole.patterns();
    return whole + drawing.svg.toString() + "</svg>\n";
  }

  private void piece(Piece piece) {
    String type = piece.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    svg.open("g", "class", "piece " + type, "data-key", piece.key());
    if (!piece.title().isEmpty()) {
      y += Svg.LINE;
      svg.text(0, y - 4, Text.clip(Text.clean(piece.title()), WIDTH / Svg.CHARACTER, "…"), "title");
    }
    switch (piece) {
      case Piece.Cells p -> cells(p);
      case Piece.Segments p -> segments(p);
      case Piece.Lanes p -> y = SvgCharts.lanes(svg, p, changed, y);
      case Piece.Table p -> table(p);
      case Piece.Links p -> links(p);
      case Piece.Figures p -> {}
      case Plot p -> y = SvgCharts.plot(svg, p, changed, y);
    }
    svg.close("g");
    y += GAP;
  }

  private String mark(String key) {
    return mark(changed, key);
  }

  static String mark(Set<String> changed, String key) {
    return changed.contains(key) ? " changed" : "";
  }

  private void cells(Piece.Cells piece) {
    int widest =
        piece.cells().stream().mapToInt(c -> Text.width(Text.clean(c.label()))).max().orElse(0);
    int width = Math.min(WIDTH, Math.max(40, widest * Svg.CHARACTER + 20));
    int fit = Math.max(1, WIDTH / width);
    if (piece.form() == Piece.Cells.Form.GRID) {
      fit = Math.max(1, piece.columns());
      width = Math.min(width, Math.max(1, WIDTH / fit));
    }
    for (int first = 0; first < piece.cells().size(); first += fit) {
      List<Piece.Cell> row =
          piece.cells().subList(first, Math.min(piece.cells().size(), first + fit));
      int deepest = 0;
      for (int i = 0; i < row.size(); i++) {
        Piece.Cell cell = row.get(i);
        String key = piece.key() + "/" + cell.key();
        svg.box(key, i * width, y, width - 2, 26, cell.label(), cell.tone(), mark(key));
        int marks = 0;
        for (Piece.Mark m : piece.marks()) {
          if (m.cell().equals(cell.key())) {
            String classes = "mark " + Svg.classes(m.tone()) + mark(piece.key() + "/" + m.key());
            svg.text(i * width + 4, y + 42 + 16 * marks++, "▲ " + m.label(), classes);
          }
        }
        deepest = Math.max(deepest, marks);
      }
      y += 28 + 16 * deepest;
    }
  }

  private void segments(Piece.Segments piece) {
    double longest =
        piece.bars().stream()
            .mapToDouble(b -> b.segments().stream().mapToDouble(s -> Math.max(0, s.value())).sum())
            .max()
            .orElse(0);
    int left = 130;
    int room = WIDTH - left - 130;
    for (Piece.Bar bar : piece.bars()) {
      svg.text(
          0, y + 17, Text.clip(Text.clean(bar.label()), left / Svg.CHARACTER - 1, "…"), "label");
      double at = 0;
      double counted = 0;
      for (Piece.Segment s : bar.segments()) {
        String key = piece.key() + "/" + bar.key() + "/" + s.key();
        int from = longest <= 0 ? 0 : (int) Math.round(at / longest * room);
        at += Math.max(0, s.value());
        int to = longest <= 0 ? 0 : (int) Math.round(at / longest * room);
        counted += s.removed() ? 0 : s.value();
        String label =
            "%s %s%s"
                .formatted(
                    s.label(), TextRenderer.number(s.value()), s.removed() ? " removed" : "");
        svg.box(
            key,
            left + from,
            y,
            Math.max(2, to - from),
            24,
            label,
            s.removed() ? Tone.GONE : s.tone(),
            (s.removed() ? " removed" : "") + mark(key));
      }
      int end = longest <= 0 ? 0 : (int) Math.round(at / longest * room);
      String unit = Text.clip(Text.clean(piece.unit()), 8, "…");
      svg.text(left + end + 8, y + 17, TextRenderer.number(counted) + " " + unit, "sum");
      y += 30;
    }
  }

  private void table(Piece.Table piece) {
    int columns =
        Math.max(
            piece.head().size(),
            piece.rows().stream().mapToInt(r -> r.cells().size()).max().orElse(0));
    int left = 44;
    int pitch = (WIDTH - left) / Math.max(1, columns);
    int fit = Math.max(1, pitch / Svg.CHARACTER - 1);
    if (!piece.head().isEmpty()) {
      y += Svg.LINE;
      for (int i = 0; i < piece.head().size(); i++) {
        svg.text(
            left + i * pitch, y - 5, Text.clip(Text.clean(piece.head().get(i)), fit, "…"), "head");
      }
      svg.line(0, y, WIDTH, y, Tone.IDLE, false, false);
    }
    for (Piece.Row row : piece.rows()) {
      String key = piece.key() + "/" + row.key();
      svg.box(key, 0, y + 1, WIDTH, Svg.LINE + 2, "", row.tone(), " row" + mark(key));
      svg.text(14, y + 16, Text.clip(Text.clean(row.mark()), 3, ""), "mark");
      for (int i = 0; i < row.cells().size(); i++) {
        svg.text(
            left + i * pitch,
            y + 16,
            Text.clip(Text.clean(row.cells().get(i)), fit, "…"),
            "cell" + mark(key + "/" + i));
      }
      y += Svg.LINE + 4;
    }
  }

  private void links(Piece.Links piece) {
    int columns = 1 + piece.nodes().stream().mapToInt(Piece.Node::column).max().orElse(0);
    int rows = 1 + piece.nodes().stream().mapToInt(Piece.Node::row).max().orElse(0);
    int pitch = WIDTH / columns;
    int width = Math.min(120, Math.max(8, pitch - 30));
    for (Piece.Edge edge : piece.edges()) {
      for (Piece.Node from : piece.nodes()) {
        for (Piece.Node to : piece.nodes()) {
          if (from.key().equals(edge.from()) && to.key().equals(edge.to())) {
            edge(piece, edge, from, to, pitch, width);
          }
        }
      }
    }
    for (Piece.Node node : piece.nodes()) {
      String key = piece.key() + "/" + node.key();
      svg.box(
          key,
          node.column() * pitch,
          y + node.row() * 50,
          width,
          26,
          node.label(),
          node.tone(),
          mark(key));
    }
    y += rows * 50;
  }

  private void edge(
      Piece.Links piece, Piece.Edge edge, Piece.Node from, Piece.Node to, int pitch, int width) {
    boolean rightwards = to.column() > from.column();
    double x1 = from.column() * pitch + (rightwards ? width : 0);
    double x2 = to.column() * pitch + (rightwards ? 0 : width);
    if (from.column() == to.column()) {
      x1 = from.column() * pitch + width / 2.0;
      x2 = x1;
    }
    double y1 = y + from.row() * 50 + 13;
    double y2 = y + to.row() * 50 + 13;
    if (from.column() == to.column()) {
      y1 += to.row() > from.row() ? 13 : -13;
      y2 += to.row() > from.row() ? -13 : 13;
    }
    svg.open(
        "g",
        "class",
        "edge" + mark(piece.key() + "/" + edge.key()),
        "data-key",
        piece.key() + "/" + edge.key());
    svg.line(x1, y1, x2, y2, edge.tone(), true, false);
    if (!edge.label().isEmpty()) {
      svg.text((int) ((x1 + x2) / 2), (int) ((y1 + y2) / 2) - 4, edge.label(), "label");
    }
    svg.close("g");
  }
}
