package lab.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lab.explore.Bounds;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.explore.Machine;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.explore.Step;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program;
import lab.memorymodel.engine.ProgramMachine;
import lab.room.Findings;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;
import lab.room.Structure;
import lab.room.VerdictWord;
import lab.stage.Piece;
import lab.stage.Stage;

/** What tests of rooms do again and again: set controls, replay, read what a search found. */
public final class RoomFixture {
  private RoomFixture() {}

  /** What a search under these settings finds, the other controls being at their defaults. */
  public static Exploration explore(Room room, String settings) {
    return room.models().under(room.settings(settings));
  }

  /** What a search finds of a program in the place of a structure's own, access by access. */
  public static Exploration explore(Structure structure, Program program, MemoryModel model) {
    return Explorer.explore(
        ProgramMachine.of(program, model, Grain.ACCESSES, structure.claims()), Bounds.DEFAULT);
  }

  /** What is told of every action of a schedule; all of them must be possible. */
  public static List<String> stories(Machine<?> machine, String schedule) {
    return run(machine, schedule).frames().stream().skip(1).map(Replay.Frame::story).toList();
  }

  /** The same under these settings. */
  public static List<String> stories(Room room, String settings, String schedule) {
    return stories(room.scene(room.settings(settings)).machine(), schedule);
  }

  /** The actions that are possible behind a schedule. */
  public static <S> List<String> possible(Machine<S> machine, String schedule) {
    return Step.from(machine, last(machine, schedule)).stream()
        .map(s -> s.action().toString())
        .toList();
  }

  /** What is not possible behind a schedule and why: {@code t2.pop T2 finds the stack empty.} */
  public static <S> List<String> refused(Machine<S> machine, String schedule) {
    return machine.refusals(last(machine, schedule)).stream()
        .map(r -> r.action() + " " + r.reason())
        .toList();
  }

  /** The same under these settings. */
  public static List<String> refused(Room room, String settings, String schedule) {
    return refused(room.scene(room.settings(settings)).machine(), schedule);
  }

  /** The picture behind a schedule. */
  public static Stage picture(Room room, String settings, String schedule) {
    return picture(room.scene(room.settings(settings)), schedule);
  }

  private static <S> Stage picture(Scene<S> scene, String schedule) {
    return scene.picture().apply(last(scene.machine(), schedule));
  }

  /** The piece of that key, which there must be. */
  public static Piece.Cells cells(Stage stage, String key) {
    return (Piece.Cells) stage.piece(key).orElseThrow();
  }

  /** What is written on the cells of that piece. */
  public static List<String> labels(Stage stage, String key) {
    return cells(stage, key).cells().stream().map(Piece.Cell::label).toList();
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

  /** The same under these settings. */
  public static String story(Room room, String settings, String schedule) {
    return story(room.scene(room.settings(settings)).machine(), schedule);
  }

  /** A row of findings for a room's sentence; the settings are words such as {@code tag=off}. */
  public static Findings.Counted counted(String claim, String settings, long seen, long samples) {
    return new Findings.Counted(
        claim, "Test", Settings.parse(settings), seen, samples, VerdictWord.CONFIRMED);
  }

  /** A score for a room's sentence, every sample of which was the same. */
  public static Findings.Measured measured(String claim, String label, double value) {
    return new Findings.Measured(claim, label, "ns/op", value, value, value);
  }

  /** What was found on an x86. */
  public static Findings findings(
      List<Findings.Counted> counted, List<Findings.Measured> measured) {
    return findings(counted, measured, List.of());
  }

  /** The same, with what live runs and facts said. */
  public static Findings findings(
      List<Findings.Counted> counted,
      List<Findings.Measured> measured,
      List<Findings.Value> values) {
    return new Findings("amd64", counted, measured, values);
  }

  private static <S> Replay<S> run(Machine<S> machine, String schedule) {
    Replay<S> run = Replay.run(machine, Schedule.parse(schedule));
    assertThat(run.refusal()).isEmpty();
    return run;
  }
}
