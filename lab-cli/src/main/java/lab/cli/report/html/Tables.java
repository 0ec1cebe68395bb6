package lab.cli.report.html;

import java.util.List;
import lab.cli.render.html.Html;

/**
 * Tables of a page. A wide one scrolls in a region of its own, which has a name and takes the focus;
 * on a narrow screen each row becomes a card, and each cell says which column it is of.
 */
final class Tables {
  private final Html html;
  private final List<String> columns;

  private Tables(Html html, List<String> columns) {
    this.html = html;
    this.columns = columns;
  }

  /** Opens a table of these columns. */
  static Tables open(Html html, String name, List<String> columns) {
    html.open("div", "class", "scroll", "role", "region", "aria-label", name, "tabindex", "0");
    html.open("table", "class", "cards").open("thead").open("tr");
    columns.forEach(c -> html.leaf("th", c, "scope", "col"));
    html.close().close().open("tbody");
    return new Tables(html, columns);
  }

  /** Opens a row; after it comes a call of {@link #cell} for each column. */
  Tables row(String... attributes) {
    html.open("tr", attributes);
    return this;
  }

  Tables cell(int column, String text) {
    html.leaf("td", text, "data-label", columns.get(column));
    return this;
  }

  /** A cell whose digits stand below each other. */
  Tables number(int column, String text) {
    html.leaf("td", text, "class", "number", "data-label", columns.get(column));
    return this;
  }

  /** A cell with something in it that is more than text. */
  Tables cell(int column, Runnable content) {
    html.open("td", "data-label", columns.get(column));
    content.run();
    html.close();
    return this;
  }

  Tables end() {
    html.close();
    return this;
  }

  void close() {
    html.close().close().close();
  }
}
