package lab.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import lab.explore.Exploration;
import lab.explore.Machine;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.room.Experiment;
import lab.room.Settings;

/** What tests of rooms do again and again: set controls, replay, read what a search found. */
public final class RoomFixture {
  private RoomFixture() {}

  /** The defaults but for some controls, written {@code mode=plain readers=2}. */
  public static Settings settings(Experiment room, String changes) {
    Map<String, String> map = new TreeMap<>();
    for (String change : changes.split("[ ,]")) {
      if (!change.isEmpty()) {
        String[] pair = change.split("=", 2);
        map.put(pair[0], pair[1]);
      }
    }
    return settings(room, map);
  }

  /** The defaults but for some controls; the first that is refused is the first by name. */
  public static Settings settings(Experiment room, Map<String, String> changes) {
    Settings settings = room.controls().defaults();
    for (Map.Entry<String, String> change : new TreeMap<>(changes).entrySet()) {
      settings = room.controls().with(settings, change.getKey(), change.getValue());
    }
    return settings;
  }

  /** Claim to answer, in a word. */
  public static Map<String, String> answers(Exploration found) {
    Map<String, String> answers = new TreeMap<>();
    found.answers().forEach(a -> answers.put(a.claim().name(), a.outcome().word()));
    return answers;
  }

  /** The shortest schedule to what the claim speaks of; there must be one. */
  public static String schedule(Exploration found, String claim) {
    return found.answer(claim).schedule().orElseThrow().toString();
  }

  /** The same, or {@code safe}. */
  public static String scheduleOrSafe(Exploration found, String claim) {
    return found.answer(claim).schedule().map(Schedule::toString).orElse("safe");
  }

  /** How long the shortest schedule is; 0: there is none. */
  public static int steps(Exploration found, String claim) {
    return found.answer(claim).schedule().map(Schedule::size).orElse(0);
  }

  /** The state that a schedule leads to; every action of it must be possible. */
  public static <S> S last(Machine<S> machine, String schedule) {
    return run(machine, schedule).last();
  }

  /** What is told of the last action of a schedule; every action of it must be possible. */
  public static <S> String story(Machine<S> machine, String schedule) {
    return run(machine, schedule).frames().getLast().story();
  }

  private static <S> Replay<S> run(Machine<S> machine, String schedule) {
    Replay<S> run = Replay.run(machine, Schedule.parse(schedule));
    assertThat(run.refusal()).isEmpty();
    return run;
  }
}
