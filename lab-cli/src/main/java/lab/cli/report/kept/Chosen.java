package lab.cli.report.kept;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.input.BadInput;

/**
 * The runs that a report is about, in the reading order of the experiments.
 *
 * @param runs complete ones, none twice; of one subject the one that was named first stands first
 * @param left what was found and is not in the report, a sentence each
 */
public record Chosen(List<Kept> runs, List<String> left) {
  /** More columns than these cannot be held against each other by eye. */
  private static final int MOST = 4;

  public Chosen {
    runs = List.copyOf(runs);
    left = List.copyOf(left);
  }

  /**
   * @param rooms ids in reading order; what is not among them comes last
   * @throws BadInput if more runs of one subject are to be compared than is possible
   */
  static Chosen of(List<Kept> found, List<String> left, List<String> rooms) {
    Map<String, Kept> unique = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>(left);
    for (Kept kept : found) {
      Kept first = unique.putIfAbsent(kept.run().run(), kept);
      if (first != null && !first.sha256().equals(kept.sha256())) {
        notes.add(
            "%s is run %s again, changed; it is not counted."
                .formatted(kept.file(), kept.run().run()));
      }
    }
    List<Kept> runs = new ArrayList<>(unique.values());
    runs.sort(
        Comparator.comparing((Kept k) -> {
          int at = rooms.indexOf(k.run().experiment().id());
          return at < 0 ? rooms.size() : at;
        }));
    Chosen chosen = new Chosen(runs, notes);
    chosen
        .bySubject()
        .forEach((subject, of) -> {
          if (of.size() > MOST) {
            throw new BadInput(
                "up to %d runs of one experiment can be compared (got %d of %s)"
                    .formatted(MOST, of.size(), subject.id()));
          }
        });
    return chosen;
  }

  /** The runs of each subject. */
  public Map<Kept.Subject, List<Kept>> bySubject() {
    Map<Kept.Subject, List<Kept>> groups = new LinkedHashMap<>();
    runs.forEach(k -> groups.computeIfAbsent(k.subject(), _ -> new ArrayList<>()).add(k));
    return groups;
  }
}
