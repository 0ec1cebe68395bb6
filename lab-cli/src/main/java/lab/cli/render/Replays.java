package lab.cli.render;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.explore.Schedule;
import lab.room.Choice;
import lab.room.Control;
import lab.room.Room;
import lab.room.Settings;

/** Command lines that lead to a state, for people to type. */
public final class Replays {
  private Replays() {}

  /** {@code lab drive ID [settings that are not the default] [--do=SCHEDULE]}. */
  public static String line(Room room, Settings settings, Schedule schedule) {
    String options = options(room, settings);
    return "lab drive %s%s%s"
        .formatted(room.id(), options, schedule.size() == 0 ? "" : " --do=" + schedule);
  }

  /** The shortest options for these settings, each after a blank; none for the default preset. */
  public static String options(Room room, Settings settings) {
    Settings defaults = room.controls().defaults();
    if (settings.equals(room.fixed()) && !settings.equals(defaults)) {
      return " --fixed";
    }
    StringBuilder options = new StringBuilder();
    changes(room, defaults, settings)
        .forEach((name, value) ->
            options
                .append(name.equals("mode") ? " --mode " : " --set " + name + "=")
                .append(value));
    return options.toString();
  }

  /** What leads from the default preset to these settings; who only follows need not be named. */
  private static Map<String, String> changes(Room room, Settings defaults, Settings settings) {
    Map<String, String> changes = new LinkedHashMap<>();
    settings
        .values()
        .forEach((name, value) -> {
          if (!value.equals(defaults.get(name)) && !follows(room, name)) {
            changes.put(name, value);
          }
        });
    // A follower may lead another: one by one, in order, or what is left does not go together.
    for (Control<?> control : room.controls().list()) {
      if (control instanceof Choice<?> follower && follower.follows().isPresent()) {
        String name = follower.name();
        String value = settings.get(name);
        if (!room.controls().with(defaults, changes).is(name, value)) {
          changes.put(name, value);
        }
      }
    }
    return changes;
  }

  private static boolean follows(Room room, String name) {
    return room.controls().named(name) instanceof Choice<?> c && c.follows().isPresent();
  }
}
