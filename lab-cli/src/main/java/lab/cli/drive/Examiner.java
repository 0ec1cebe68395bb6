package lab.cli.drive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import lab.cli.answer.DriveDocument.Exercised;
import lab.cli.answer.Words;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.explore.Schedule;
import lab.explore.SearchProgress;
import lab.input.BadInput;
import lab.room.Exercise;
import lab.room.Explanation;
import lab.room.Room;
import lab.room.Settings;

/** Checks the answer to an exercise with the explorer, and says how far from the best it is. */
final class Examiner {
  private final Room room;
  private final Exercise exercise;
  private final Mending mending;
  private final Weakest weakest;

  private Examiner(Room room, Exercise exercise) {
    this.room = room;
    this.exercise = exercise;
    this.mending = new Mending(room, exercise.claim(), start(), exercise.changes().keySet());
    this.weakest = new Weakest(room);
  }

  /**
   * The examiner of an exercise.
   *
   * @throws BadInput if the room has none of that number
   */
  static Examiner of(Room room, int number) {
    List<Exercise> all = room.explanation().map(Explanation::exercises).orElse(List.of());
    return all.stream()
        .filter(e -> e.number() == number)
        .findFirst()
        .map(e -> new Examiner(room, e))
        .orElseThrow(() ->
            new BadInput(
                all.isEmpty()
                    ? room.id() + " has no exercises"
                    : "--exercise is 1..%d for %s (got %d)"
                        .formatted(all.size(), room.id(), number)));
  }

  Exercise exercise() {
    return exercise;
  }

  /** The settings where the exercise begins. */
  Settings start() {
    return room.controls().with(room.controls().defaults(), exercise.changes());
  }

  /**
   * How the session stands to it.
   *
   * @param at the step that the session is at
   * @param answer the label that was typed; empty: none
   * @param progress hears how far the searches are that it takes
   */
  Exercised examine(
      Track<?> track, int at, Settings settings, String answer, SearchProgress progress) {
    return switch (exercise.kind()) {
      case BREAK -> broken(track, at, settings, progress);
      case MEND -> mended(settings, progress);
      case WEAKEN -> weakened(answer, progress);
    };
  }

  private Exercised told(boolean solved, String sentence) {
    return new Exercised(
        exercise.number(),
        exercise.asks(),
        exercise.kind().word(),
        exercise.claim(),
        solved,
        sentence);
  }

  private Exercised broken(Track<?> track, int at, Settings settings, SearchProgress progress) {
    String claim = exercise.claim();
    if (!settings.equals(start())) {
      return told(false, "Not solved: it is asked under other settings (%s).".formatted(start()));
    }
    OptionalInt step = track.firstDecided(claim, at, progress);
    if (step.isEmpty()) {
      return told(
          false,
          at == 0 ? "Not solved yet." : "Not solved yet, after %s.".formatted(Words.steps(at)));
    }
    int fewest =
        room.models()
            .telling(progress)
            .answer(settings, claim)
            .flatMap(Exploration.Answer::schedule)
            .map(Schedule::size)
            .orElseThrow();
    int more = step.getAsInt() - fewest;
    String solved = "Solved in " + Words.steps(step.getAsInt());
    return told(
        true,
        more == 0
            ? solved + ", and no schedule is shorter."
            : "%s; the shortest schedule is %s shorter.".formatted(solved, Words.steps(more)));
  }

  private Exercised mended(Settings settings, SearchProgress progress) {
    Map<String, String> changed = mending.changes(settings);
    if (changed.isEmpty()) {
      return told(false, "Not solved yet: no control is changed.");
    }
    Optional<String> barred = mending.barred(changed);
    if (barred.isPresent()) {
      return told(false, "Not solved: " + barred.get());
    }
    Exploration.Answer answer = mending.ask(settings, progress).orElse(null);
    String under = Settings.words(changed);
    if (answer == null || answer.outcome() != Outcome.SAFE) {
      String broken =
          answer == null || answer.schedule().isEmpty() || answer.outcome() != Outcome.BREAKS
              ? "there is no answer"
              : "%s breaks in %s"
                  .formatted(exercise.claim(), Words.steps(answer.schedule().get().size()));
      return told(false, "Not solved: with %s %s.".formatted(under, broken));
    }
    if (mending.isAnother(answer)) {
      return told(
          false,
          "Not solved: with %s %s claims something else.".formatted(under, exercise.claim()));
    }
    int fewest = mending.fewest(progress).map(Map::size).orElse(changed.size());
    String world = room.world(settings).isEmpty() ? "" : ", in a world of " + room.world(settings);
    return told(
        true,
        "Solved: with %s %s cannot break%s. %s"
            .formatted(
                under,
                exercise.claim(),
                world,
                changed.size() <= fewest
                    ? "No fewer changes do it."
                    : "Of your %d changes %s."
                        .formatted(
                            changed.size(), fewest == 1 ? "one would do" : fewest + " would do")));
  }

  private Exercised weakened(String answer, SearchProgress progress) {
    if (answer.isEmpty()) {
      return told(
          false,
          "Not solved yet: type answer and a label (%s)."
              .formatted(String.join(" ", weakest.labels())));
    }
    Weakest.Noticed noticed = weakest.ask(answer, progress);
    return told(
        noticed.nothing(), (noticed.nothing() ? "Solved: " : "Not solved: ") + noticed.words());
  }

  /** The solution, for whoever asks for it: a command line or a label. */
  String solution(SearchProgress progress) {
    return switch (exercise.kind()) {
      case BREAK ->
          room.models()
              .telling(progress)
              .answer(start(), exercise.claim())
              .flatMap(Exploration.Answer::schedule)
              .map(s -> line(Map.of()) + " --do=" + s)
              .orElse("There is none.");
      case MEND -> mending.fewest(progress).map(this::line).orElse("None was found.");
      case WEAKEN -> {
        List<String> free = new ArrayList<>();
        Map<String, Weakest.Noticed> all = new LinkedHashMap<>();
        weakest.labels().forEach(l -> all.put(l, weakest.ask(l, progress)));
        all.forEach((label, noticed) -> {
          if (noticed.nothing()) {
            free.add(label);
          }
        });
        yield free.isEmpty() ? "There is none." : String.join(" ", free);
      }
    };
  }

  /** The command that solves it with these changes of the exercise's own settings. */
  private String line(Map<String, String> changes) {
    StringBuilder line =
        new StringBuilder("lab drive %s --exercise=%d".formatted(room.id(), exercise.number()));
    changes.forEach((name, value) -> line.append(" --set ").append(name).append('=').append(value));
    return line.toString();
  }
}
