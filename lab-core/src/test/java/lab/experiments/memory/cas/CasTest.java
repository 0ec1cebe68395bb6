package lab.experiments.memory.cas;

import static lab.experiments.RoomFixture.answers;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.explore.Explorer;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.memorymodel.ProgramState;
import lab.room.Findings;
import lab.room.Scene;
import lab.room.Settings;
import lab.room.VerdictWord;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CasTest {
  private static final String LOSES = "a.read,a.compute,x.write,a.cas";
  private final Cas room = new Cas();

  @Test
  void theDefaultLosesAnUpdateInFourStepsAndTheFixedPresetNever() {
    Exploration broken = explore(room.controls().defaults());
    assertThat(answers(broken)).isEqualTo(room.predictions().byDefault());
    assertThat(broken.answer("lost-update").schedule()).hasToString("Optional[" + LOSES + "]");
    assertThat(broken.states()).isEqualTo(44);
    assertThat(broken.complete()).isTrue();

    Exploration fixed = explore(room.fixed());
    assertThat(answers(fixed)).isEqualTo(room.predictions().whenFixed());
    assertThat(fixed.states()).isEqualTo(70);
    assertThat(fixed.complete()).isTrue();
  }

  /** Not wait-free: whatever number of writes X is given, A can be made to fail as often. */
  @ParameterizedTest
  @CsvSource({"0", "1", "2", "3"})
  void aFailsAsOftenAsXMayWriteAndNeverOftener(int writes) {
    Exploration found = explore(set("cas", writes, "operations", "java", "acquire-release"));
    for (int k = 1; k <= 3; k++) {
      Exploration.Answer answer = found.answer("retries-" + k);
      assertThat(answer.outcome()).isEqualTo(k <= writes ? Outcome.REACHED : Outcome.NO_ANSWER);
      int steps = answer.schedule().map(Schedule::size).orElse(0);
      assertThat(steps).isEqualTo(k <= writes ? 4 * k : 0);
    }
    assertThat(found.answer("vain-failure").outcome()).isEqualTo(Outcome.SAFE);
    assertThat(found.answer("finishes").outcome()).isEqualTo(Outcome.SAFE);
  }

  @ParameterizedTest
  @CsvSource({
    "store, sc, acquire-release, 44, 4",
    "store, tso, acquire-release, 54, 5",
    "store, java, acquire-release, 44, 4",
    "store, java, plain, 44, 4",
    "store, java, volatile, 44, 4",
    "cas, sc, acquire-release, 70, 0",
    "cas, tso, acquire-release, 70, 0",
    "cas, java, acquire-release, 120, 0",
    "cas, java, plain, 74, 0",
    "cas, java, opaque, 74, 0",
    "cas, java, volatile, 74, 0",
  })
  void accessByAccess(String op, String model, String mode, long states, int steps) {
    Exploration found = explore(set(op, 3, "accesses", model, mode));
    assertThat(found.complete()).isTrue();
    Exploration.Answer lost = found.answer("lost-update");
    assertThat(lost.schedule().map(Schedule::size).orElse(0)).isEqualTo(steps);
    assertThat(lost.outcome()).isEqualTo(steps == 0 ? Outcome.SAFE : Outcome.BREAKS);
    assertThat(answers(found))
        .isEqualTo(
            op.equals("cas") ? room.predictions().whenFixed() : room.predictions().byDefault());
    assertThat(found.states()).isEqualTo(states);
  }

  @Test
  void aStaleReadUnderJavaFailsTheCasAndLosesNothing() {
    Scene<?> scene = room.scene(set("cas", 1, "accesses", "java", "acquire-release"));
    Schedule stale = Schedule.parse("x.write,a.read:0,a.compute,a.cas");
    Replay<?> run = Replay.run(scene.machine(), stale);
    assertThat(run.refusal()).isEmpty();
    ProgramState last = (ProgramState) run.last();
    assertThat(CasMachine.failures(last)).isEqualTo(1);
    assertThat(last.cell(CasProgram.VALUE)).isEqualTo(10);
  }

  @Test
  void theStoriesTellWhatIsLost() {
    assertThat(stories("store", LOSES))
        .containsExactly(
            "A reads value = 0 and expects to find it again.",
            "A computes what it wants instead: 1.",
            "X adds 10 in one step, which cannot fail: value = 10.",
            "A writes value = 1 without looking: it was 10 by now, and X's 10 are lost.");
    assertThat(stories("store", "a.read,a.compute,a.cas"))
        .endsWith("A writes value = 1 without looking; nobody has changed it meanwhile.");
    assertThat(stories("cas", LOSES + ",a.read,a.compute,a.cas"))
        .endsWith(
            "A finds value = 10, not 0: its CAS fails, retry 1.",
            "A reads value = 10 and expects to find it again.",
            "A computes what it wants instead: 11.",
            "A finds value = 10 as expected and sets it to 11 in the same step; retries: 1.");
  }

  @Test
  void thePictureShowsTheRegistersAndTheLoss() {
    Stage start = picture("store", "");
    assertThat(start.pieces())
        .extracting(Piece::key)
        .containsExactly("memory", "registers", "attempts");
    assertThat(cells(start, "registers")).containsExactly("-", "-", "-", "read");
    Stage disturbed = picture("cas", "a.read,a.compute,x.write");
    assertThat(cells(disturbed, "registers")).containsExactly("0", "1", "no: will retry", "CAS");
    assertThat(cells(disturbed, "attempts")).containsExactly("1 of 3", "0");
    Piece.Table registers = (Piece.Table) disturbed.pieces().get(1);
    assertThat(registers.rows().getLast().action()).contains("a.cas");
    Stage lost = picture("store", LOSES);
    assertThat(((Piece.Cells) lost.pieces().getFirst()).cells().getFirst().tone())
        .isEqualTo(Tone.BAD);
    assertThat(cells(lost, "registers")).endsWith("done, and an update is lost");
  }

  @Test
  void theLoopNeedsOneAtomicOperationMoreForEachFailure() {
    for (int writes = 0; writes <= 3; writes++) {
      Claim.Costs costs =
          explore(set("store", writes, "operations", "java", "acquire-release"))
              .answer("add-beats-loop")
              .costs()
              .orElseThrow();
      assertThat(costs.a()).isEqualTo(1);
      assertThat(costs.b()).isEqualTo(1 + writes);
    }
  }

  @Test
  void everySettingHasAMachineAndAPicture() {
    for (String op : List.of("store", "cas")) {
      for (String grain : List.of("operations", "accesses")) {
        for (String model : List.of("sc", "tso", "java")) {
          Scene<?> scene = room.scene(set(op, 2, grain, model, "volatile"));
          assertThat(pictureOfStart(scene).pieces()).hasSizeGreaterThanOrEqualTo(3);
          assertThat(scene.machine().claims().stream().map(Claim::name))
              .containsExactlyInAnyOrderElementsOf(room.predictions().byDefault().keySet());
        }
      }
    }
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    assertThat(room.sentence(new Findings("amd64", List.of(), List.of())))
        .isEqualTo("A plain write back loses an update in 4 steps.");
    assertThat(
            room.sentence(
                new Findings(
                    "amd64",
                    List.of(counted("store", 31, 2_000_000), counted("cas", 0, 3_000_000)),
                    List.of(
                        measured("CAS loop, two threads", 40),
                        measured("exchange-and-add, two threads", 20),
                        measured("LongAdder, two threads", 4)),
                    List.of(
                        value("tries per success, two threads", "1.50"),
                        value("tries per success, one thread", "1.00")))))
        .isEqualTo(
            "A plain write back loses an update in 4 steps; here 31 of 2.0 million. With CAS: 0 of"
                + " 3.0 million. With two threads each success took 1.50 tries, alone 1.00. An"
                + " increment costs 40.0 ns by CAS loop, 20.0 by exchange-and-add, 4.0 by"
                + " LongAdder.");
  }

  private static Findings.Counted counted(String op, long seen, long samples) {
    return new Findings.Counted(
        "lost-update", "T", Map.of("op", op), seen, samples, VerdictWord.CONFIRMED);
  }

  private static Findings.Measured measured(String label, double ns) {
    return new Findings.Measured("add-beats-loop", label, "ns/op", ns, ns, ns);
  }

  private static Findings.Value value(String name, String text) {
    return new Findings.Value("vain-failure", name, text);
  }

  private List<String> stories(String op, String schedule) {
    Settings settings = set(op, 3, "operations", "java", "acquire-release");
    Replay<?> run = Replay.run(room.scene(settings).machine(), Schedule.parse(schedule));
    assertThat(run.refusal()).isEmpty();
    return run.frames().stream().skip(1).map(f -> f.story()).toList();
  }

  private Stage picture(String op, String schedule) {
    return last(
        room.scene(set(op, 3, "operations", "java", "acquire-release")), Schedule.parse(schedule));
  }

  private static <S> Stage last(Scene<S> scene, Schedule schedule) {
    return scene.picture().apply(Replay.run(scene.machine(), schedule).last());
  }

  private static List<String> cells(Stage stage, String table) {
    Piece.Table found =
        (Piece.Table)
            stage.pieces().stream().filter(p -> p.key().equals(table)).findFirst().orElseThrow();
    return found.rows().stream().map(r -> r.cells().getLast()).toList();
  }

  private static <S> Stage pictureOfStart(Scene<S> scene) {
    return scene.picture().apply(scene.machine().start());
  }

  private Settings set(String op, int writes, String grain, String model, String mode) {
    Settings settings = room.controls().with(room.controls().defaults(), "op", op);
    settings = room.controls().with(settings, "interference", Integer.toString(writes));
    settings = room.controls().with(settings, "grain", grain);
    settings = room.controls().with(settings, "model", model);
    return room.controls().with(settings, "mode", mode);
  }

  private Exploration explore(Settings settings) {
    return Explorer.explore(room.scene(settings).machine(), Bounds.DEFAULT);
  }
}
