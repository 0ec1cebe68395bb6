package lab.cli.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.cli.answer.ShowDocument;
import lab.cli.answer.ShowDocument.Experiment;
import lab.cli.answer.ShowDocument.Listing;
import lab.cli.render.Replays;
import lab.cli.results.Measured;
import lab.explore.Schedule;
import lab.room.Choice;
import lab.room.Control;
import lab.room.Evidence;
import lab.room.Exercise;
import lab.room.Explanation;
import lab.room.Live;
import lab.room.NamedSettings;
import lab.room.NoEvidence;
import lab.room.Range;
import lab.room.Room;
import lab.room.Settings;
import lab.room.Stress;
import lab.room.StressTest;

/** Rooms as {@code lab show} tells of them. */
public final class Shown {
  private Shown() {}

  /** Everything; each room's machine and evidence are made for it. */
  public static ShowDocument of(List<Room> rooms) {
    return new ShowDocument(rooms.stream().map(Shown::experiment).toList());
  }

  /** A line each; nothing is made for it. */
  public static List<Listing> listings(List<Room> rooms) {
    return rooms.stream().map(r -> new Listing(r.id(), r.area(), r.title(), r.question())).toList();
  }

  private static Experiment experiment(Room room) {
    Optional<Explanation> explanation = room.explanation();
    return new Experiment(
        room.id(),
        room.area(),
        room.title(),
        room.question(),
        room.controls().list().stream()
            .map(c -> control(c, room.controls().defaults().get(c.name())))
            .toList(),
        room.claims(room.controls().defaults()).stream()
            .map(c -> new ShowDocument.Claim(c.name(), c.kind(), c.text()))
            .toList(),
        room.fixed().values(),
        room.evidence().stream().map(Shown::evidence).toList(),
        explanation.map(Explanation::text),
        explanation.map(Explanation::exercises).orElse(List.of()).stream()
            .map(Shown::exercise)
            .toList(),
        room.address(),
        room.packageName(),
        commands(room, explanation),
        room.presets().stream().map(n -> named(room, n)).toList());
  }

  private static ShowDocument.Named named(Room room, NamedSettings named) {
    Settings usual = room.controls().defaults();
    Settings settings = room.named(named.name(), usual, Measured.here(room));
    return new ShowDocument.Named(named.name(), named.text(), settings.differences(usual));
  }

  private static List<String> commands(Room room, Optional<Explanation> explanation) {
    String drive = Replays.line(room, room.controls().defaults(), Schedule.empty());
    List<String> commands =
        new ArrayList<>(List.of(drive, "lab break " + room.id(), "lab run " + room.id()));
    if (!room.presets().isEmpty()) {
      commands.add(1, drive + " --preset=" + room.presets().getLast().name());
    }
    explanation
        .filter(e -> !e.exercises().isEmpty())
        .ifPresent(e -> commands.add(1, drive + " --exercise=1"));
    return commands;
  }

  /**
   * @param usual its value in the default preset, which another control may leave it no choice of
   */
  private static ShowDocument.Control control(Control<?> control, String usual) {
    return switch (control) {
      case Choice<?> c ->
          new ShowDocument.ChoiceControl(
              c.name(),
              c.kind(),
              c.words(),
              usual,
              c.text(),
              c.place().primary(),
              c.place().group());
      case Range r ->
          new ShowDocument.NumberControl(
              r.name(),
              r.kind(),
              r.min(),
              r.max(),
              r.defaultNumber(),
              r.scale().log(),
              r.scale().step(),
              r.unit(),
              r.text(),
              r.place().primary(),
              r.place().group());
    };
  }

  private static ShowDocument.Evidence evidence(Evidence evidence) {
    Optional<String> reason =
        evidence instanceof NoEvidence none ? Optional.of(none.reason()) : Optional.empty();
    return new ShowDocument.Evidence(
        evidence.kind(),
        evidence.tests(),
        evidence.analogue(),
        evidence.claim(),
        reason,
        evidence.about(),
        twins(evidence));
  }

  private static int twins(Evidence evidence) {
    return switch (evidence) {
      case Stress s -> Math.toIntExact(s.cases().stream().filter(StressTest::twin).count());
      case Live l -> l.twin() ? 1 : 0;
      default -> 0;
    };
  }

  private static ShowDocument.Exercise exercise(Exercise e) {
    return new ShowDocument.Exercise(e.number(), e.asks(), e.kind().word(), e.claim(), e.changes());
  }
}
