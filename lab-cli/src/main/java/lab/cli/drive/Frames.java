package lab.cli.drive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.cli.command.Json;
import lab.cli.render.StageJson;
import lab.explore.Action;
import lab.explore.Refusal;

/** The JSON document of {@code lab drive}: every step of a session's schedule. */
final class Frames {
  private Frames() {}

  static Map<String, Object> of(DriveSession session) {
    Track<?> track = session.track();
    List<List<Track.Standing>> standings = track.standings();
    List<Object> frames = new ArrayList<>();
    for (int at = 0; at <= track.steps(); at++) {
      frames.add(
          Json.object(
              "action",
              track.action(at).map(Action::toString).orElse(null),
              "story",
              track.story(at),
              "changed",
              track.changed(at),
              "stage",
              StageJson.of(track.stage(at)),
              "actions",
              track.choices(at).stream().map(c -> c.action().toString()).toList(),
              "refused",
              track.refusals(at).stream().map(Frames::refusal).toList(),
              "claims",
              standings.get(at).stream().map(Frames::claim).toList()));
    }
    return Json.object(
        "id",
        session.room().id(),
        "settings",
        session.settings().values(),
        "do",
        session.taken().toString(),
        "frames",
        frames);
  }

  private static Map<String, Object> refusal(Refusal refusal) {
    return Json.object("action", refusal.action().toString(), "reason", refusal.reason());
  }

  private static Map<String, Object> claim(Track.Standing standing) {
    return Json.object("name", standing.claim().name(), "holds", standing.holds().orElse(null));
  }
}
