package lab.cli.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import lab.cli.answer.ModelAnswer;
import lab.cli.render.StageDiff;
import lab.cli.report.kept.Phrases;
import lab.explore.Claim;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.input.BadInput;
import lab.memorymodel.Grain;
import lab.room.ProgramControls;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;
import lab.stage.Board;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * A schedule driven again, step by step.
 *
 * @param settings under which
 * @param frames the start, then a frame for each step that was possible
 * @param refusal why it ended before its end, if it did
 */
record Film(Settings settings, List<Frame> frames, Optional<String> refusal) {

  /**
   * What a step did.
   *
   * @param step 0 is the start
   * @param action empty at the start
   * @param stage the whole picture
   * @param changed keys as {@link StageDiff} gives them
   */
  record Frame(int step, String action, String story, Stage stage, Set<String> changed) {

    /** The pieces of the picture in which something changed; all of it at the start. */
    Stage essence() {
      return changed.isEmpty() ? whole() : with(this::isChanged);
    }

    /** All of it, of code the lines at work: the others are the same in every frame. */
    Stage whole() {
      return with(p -> true);
    }

    private boolean isChanged(Piece piece) {
      return changed.stream().anyMatch(c -> c.startsWith(piece.key() + "/"));
    }

    private Stage with(Predicate<Piece> wanted) {
      List<Piece> pieces = stage.pieces().stream().filter(wanted).map(this::shortened).toList();
      return new Stage(pieces, stage.board().map(b -> only(b, pieces)));
    }

    private Piece shortened(Piece piece) {
      if (!(piece instanceof Piece.Table t) || !t.head().equals(List.of("code"))) {
        return piece;
      }
      List<Piece.Row> atWork =
          t.rows().stream()
              .filter(r -> r.tone() != Tone.IDLE || !r.mark().isEmpty() || isChanged(t, r))
              .toList();
      return new Piece.Table(
          t.key(), t.title().isEmpty() ? "lines at work" : t.title(), t.head(), atWork);
    }

    private boolean isChanged(Piece.Table table, Piece.Row row) {
      String key = table.key() + "/" + row.key();
      return changed.stream().anyMatch(c -> c.equals(key) || c.startsWith(key + "/"));
    }

    /** The places that hold any of these, closed up: what is empty takes no column and no row. */
    private static Board only(Board board, List<Piece> pieces) {
      List<String> keys = pieces.stream().map(Piece::key).toList();
      List<Board.Place> kept =
          board.places().stream()
              .filter(p -> p.pieces().stream().anyMatch(keys::contains))
              .toList();
      List<Integer> columns = kept.stream().map(Board.Place::column).distinct().sorted().toList();
      List<Integer> rows = kept.stream().map(Board.Place::row).distinct().sorted().toList();
      return new Board(
          kept.stream()
              .map(p ->
                  new Board.Place(
                      p.key(),
                      p.title(),
                      columns.indexOf(p.column()),
                      rows.indexOf(p.row()),
                      (int)
                          columns.stream()
                              .filter(c -> c >= p.column() && c < p.column() + p.width())
                              .count(),
                      p.tone(),
                      p.pieces().stream().filter(keys::contains).toList()))
              .toList());
    }
  }

  /**
   * The schedule of an answer, in the room as it is today.
   *
   * @return empty if the answer has no schedule, the room knows its settings or its claim no more,
   *     or does not take every step
   */
  static Optional<Film> of(Room room, ModelAnswer answer) {
    return answer
        .schedule()
        .flatMap(Phrases::schedule)
        .filter(schedule -> schedule.size() > 0)
        .flatMap(schedule ->
            settings(room, answer)
                .filter(s -> breaks(room.scene(s), answer.claim(), schedule))
                .map(s -> of(room, s, schedule)));
  }

  /**
   * Those of the answer. Today whole operations go with one memory model alone, and earlier runs
   * name another: it had no part in their answers, so the room may choose.
   */
  private static Optional<Settings> settings(Room room, ModelAnswer answer) {
    Map<String, String> withoutModel = new LinkedHashMap<>(answer.settings());
    withoutModel.remove(ProgramControls.MODEL);
    boolean operations =
        withoutModel.getOrDefault(ProgramControls.GRAIN, "").equals(Grain.OPERATIONS.word());
    return settings(room, answer.settings())
        .or(() -> operations ? settings(room, withoutModel) : Optional.empty());
  }

  private static Optional<Settings> settings(Room room, Map<String, String> values) {
    try {
      Settings settings = room.controls().with(room.controls().defaults(), values);
      room.scene(settings);
      return Optional.of(settings);
    } catch (BadInput e) {
      return Optional.empty();
    }
  }

  /** Whether the claim is still broken at the end of the schedule, as far as a state can tell. */
  private static <S> boolean breaks(Scene<S> scene, String claim, Schedule schedule) {
    Replay<S> replay = Replay.run(scene.machine(), schedule);
    return replay.refusal().isEmpty()
        && scene.machine().claims().stream()
            .filter(c -> c.name().equals(claim))
            .anyMatch(c -> !(c instanceof Claim.Never<S> never) || never.bad().test(replay.last()));
  }

  static Film of(Room room, Settings settings, Schedule schedule) {
    return of(settings, room.scene(settings), schedule);
  }

  private static <S> Film of(Settings settings, Scene<S> scene, Schedule schedule) {
    Replay<S> replay = Replay.run(scene.machine(), schedule);
    List<Frame> frames = new ArrayList<>();
    for (Replay.Frame<S> frame : replay.frames()) {
      Stage stage = scene.picture().apply(frame.state());
      frames.add(
          new Frame(
              frames.size(),
              frame.action().map(Object::toString).orElse(""),
              frame.story(),
              stage,
              frames.isEmpty() ? Set.of() : StageDiff.changed(frames.getLast().stage(), stage)));
    }
    return new Film(settings, frames, replay.refusal());
  }

  /** How many steps there are. */
  int steps() {
    return frames.size() - 1;
  }

  /** The first step that is not told as in the other film, or not possible; empty if none is. */
  OptionalInt firstDifference(Film other) {
    for (int step = 1; step <= Math.max(steps(), other.steps()); step++) {
      boolean inBoth = step <= steps() && step <= other.steps();
      if (!inBoth || !frames.get(step).story().equals(other.frames.get(step).story())) {
        return OptionalInt.of(step);
      }
    }
    return OptionalInt.empty();
  }
}
