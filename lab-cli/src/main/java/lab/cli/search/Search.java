package lab.cli.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.explore.Action;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.explore.Machine;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.explore.SearchProgress;
import lab.input.BadInput;
import lab.room.Preset;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;

/**
 * A search of one room under one set of controls.
 *
 * @param preset which preset the settings are
 * @param from the schedule that leads to where the search began
 */
record Search(Room room, Settings settings, Preset preset, Schedule from, Exploration exploration) {

  /** What is to be searched; made first for all rooms, so that bad input is found before work. */
  record Plan(Room room, Settings settings, Preset preset, Schedule from, Scene<?> scene) {

    /**
     * @throws BadInput if the settings do not go together or {@code from} is not possible
     */
    static Plan of(Room room, Settings settings, Schedule from) {
      Scene<?> scene = room.scene(settings);
      start(scene.machine(), from);
      Preset preset = from.size() > 0 ? Preset.CHOSEN : room.preset(settings);
      return new Plan(room, settings, preset, from, scene);
    }

    /**
     * @param progress hears how far the search is
     */
    Search run(Bounds bounds, SearchProgress progress) {
      Explorer.Options options = Explorer.Options.within(bounds).withProgress(progress);
      return new Search(room, settings, preset, from, explore(scene.machine(), options));
    }

    private <S> Exploration explore(Machine<S> machine, Explorer.Options options) {
      return Explorer.explore(machine, start(machine, from), options);
    }
  }

  private static <S> S start(Machine<S> machine, Schedule from) {
    Replay<S> replay = Replay.run(machine, from);
    replay
        .refusal()
        .ifPresent(line -> {
          throw new BadInput("--from: " + line);
        });
    return replay.last();
  }

  /** What the room predicts for the claim under these settings. */
  Optional<String> prediction(Claim<?> claim) {
    return room.prediction(preset, claim).map(Exploration.Outcome::word);
  }

  /** The whole schedule to the state that the answer is about, from the machine's start. */
  Optional<Schedule> whole(Exploration.Answer answer) {
    return answer
        .schedule()
        .map(way -> {
          List<Action> all = new ArrayList<>(from.actions());
          all.addAll(way.actions());
          return new Schedule(all);
        });
  }
}
