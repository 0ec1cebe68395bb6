package lab.cli.drive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.explore.SearchProgress;
import lab.input.BadInput;
import lab.room.Control;
import lab.room.ProgramControls;
import lab.room.Room;
import lab.room.Settings;

/** Which changes of the controls keep a claim from breaking, and how few of them do. */
final class Mending {
  /** These say how a machine is looked at: they can hide what breaks, and mend nothing. */
  private static final Set<String> LOOKS = Set.of(ProgramControls.MODEL, ProgramControls.GRAIN);

  private final Room room;
  private final String claim;
  private final Settings start;
  private final Set<String> premise;

  /**
   * @param premise the controls that the exercise itself has set
   */
  Mending(Room room, String claim, Settings start, Set<String> premise) {
    this.room = room;
    this.claim = claim;
    this.start = start;
    this.premise = Set.copyOf(premise);
  }

  /** What differs from the start, in the controls' order. */
  Map<String, String> changes(Settings settings) {
    Map<String, String> changes = new LinkedHashMap<>();
    settings
        .values()
        .forEach((name, value) -> {
          if (!start.is(name, value)) {
            changes.put(name, value);
          }
        });
    return changes;
  }

  /** Why changes are no answer, whatever the explorer says; empty if they may be one. */
  Optional<String> barred(Map<String, String> changes) {
    for (String name : changes.keySet()) {
      if (LOOKS.contains(name)) {
        return Optional.of("%s says how it is looked at, and mends nothing.".formatted(name));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a claim of this name is another one under these settings: a room may claim something
   * else of every shape, and who chooses another shape has mended nothing.
   */
  boolean isAnother(Exploration.Answer answer) {
    return room.scene(start).machine().claims().stream()
        .filter(c -> c.name().equals(claim))
        .noneMatch(c -> c.text().equals(answer.claim().text()));
  }

  /** What the claim answers; empty if it is not made there, or the settings do not go together. */
  Optional<Exploration.Answer> ask(Settings settings, SearchProgress progress) {
    try {
      return room.models().telling(progress).answer(settings, claim);
    } catch (BadInput e) {
      return Optional.empty();
    }
  }

  /**
   * The fewest changes that mend it, of two at most: those of the fixed preset before others, then
   * in the controls' order; last those that undo what the exercise begins with. Of a range its
   * ends, its middle and its default are tried.
   */
  Optional<Map<String, String>> fewest(SearchProgress progress) {
    List<Map.Entry<String, String>> single = new ArrayList<>();
    changes(room.fixed()).entrySet().stream()
        .filter(e -> barred(together(e)).isEmpty())
        .forEach(single::add);
    for (Control<?> control : room.controls().list()) {
      for (String value : control.samples()) {
        Map.Entry<String, String> change = Map.entry(control.name(), value);
        boolean another = !start.is(control.name(), value) && !single.contains(change);
        if (another && barred(together(change)).isEmpty()) {
          single.add(change);
        }
      }
    }
    single.sort(Comparator.comparing(change -> premise.contains(change.getKey())));
    return Stream.concat(single.stream().map(Mending::together), pairs(single))
        .filter(changes -> mends(changes, progress))
        .findFirst();
  }

  private static Stream<Map<String, String>> pairs(List<Map.Entry<String, String>> single) {
    return single.stream()
        .flatMap(a ->
            single.stream()
                .filter(b -> single.indexOf(a) < single.indexOf(b))
                .filter(b -> !a.getKey().equals(b.getKey()))
                .map(b -> together(a, b)));
  }

  @SafeVarargs
  private static Map<String, String> together(Map.Entry<String, String>... changes) {
    Map<String, String> all = new LinkedHashMap<>();
    for (Map.Entry<String, String> change : changes) {
      all.put(change.getKey(), change.getValue());
    }
    return all;
  }

  private boolean mends(Map<String, String> changes, SearchProgress progress) {
    try {
      return ask(room.controls().with(start, changes), progress)
          .filter(a -> a.outcome() == Outcome.SAFE && !isAnother(a))
          .isPresent();
    } catch (BadInput e) {
      return false;
    }
  }
}
