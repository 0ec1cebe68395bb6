package lab.cli.report.compare;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.cli.report.kept.Estimate;
import lab.room.Ordered;
import lab.room.VerdictWord;

/**
 * Runs of one experiment side by side.
 *
 * @param id of the experiment
 * @param sides two to four runs
 * @param rows those that differ in word first, then in size, then the same, then the others
 * @param explanations what may be why rows differ
 */
public record Comparison(
    String id, List<Side> sides, List<Row> rows, List<Explanation> explanations) {
  public Comparison {
    sides = List.copyOf(sides);
    rows = List.copyOf(rows);
    explanations = List.copyOf(explanations);
  }

  /** What is said where no rule applies. */
  public static final String UNEXPLAINED =
      "Nothing in the fingerprints explains it; repeat both with --budget=long.";

  /** A run: {@code A} and so on, as it is called in here. */
  public record Side(
      String name, String run, String begun, Optional<String> label, String machine) {}

  /** How the sides of a row stand to each other. Declared in the order of interest. */
  public enum Differs {
    WORD("differs in word"),
    SIZE("differs in size"),
    SAME("same"),
    NOT_COMPARABLE("not comparable");

    private final String words;

    Differs(String words) {
      this.words = words;
    }

    /** As people read it. */
    public String words() {
      return words;
    }

    /** As it stands in JSON: {@code not-comparable}. */
    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A claim under one row of settings.
   *
   * @param why why the sides cannot be compared, of those that cannot
   * @param cells one for each side; empty where the side has no such row
   * @param noise whether what differs may be noise, where there are numbers to tell it by
   */
  public record Row(
      String claim,
      String label,
      Map<String, String> settings,
      Differs differs,
      Optional<String> why,
      List<Optional<Cell>> cells,
      Optional<String> noise) {
    public Row {
      settings = Ordered.copy(settings);
      cells = List.copyOf(cells);
    }
  }

  /**
   * What one side says of a row.
   *
   * @param machine what the machine did, in a few words
   * @param scores what a ratio is of, in its unit: of other machines it says little
   */
  public record Cell(
      VerdictWord word,
      String machine,
      String sentence,
      Optional<Estimate> estimate,
      Optional<String> scores) {}

  /**
   * What may be why some rows differ.
   *
   * @param rows their labels
   * @param reasons the likeliest first; empty: nothing in the fingerprints explains it
   */
  public record Explanation(List<String> rows, List<String> reasons) {
    public Explanation {
      rows = List.copyOf(rows);
      reasons = List.copyOf(reasons);
    }
  }

  /** How many rows stand so to each other: {@code 1 differs in word, 2 same.} */
  public String counts() {
    return Stream.of(Differs.values())
        .map(d -> Map.entry(d, rows.stream().filter(r -> r.differs() == d).count()))
        .filter(e -> e.getValue() > 0)
        .map(e -> e.getValue() + " " + words(e.getKey(), e.getValue()))
        .collect(Collectors.joining(", ", "", "."));
  }

  private static String words(Differs differs, long count) {
    return count == 1 ? differs.words() : differs.words().replace("differs", "differ");
  }
}
