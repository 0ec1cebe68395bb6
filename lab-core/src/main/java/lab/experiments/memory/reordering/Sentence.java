package lab.experiments.memory.reordering;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Architecture;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.litmus.stress.Outcomes;
import lab.memorymodel.litmus.stress.ShapeOutcome;
import lab.memorymodel.litmus.stress.StressCase;
import lab.room.Findings;
import lab.room.Findings.Counted;
import lab.room.Saying;

/** What is said at the end of a run: one count per mode, and the reason of each zero. */
final class Sentence {
  private Sentence() {}

  static String of(Findings found) {
    return Saying.that("")
        .and("%s: %s.", subject(found), counts(found))
        .and(" The wait for the flag %s.", waits(found))
        .text();
  }

  private static Optional<String> subject(Findings found) {
    return found.rows(Reordering.STALE, "").stream()
        .findFirst()
        .map(Sentence::shape)
        .map(shape ->
            shape.equals("MP") ? "The flag seen without the data" : "The weak outcome of " + shape);
  }

  private static String shape(Counted row) {
    return row.settings().get("shape");
  }

  private static Optional<String> counts(Findings found) {
    return AccessMode.WORDS.stream()
        .flatMap(mode -> count(found, mode).stream())
        .reduce((one, other) -> one + "; " + other);
  }

  /** The tests of one mode, added up. */
  private static Optional<String> count(Findings found, String mode) {
    List<Counted> rows = found.rows(Reordering.STALE, "mode=" + mode);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    long seen = rows.stream().mapToLong(Counted::seen).sum();
    long samples = rows.stream().mapToLong(Counted::samples).sum();
    String zero = seen > 0 ? "" : zero(found.architecture(), shape(rows.getFirst()), mode);
    return Optional.of(
        "%s %s of %s%s".formatted(mode, Findings.number(seen), Findings.number(samples), zero));
  }

  /** Why nothing was seen: that is not the same under every mode. */
  private static String zero(String architecture, String shape, String mode) {
    List<ShapeOutcome> weak =
        StressCase.of(shape).stream()
            .filter(c -> c.mode().equals(mode))
            .limit(1)
            .flatMap(c -> Outcomes.of(c).stream())
            .filter(ShapeOutcome::weak)
            .toList();
    List<String> allowing =
        weak.stream().flatMap(o -> o.allowed().stream()).map(MemoryModel::word).toList();
    return allowing.isEmpty()
        ? " (%s)".formatted(weak.getFirst().verdict())
        : " (%s)".formatted(Architecture.of(architecture).unseen(allowing, mode, false));
  }

  private static Optional<String> waits(Findings found) {
    List<Counted> rows =
        found.rows(Reordering.SPIN_ENDS, "").stream().filter(c -> c.samples() > 0).toList();
    Stream<String> now = rows.stream().filter(Sentence::nowAndThen).map(Sentence::ofHowMany);
    return Stream.of(
            modes("never ended with ", rows.stream().filter(c -> c.seen() == c.samples())).stream(),
            now,
            modes("always ended with ", rows.stream().filter(c -> c.seen() == 0)).stream())
        .flatMap(Function.identity())
        .reduce((one, other) -> one + ", " + other);
  }

  private static boolean nowAndThen(Counted row) {
    return row.seen() > 0 && row.seen() < row.samples();
  }

  private static String ofHowMany(Counted row) {
    return "did not end %s of %s times with %s"
        .formatted(
            Findings.number(row.seen()),
            Findings.number(row.samples()),
            row.settings().get("mode"));
  }

  private static Optional<String> modes(String words, Stream<Counted> rows) {
    String modes = rows.map(c -> c.settings().get("mode")).collect(Collectors.joining(", "));
    return modes.isEmpty() ? Optional.empty() : Optional.of(words + modes);
  }
}
