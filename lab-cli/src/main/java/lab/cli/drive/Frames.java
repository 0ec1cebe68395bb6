package lab.cli.drive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.cli.answer.DriveDocument;
import lab.cli.render.Move;
import lab.cli.render.StageDiff;
import lab.explore.Action;
import lab.explore.SearchProgress;
import lab.room.Control;
import lab.stage.Stage;

/**
 * What a session has to say, as a document. Only the steps that are asked for are drawn: a session
 * of many steps is driven by one frame at a time.
 */
final class Frames {
  private Frames() {}

  /**
   * The start and every step of the schedule.
   *
   * @param progress hears how far the searches are that it takes
   */
  static DriveDocument whole(DriveSession session, SearchProgress progress) {
    Track<?> track = session.track();
    List<DriveDocument.Frame> frames = new ArrayList<>();
    Stage before = null;
    for (int at = 0; at <= track.steps(); at++) {
      Stage stage = track.stage(at);
      frames.add(frame(track, at, before, stage, progress));
      before = stage;
    }
    return document(session, frames, Optional.of(Stage.of(track.history(session.at()))), progress);
  }

  /**
   * The step that the session is at.
   *
   * @param timeline whether what led here is drawn too
   * @param progress hears how far the searches are that it takes
   */
  static DriveDocument here(DriveSession session, boolean timeline, SearchProgress progress) {
    Track<?> track = session.track();
    int at = session.at();
    Stage before = at == 0 ? null : track.stage(at - 1);
    return document(
        session,
        List.of(frame(track, at, before, track.stage(at), progress)),
        timeline ? Optional.of(Stage.of(track.history(at))) : Optional.empty(),
        progress);
  }

  private static DriveDocument document(
      DriveSession session,
      List<DriveDocument.Frame> frames,
      Optional<Stage> timeline,
      SearchProgress progress) {
    return new DriveDocument(
        session.room().id(),
        session.settings().values(),
        session.taken().toString(),
        frames,
        session.room().address(),
        session.room().question(),
        session.room().fixed().values(),
        session.at(),
        session.track().steps(),
        session.room().controls().list().stream().map(c -> setting(session, c)).toList(),
        timeline,
        session.replayLine(),
        session.examined(progress));
  }

  private static DriveDocument.Setting setting(DriveSession session, Control<?> control) {
    return new DriveDocument.Setting(
        control.name(),
        session.settings().get(control.name()),
        control.domain(),
        control.text(),
        session.room().controls().defaults().get(control.name()));
  }

  private static DriveDocument.Frame frame(
      Track<?> track, int at, Stage before, Stage stage, SearchProgress progress) {
    List<Track.Choice> choices = track.choices(at);
    return new DriveDocument.Frame(
        track.action(at).map(Action::toString),
        track.story(at),
        before == null ? List.of() : List.copyOf(StageDiff.changed(before, stage)),
        stage,
        choices.stream().map(c -> c.action().toString()).toList(),
        track.refusals(at, choices).stream()
            .map(r -> new DriveDocument.Refused(r.action().toString(), r.reason()))
            .toList(),
        track.standings(at, progress),
        at,
        told(choices),
        before == null ? List.of() : moved(before, stage));
  }

  private static List<DriveDocument.Moved> moved(Stage before, Stage after) {
    return Move.between(before, after).stream()
        .map(m -> new DriveDocument.Moved(m.token(), m.from(), m.to(), m.stays(), m.words()))
        .toList();
  }

  private static List<DriveDocument.Choice> told(List<Track.Choice> choices) {
    List<DriveDocument.Choice> told = new ArrayList<>();
    for (Track.Choice choice : choices) {
      Optional<String> key = Keys.of(told.size());
      told.add(new DriveDocument.Choice(choice.action().toString(), key, choice.story()));
    }
    return told;
  }
}
