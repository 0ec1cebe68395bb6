package lab.cli.ask;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lab.room.Outcome;
import lab.room.Room;
import lab.room.Settings;

/**
 * What an engine needs to know of the run it is part of.
 *
 * @param room the experiment
 * @param settings a value for each of its controls
 * @param budget time for the whole room, as the person asked
 * @param share this engine's share of the budget for the evidence at hand
 * @param folder exists; the tool's own files go here, untouched, under names of the engine's choice
 * @param progress hears of every test
 * @param mode the access mode that the person asked for, if any: shipped classes that a benchmark
 *     names are rewritten in it
 * @param passedOn the harness's own options, as typed after {@code --}; usually empty
 */
public record RunContext(
    Room room,
    Settings settings,
    Budget budget,
    Duration share,
    Path folder,
    Progress progress,
    Optional<String> mode,
    List<String> passedOn) {
  public RunContext {
    passedOn = List.copyOf(passedOn);
  }

  /** The same run, told to somebody else. */
  RunContext reporting(Progress other) {
    return new RunContext(room, settings, budget, share, folder, other, mode, passedOn);
  }

  /** Tells which models allow an outcome of a test that stands for these settings. */
  public Function<Outcome, List<String>> allowing(Map<String, String> row) {
    Settings asked = room.controls().with(settings, row);
    return outcome -> room.models().allowing(outcome, asked);
  }

  /** A run of the classes as they ship. */
  public RunContext(
      Room room,
      Settings settings,
      Budget budget,
      Duration share,
      Path folder,
      Progress progress,
      List<String> passedOn) {
    this(room, settings, budget, share, folder, progress, Optional.empty(), passedOn);
  }
}
