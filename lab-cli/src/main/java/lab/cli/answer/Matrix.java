package lab.cli.answer;

import java.util.List;
import java.util.Optional;

/**
 * Something measured between every two of several things, such as CPUs.
 *
 * @param rows what the rows are called
 * @param unit of the values
 * @param values a list for each row; what was not measured is null in a document
 * @param sampled whether there was no time for all pairs, so that a null may mean nothing else
 * @param siblings names of those that share a core
 */
public record Matrix(
    List<String> rows,
    List<String> columns,
    String unit,
    List<List<Optional<Double>>> values,
    boolean sampled,
    List<List<String>> siblings) {
  public Matrix {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    values = values.stream().map(List::copyOf).toList();
    siblings = siblings.stream().map(List::copyOf).toList();
    int wide = columns.size();
    if (values.size() != rows.size() || !values.stream().allMatch(row -> row.size() == wide)) {
      throw new IllegalArgumentException(
          "a matrix of %d rows and %d columns has a value or null for each"
              .formatted(rows.size(), wide));
    }
  }

  public Optional<Double> value(int row, int column) {
    return values.get(row).get(column);
  }

  /** Whether the two are one core's. */
  public boolean siblings(int row, int column) {
    String one = rows.get(row);
    String other = columns.get(column);
    return !one.equals(other)
        && siblings.stream().anyMatch(s -> s.contains(one) && s.contains(other));
  }

  /** All that was measured, ascending. */
  public List<Double> sorted() {
    return values.stream().flatMap(List::stream).flatMap(Optional::stream).sorted().toList();
  }
}
