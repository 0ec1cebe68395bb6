package lab.cli.drive;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.cli.answer.DriveDocument.Exercised;
import lab.cli.answer.Words;
import lab.cli.render.Replays;
import lab.cli.results.Measured;
import lab.explore.Action;
import lab.explore.Bounds;
import lab.explore.Schedule;
import lab.explore.SearchProgress;
import lab.input.BadInput;
import lab.net.frame.Pcap;
import lab.room.Exercise;
import lab.room.NamedSettings;
import lab.room.Room;
import lab.room.Settings;

/**
 * An experiment being driven: a schedule, a place in it, and the controls. The steps after the
 * place are kept for {@link #redo}. Every verb answers with a sentence, or throws {@link BadInput}
 * with one that says what is possible.
 */
public final class DriveSession {
  /** A search that somebody waits for. */
  private static final Bounds PATIENCE =
      Bounds.DEFAULT.withMaxStates(5_000_000).withMaxTime(Duration.ofSeconds(10));

  private final Room room;
  private final Optional<Examiner> examiner;
  private Settings settings;
  private Schedule schedule;
  private Track<?> track;
  private int at;

  /** The label that was typed as the answer to an exercise; empty: none. */
  private String answer = "";

  /** The option that named the packet that is looked at; empty: none. */
  private final String opened;

  /**
   * Starts at the end of the schedule.
   *
   * @throws BadInput if a step of it is not possible
   */
  public DriveSession(Room room, Settings settings, Schedule schedule) {
    this(room, settings, schedule, Optional.empty(), "");
  }

  /**
   * The same, while an exercise is being solved, or in a room that was made for a packet.
   *
   * @param opened the option that named the packet; empty: none
   */
  DriveSession(
      Room room, Settings settings, Schedule schedule, Optional<Examiner> examiner, String opened) {
    this.room = room;
    this.examiner = examiner;
    this.opened = opened;
    this.settings = settings;
    this.schedule = schedule;
    this.track = Track.of(room, settings, schedule);
    track
        .refusal()
        .ifPresent(line -> {
          throw new BadInput(line);
        });
    this.at = track.steps();
  }

  public Room room() {
    return room;
  }

  public Settings settings() {
    return settings;
  }

  Track<?> track() {
    return track;
  }

  /** How many steps have been taken. */
  public int at() {
    return at;
  }

  /** The steps taken so far. */
  public Schedule taken() {
    return schedule.first(at);
  }

  /** Steps that {@link #redo} can take. */
  public int ahead() {
    return track.steps() - at;
  }

  /** Takes one step. */
  public String step(Action action) {
    List<Track.Choice> choices = track.choices(at);
    if (choices.stream().noneMatch(c -> c.action().equals(action))) {
      throw new BadInput(
          "\"%s\" is not possible%s; possible now: %s"
              .formatted(action, track.why(at, action), now()));
    }
    if (at == schedule.size() || !schedule.actions().get(at).equals(action)) {
      schedule = schedule.first(at).then(action);
      track = Track.of(room, settings, schedule);
    }
    at++;
    return track.story(at);
  }

  private String now() {
    List<Track.Choice> choices = track.choices(at);
    return choices.isEmpty()
        ? "nothing"
        : choices.stream().map(c -> c.action().toString()).collect(Collectors.joining(" "));
  }

  /** Takes back the last step. */
  public String undo() {
    if (at == 0) {
      throw new BadInput("nothing to undo: this is the start");
    }
    String undone = track.action(at).orElseThrow().toString();
    at--;
    return "Took back %s; redo takes it again.".formatted(undone);
  }

  /** Takes the next step of the schedule again. */
  public String redo() {
    if (at == track.steps()) {
      throw new BadInput(
          track
              .refusal()
              .orElse("nothing to redo: the schedule ends here; possible now: " + now()));
    }
    at++;
    return track.story(at);
  }

  /** Goes to a step of the schedule, 0 being the start. */
  public String jump(int step) {
    if (step < 0 || step > track.steps()) {
      throw new BadInput("step is 0..%d (got %d)".formatted(track.steps(), step));
    }
    at = step;
    return step == 0 ? "Back at the start." : track.story(at);
  }

  /** Changes a control and runs the same schedule again. */
  public String set(String control, String value) {
    Settings changed = room.controls().with(settings, control, value);
    return replayUnder(changed, "%s is now %s. ".formatted(control, changed.get(control)));
  }

  /** Runs the same schedule under the fixed preset. */
  public String fix() {
    String differences = Settings.words(room.fixed().differences(settings));
    if (differences.isEmpty()) {
      throw new BadInput("the fixed preset is set already; a control changes it, as in set mode=…");
    }
    return replayUnder(room.fixed(), "Fixed: %s. ".formatted(differences));
  }

