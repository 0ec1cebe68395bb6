package lab.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.cli.answer.HostResult;
import lab.cli.answer.Matrix;
import lab.host.Distance;
import lab.stage.Numbers;
import lab.stage.Piece;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells;
import lab.stage.Piece.Cells.Form;
import lab.stage.Piece.Figure;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * What was measured between every two of many: the numbers where they fit, a sign for each pair by
 * how far apart the two are, and what is least, in the middle and most. Of more than {@link #MOST}
 * a cell stands for several neighbours, by the median of what was measured between them.
 */
public final class MatrixPicture {
  /** A square of that many is the largest that dense cells are made for, and fits a terminal. */
  static final int MOST = 64;

  /** Columns of numbers that fit 80 characters. */
  private static final int NUMBERED = 10;

  private MatrixPicture() {}

  /** As text, without colours: a report is also read in a pipe. */
  public static List<String> lines(HostResult.Pairs pairs, Look look) {
    return new TextRenderer(look).render(stage(pairs), Set.of(), Density.COMPACT);
  }

  public static Stage stage(HostResult.Pairs pairs) {
    Matrix matrix = pairs.matrix();
    List<Piece> pieces = new ArrayList<>();
    pieces.add(figures(pairs));
    if (matrix.columns().size() <= NUMBERED) {
      pieces.add(table(matrix));
    }
    pieces.add(dense(matrix));
    pieces.add(legend(matrix));
    return new Stage(pieces);
  }

  private static Piece figures(HostResult.Pairs pairs) {
    Matrix matrix = pairs.matrix();
    List<Double> all = matrix.sorted();
    int possible = matrix.rows().size() * matrix.columns().size() - diagonal(matrix);
    String title =
        pairs.test()
            + (matrix.sampled()
                ? ", sampled: " + percent(all.size(), possible) + " % of the pairs"
                : "");
    List<Figure> figures = new ArrayList<>();
    if (!all.isEmpty()) {
      figures.add(figure("least", all.getFirst(), matrix.unit()));
      figures.add(figure("median", median(all), matrix.unit()));
      figures.add(figure("most", all.getLast(), matrix.unit()));
    }
    return new Piece.Figures("figures", title, figures);
  }

  private static int diagonal(Matrix matrix) {
    return (int) matrix.rows().stream().filter(matrix.columns()::contains).count();
  }

  /** Whole, and neither 0 nor 100 while it is not. */
  private static long percent(int part, int whole) {
    long rounded = Math.round(100.0 * part / Math.max(1, whole));
    return part == 0 || part == whole ? rounded : Math.clamp(rounded, 1, 99);
  }

  private static Figure figure(String name, double value, String unit) {
    return new Figure(name, name, rounded(value), unit, Tone.IDLE);
  }

  /** Tenths are as much as a clock can tell of a hand-over. */
  private static double rounded(double value) {
    return Math.rint(value * 10) / 10;
  }

  private static double median(List<Double> sorted) {
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  private static Piece table(Matrix matrix) {
    List<String> head = new ArrayList<>(List.of(matrix.unit()));
    head.addAll(matrix.columns());
    List<Piece.Row> rows = new ArrayList<>();
    for (int row = 0; row < matrix.rows().size(); row++) {
      List<String> cells = new ArrayList<>(List.of(matrix.rows().get(row)));
      for (Optional<Double> value : matrix.values().get(row)) {
        cells.add(value.map(v -> Numbers.text(v < 100 ? rounded(v) : Math.rint(v))).orElse("-"));
      }
      rows.add(Piece.Row.of("row" + row, Tone.IDLE, "", cells));
    }
    return new Piece.Table("numbers", "", head, rows);
  }

  /** How many neighbours a cell stands for. */
  private static int block(Matrix matrix) {
    int most = Math.max(matrix.rows().size(), matrix.columns().size());
    return (most + MOST - 1) / MOST;
  }

  private static Piece dense(Matrix matrix) {
    int block = block(matrix);
    int columns = (matrix.columns().size() + block - 1) / block;
    List<Cell> cells = new ArrayList<>();
    for (int row = 0; row < matrix.rows().size(); row += block) {
      for (int column = 0; column < matrix.columns().size(); column += block) {
        Tone tone = tone(matrix, row, column, block);
        String name = matrix.rows().get(row) + " to " + matrix.columns().get(column);
        cells.add(Cell.of(name, name, tone));
      }
    }
    String title = block == 1 ? "" : "a sign stands for " + block + " by " + block;
    return new Cells("pairs", title, Form.DENSE, columns, cells, List.of());
  }

  private static Tone tone(Matrix matrix, int top, int left, int block) {
    List<Double> within = new ArrayList<>();
    boolean siblings = false;
    for (int row = top; row < Math.min(top + block, matrix.rows().size()); row++) {
      for (int column = left; column < Math.min(left + block, matrix.columns().size()); column++) {
        matrix.value(row, column).ifPresent(within::add);
        siblings |= matrix.siblings(row, column);
      }
    }
    within.sort(null);
    // Of a block that is more than two siblings, the sign tells the others.
    return siblings && block == 1
        ? Tone.A
        : within.isEmpty() ? Tone.IDLE : tone(Distance.of(median(within)));
  }

  private static Tone tone(Distance distance) {
    return switch (distance) {
      case NEAR -> Tone.OK;
      case FAR -> Tone.B;
      case BETWEEN, MIXED -> Tone.BUSY;
    };
  }

  /** What the signs that there are mean. */
  private static Piece legend(Matrix matrix) {
    List<Cell> signs = new ArrayList<>();
    boolean siblings = !matrix.siblings().isEmpty() && block(matrix) == 1;
    if (siblings) {
      signs.add(Cell.of("same", "one core", Tone.A));
    }
    signs.add(Cell.of("near", "near, < 45 " + matrix.unit(), Tone.OK));
    signs.add(Cell.of("between", "between", Tone.BUSY));
    signs.add(Cell.of("far", "far, > 70 " + matrix.unit(), Tone.B));
    signs.add(Cell.of("none", "not measured", Tone.IDLE));
    return new Cells("signs", "", Form.ROW, 0, signs, List.of());
  }
}
