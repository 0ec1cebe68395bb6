package lab.cli.render.html;

import java.util.List;
import lab.cli.render.Text;
import lab.stage.Piece.Row;
import lab.stage.Piece.Table;
import lab.stage.Tone;

/**
 * A table. The tone is a rule at the left of the row and a tint, none for idle rows. Where its
 * columns do not fit, each row becomes a list of its cells with their headings.
 */
final class HtmlTable {
  private static final int MOST_NARROW = 3;

  private final Html html;
  private final Scene scene;
  private final HtmlPieces pieces;

  HtmlTable(Html html, Scene scene) {
    this.html = html;
    this.scene = scene;
    this.pieces = new HtmlPieces(html, scene);
  }

  void write(Table table, double width) {
    boolean marks = table.rows().stream().anyMatch(r -> !r.mark().isBlank() || isToned(r));
    boolean fits = Extent.of(table).least() <= width;
    boolean stacked = !fits && table.head().size() > MOST_NARROW;
    String name = table.title().isEmpty() ? "table" : table.title();
    html.open(
        "div",
        "class",
        "wide",
        "role",
        fits ? null : "region",
        "tabindex",
        fits ? null : "0",
        "aria-label",
        fits ? null : name);
    html.open("table", "class", stacked ? "rows stacked" : "rows");
    if (!table.head().isEmpty() && !stacked) {
      html.open("thead").open("tr");
      if (marks) {
        html.open("td", "class", "mark").close();
      }
      for (String head : table.head()) {
        html.leaf("th", head, "scope", "col");
      }
      html.close().close();
    }
    html.open("tbody");
    for (Row row : table.rows()) {
      row(table, row, marks, stacked);
    }
    html.close().close().close();
  }

  private static boolean isToned(Row row) {
    return row.tone() != Tone.IDLE;
  }

  private void row(Table table, Row row, boolean marks, boolean stacked) {
    String key = table.key() + "/" + row.key();
    html.open("tr", "class", Palette.classOf(row.tone()) + scene.mark(key), "data-key", key);
    if (marks) {
      html.open("td", "class", "mark").text(Text.clean(row.mark()).strip());
      html.text(row.mark().isBlank() ? "" : " ");
      pieces.glyph(row.tone());
      pieces.star(key);
      html.close();
    }
    boolean button = scene.isButton(row.click());
    for (int i = 0; i < row.cells().size(); i++) {
      String cell = row.cells().get(i);
      String mine = key + "/" + i;
      html.open("td", "class", scene.mark(mine).isEmpty() ? null : "changed");
      List<String> head = table.head();
      if (stacked && i < head.size() && !head.get(i).isBlank() && !cell.isBlank()) {
        html.leaf("span", head.get(i) + " ", "class", "head");
      }
      if (button && !cell.isBlank()) {
        html.leaf(
            "button",
            cell,
            "type",
            "button",
            "class",
            "word",
            "data-do",
            Scene.step(row.click()),
            "data-set",
            Scene.set(row.click()));
        button = false;
      } else if (scene.mark(mine).isEmpty()) {
        html.text(cell);
      } else {
        html.leaf("span", cell, "class", "word");
      }
      if (!cell.isBlank()) {
        pieces.star(mine);
      }
      html.close();
    }
    html.close();
  }
}
