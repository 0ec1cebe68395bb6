package lab.cli.ask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.memorymodel.labels.Rewriting;
import lab.room.Weakening;

/**
 * Shipped classes that were rewritten for a test or a benchmark, in the run's folder.
 *
 * @param front stands ahead of the child's class path; empty: the classes are as they ship
 * @param notes what was rewritten, and what stayed and why
 * @param unchanged why nothing could be rewritten although it was asked for
 */
public record Rewritten(Optional<Path> front, List<String> notes, Optional<String> unchanged) {
  /** With more changes than this, their number says more than a list. */
  private static final int MOST_LISTED = 3;

  private static final Rewritten NOTHING =
      new Rewritten(Optional.empty(), List.of(), Optional.empty());

  public Rewritten {
    notes = List.copyOf(notes);
  }

  /** Writes the rewritten classes below the run's folder. */
  public static Rewritten of(Optional<Weakening> asked, Path runFolder) {
    if (asked.isEmpty()) {
      return NOTHING;
    }
    Weakening weakening = asked.get();
    Rewriting rewriting = Rewriting.of(weakening.classes(), weakening.label(), weakening.mode());
    Optional<String> unchanged = unchanged(rewriting);
    if (unchanged.isPresent()) {
      return new Rewritten(Optional.empty(), List.of(), unchanged);
    }
    List<String> stays = rewriting.refused().stream().map(Object::toString).toList();
    Path front = runFolder.resolve("rewritten").resolve(fileName(weakening));
    rewriting.write(front);
    List<String> notes = new ArrayList<>();
    if (rewriting.changes().size() <= MOST_LISTED) {
      rewriting.changes().forEach(c -> notes.add("rewritten: " + c));
    } else {
      notes.add("rewritten: %s, %d accesses".formatted(weakening, rewriting.changes().size()));
    }
    stays.forEach(s -> notes.add("not rewritten: " + s));
    return new Rewritten(Optional.of(front), notes, Optional.empty());
  }

  /** Why nothing can be rewritten although it is asked for, found out without writing anything. */
  public static Optional<String> unchanged(Weakening asked) {
    return unchanged(Rewriting.of(asked.classes(), asked.label(), asked.mode()));
  }

  private static Optional<String> unchanged(Rewriting rewriting) {
    if (!rewriting.changes().isEmpty()) {
      return Optional.empty();
    }
    String why =
        rewriting.refused().isEmpty()
            ? "it ships in that mode"
            : rewriting.refused().getFirst().toString();
    return Optional.of("nothing to rewrite: " + why);
  }

  /** The weakening as part of a file name. */
  static String fileName(Weakening weakening) {
    return weakening.toString().replaceAll("[^A-Za-z0-9-]+", "-");
  }
}
