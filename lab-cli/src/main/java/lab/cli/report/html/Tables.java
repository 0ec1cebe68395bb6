package lab.cli.report.html;

import java.util.List;
import java.util.Set;
import lab.cli.render.html.Html;

/**
 * Tables of a page. A wide one scrolls in a region of its own, which has a name and takes the
 * focus; on a narrow screen each row becomes a card, and each cell says which column it is of.
 */
final class Tables {
  private final Html html;
  private final List<String> columns;

  /** Columns of numbers, counted from 0: their digits stand below each other. */
  private final Set<Integer> numbers;

  private Tables(Html html, List<String> columns, Set<Integer> numbers) {
    this.html = html;
    this.columns = columns;
    this.numbers = numbers;
  }

  /**
   * Opens a table.
   *
   * @param name what it is of
   * @param numbers columns that hold numbers, counted from 0
   */
  static Tables open(Html html, String name, List<String> columns, Integer... numbers) {
    Tables table = new Tables(html, columns, Set.of(numbers));
    html.open("div", "class", "scroll", "role", "region", "aria-label", name, "tabindex", "0");
    html.open("table", "class", "cards").open("thead").open("tr");
    for (int i = 0; i < columns.size(); i++) {
      html.leaf("th", columns.get(i), "scope", "col", "class", table.type(i));
    }
    html.close().close().open("tbody");
    return table;
  }

  /** Opens a row; after it comes a call of {@link #cell} for each column. */
  Tables row(String... attributes) {
    html.open("tr", attributes);
    return this;
  }

  private String type(int column) {
    return numbers.contains(column) ? "number" : null;
  }

  Tables cell(int column, String text) {
    html.leaf("td", text, "class", type(column), "data-label", columns.get(column));
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
