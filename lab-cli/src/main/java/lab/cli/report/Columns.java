package lab.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lab.cli.render.Text;

/** A table as text: what does not fit into its column goes on in the next line. */
final class Columns {
  private static final String GAP = "  ";

  private final int[] widths;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param widths columns of each cell
   */
  Columns(int... widths) {
    this.widths = widths.clone();
  }

  /** Columns of a table with that many and the given widths between its gaps. */
  static int width(int... widths) {
    return Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1);
  }

  void row(String... cells) {
    List<List<String>> wrapped = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      wrapped.add(Text.wrap(cells[i], widths[i]));
    }
    int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
    for (int y = 0; y < height; y++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String part = y < wrapped.get(i).size() ? wrapped.get(i).get(y) : "";
        line.append(i == 0 ? "" : GAP).append(Text.pad(part, widths[i]));
      }
      lines.add(line.toString().stripTrailing());
    }
  }

  /** The lines of the rows since it was last asked. */
  List<String> take() {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }
}