  /** The names of the room's settings that have one, to be read; empty if it has none. */
  Optional<String> presets() {
    return Optional.of(
            room.presets().stream().map(NamedSettings::name).collect(Collectors.joining(", ")))
        .filter(names -> !names.isEmpty());
  }

  /** Runs the same schedule under settings that have a name. */
  public String preset(String name) {
    Settings usual = room.controls().defaults();
    Settings named = room.named(name, usual, Measured.here(room));
    return replayUnder(named, "The controls are those of %s now. ".formatted(name));
  }

  /** Stops at the first step that differs: before it if it is impossible, else after it. */
  private String replayUnder(Settings changed, String what) {
    Track<?> other = Track.of(room, changed, schedule);
    Track<?> before = track;
    int until = at;
    settings = changed;
    track = other;
    for (int step = 1; step <= until; step++) {
      String action = schedule.actions().get(step - 1).toString();
      if (step > other.steps()) {
        at = other.steps();
        return what + "Stopped: " + other.refusal().orElseThrow() + ".";
      }
      if (!other.story(step).equals(before.story(step))) {
        at = step;
        return what
            + "Step %d, %s, differs: %s Before: %s"
                .formatted(step, action, other.story(step), before.story(step));
      }
    }
    at = until;
    return what
        + switch (until) {
          case 0 -> "No step was taken yet.";
          case 1 -> "The one step goes as before.";
          default -> "All %d steps go as before.".formatted(until);
        };
  }

  /**
   * Looks for the shortest way from here to a violation. Changes nothing.
   *
   * @param progress hears how far the search is
   */
  Track.Breaking search(SearchProgress progress) {
    return track.breaking(at, PATIENCE, progress);
  }

  /** The next step of the way that {@link #search} found from here, without taking it. */
  String hint(Track.Breaking breaking) {
    return breaking
        .way()
        .map(way -> {
          String claim = breaking.claim();
          return way.size() == 0
              ? "%s is broken here.".formatted(claim)
              : "%s leads to breaking %s in %s."
                  .formatted(way.actions().getFirst(), claim, Words.steps(way.size()));
        })
        .orElseGet(() -> unbroken(breaking));
  }

  /** Puts the way that {@link #search} found from here ahead, for {@link #redo} to take. */
  String breakFromHere(Track.Breaking breaking) {
    Optional<Schedule> way = breaking.way();
    if (way.isEmpty() || way.get().size() == 0) {
      return hint(breaking);
    }
    Schedule whole = taken();
    for (Action action : way.get().actions()) {
      whole = whole.then(action);
    }
    schedule = whole;
    track = Track.of(room, settings, schedule);
    return "%s breaks in %s: %s. Redo takes the next of them."
        .formatted(breaking.claim(), Words.steps(way.get().size()), way.get());
  }

  private String unbroken(Track.Breaking breaking) {
    if (breaking.search().answers().isEmpty()) {
      return "No claim here is broken by a step: they compare costs or look for a state.";
    }
    String by = room.models().scope(settings).map(s -> " " + s.by()).orElse("");
    return breaking.search().complete()
        ? "Cannot break from here%s (%s).".formatted(by, breaking.search().extent())
        : "No break found from here, search %s.".formatted(breaking.search().extent());
  }

  /**
   * Takes a label as the answer to an exercise that asks for one.
   *
   * @throws BadInput if no exercise asks for one, or there is no such label
   */
  String answer(String label) {
    Weakest weakest = new Weakest(room);
    if (examiner.filter(e -> e.exercise().kind() == Exercise.Kind.WEAKEN).isEmpty()) {
      throw new BadInput("no label is asked for here");
    }
    if (!weakest.labels().contains(label)) {
      throw new BadInput(
          "the labels are %s (got %s)".formatted(String.join(", ", weakest.labels()), label));
    }
    answer = label;
    return "Your answer is %s.".formatted(label);
  }

  /** How the session stands to the exercise that is being solved, if there is one. */
  Optional<Exercised> examined(SearchProgress progress) {
    return examiner.map(e -> e.examine(track, at, settings, answer, progress));
  }

  /** The command line that leads here. */
  public String replayLine() {
    String exercise = examiner.map(e -> " --exercise=" + e.exercise().number()).orElse("");
    return Replays.line(room, settings, taken())
        + exercise
        + (opened.isEmpty() ? "" : " " + opened);
  }

  /** What the steps taken so far have sent; empty where nothing goes over a wire. */
  Optional<Pcap> capture() {
    return track.capture(at);
  }
}
