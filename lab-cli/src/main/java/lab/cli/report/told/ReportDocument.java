package lab.cli.report.told;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.cli.report.compare.Comparison;
import lab.room.Ordered;
import lab.room.VerdictWord;

/**
 * What {@code lab report} says of some runs.
 *
 * @param sentence the verdicts counted, in words
 * @param counts how many verdicts have each word
 * @param contradicted the claims that were contradicted, in full
 * @param machines those that measured
 * @param rows every verdict, in reading order
 * @param runs the files that it rests on
 * @param closing the rooms' own sentences
 * @param comparisons of experiments of which there are several runs
 * @param left what was found and is not in the report
 */
public record ReportDocument(
    String sentence,
    Map<String, Integer> counts,
    List<String> contradicted,
    List<Machine> machines,
    List<Row> rows,
    List<Run> runs,
    List<Closing> closing,
    List<Comparison> comparisons,
    List<String> left) {
  public ReportDocument {
    counts = Ordered.copy(counts);
    contradicted = List.copyOf(contradicted);
    machines = List.copyOf(machines);
    rows = List.copyOf(rows);
    runs = List.copyOf(runs);
    closing = List.copyOf(closing);
    comparisons = List.copyOf(comparisons);
    left = List.copyOf(left);
  }

  /**
   * A machine, or the same one as it was at another time.
   *
   * @param name {@code A} and so on; empty where there is only one
   * @param sentence what it is
   * @param facts caches, order of memory, JDK, quota: a few words each
   * @param measured when, and by which lab
   * @param noise how quiet it was, a sentence with numbers
   * @param quiet whether it was quiet in every run
   */
  public record Machine(
      String name,
      String sentence,
      List<String> facts,
      String measured,
      String noise,
      boolean quiet) {
    public Machine {
      facts = List.copyOf(facts);
    }
  }

  /**
   * A verdict.
   *
   * @param run the name of its run
   * @param model what the model says, in a few words
   * @param machine what the machine did, in a few words
   */
  public record Row(
      String id,
      String run,
      String claim,
      String label,
      Map<String, String> settings,
      String model,
      String machine,
      VerdictWord word,
      String sentence) {
    public Row {
      settings = Ordered.copy(settings);
    }
  }

  /**
   * A run and its file.
   *
   * @param machine the name of its machine
   * @param sha256 of the file, in hex
   */
  public record Run(
      String run,
      String id,
      String begun,
      String budget,
      Optional<String> label,
      String machine,
      String file,
      String sha256) {}

  /** What a room says at the end of a run. */
  public record Closing(String id, String run, String sentence) {}

  /** What a run is called among those that it is compared with; empty if it is with none. */
  public Optional<String> side(String run) {
    return comparisons.stream()
        .flatMap(c -> c.sides().stream())
        .filter(s -> s.run().equals(run))
        .map(Comparison.Side::name)
        .findFirst();
  }
}
