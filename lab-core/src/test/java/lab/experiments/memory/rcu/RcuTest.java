package lab.experiments.memory.rcu;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.settings;
import static lab.experiments.RoomFixture.steps;
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

class RcuTest {
  private final Rcu room = new Rcu();

  @Test
  void theDefaultBreaksAndTheFixedPresetCannot() {
    Exploration broken = explore(room.controls().defaults());
    assertThat(answers(broken)).isEqualTo(room.predictions().byDefault());
    assertThat(broken.states()).isEqualTo(23);
    assertThat(broken.complete()).isTrue();
    assertThat(broken.answer("held-freed").schedule())
        .hasToString("Optional[r1.enter,r1.fence,r1.follow,w.unlink,w.free]");

    Exploration fixed = explore(room.fixed());
    assertThat(answers(fixed)).isEqualTo(room.predictions().whenFixed());
    assertThat(fixed.states()).isEqualTo(56);
    assertThat(fixed.complete()).isTrue();
  }

  @Test
  void inWholeOperationsItIsTheOwnersThreeSteps() {
    Exploration found = explore(settings(room, "grain=operations"));
    assertThat(found.states()).isEqualTo(17);
    assertThat(found.answer("held-freed").schedule())
        .hasToString("Optional[r1.enter,w.unlink,w.free]");
    assertThat(steps(found, "reads-freed")).isEqualTo(4);
    Exploration fixed = explore(settings(room, "grain=operations,free=after-grace-period"));
    assertThat(fixed.states()).isEqualTo(25);
    assertThat(fixed.answer("held-freed").outcome()).isEqualTo(Outcome.SAFE);
  }

  /** Grace periods only: the shortest break of held-freed, or 0. */
  @ParameterizedTest
  @CsvSource({
    "full, 1, sc, 50, 0",
    "full, 1, tso, 82, 0",
    "full, 1, java, 56, 0",
    "full, 2, sc, 691, 0",
    "full, 2, tso, 1309, 0",
    "full, 2, java, 1357, 0",
    "acquire-release, 1, sc, 36, 0",
    "acquire-release, 1, tso, 131, 5",
    "acquire-release, 1, java, 43, 5",
    "acquire-release, 2, tso, 2943, 6",
    "acquire-release, 2, java, 675, 6",
    "asymmetric, 1, sc, 43, 0",
    "asymmetric, 1, tso, 92, 0",
    "asymmetric, 1, java, 49, 0",
    "asymmetric, 2, tso, 1540, 0",
    "asymmetric, 2, java, 929, 0",
  })
  void whatOrdersAPin(String pin, String readers, String model, long states, int steps) {
    Exploration found =
        explore(
            settings(
                room,
                "free=after-grace-period,pin=%s,readers=%s,model=%s"
                    .formatted(pin, readers, model)));
    assertThat(found.complete()).isTrue();
    assertThat(steps(found, "held-freed")).isEqualTo(steps);
    assertThat(found.answer("reads-freed").outcome())
        .isEqualTo(steps == 0 ? Outcome.SAFE : Outcome.BREAKS);
    assertThat(found.states()).isEqualTo(states);
  }

  /** Without a fence only volatile is enough; with it, opaque would be. */
  @ParameterizedTest
  @CsvSource({
    "acquire-release, plain, 5",
    "acquire-release, opaque, 5",
    "acquire-release, acquire-release, 5",
    "acquire-release, volatile, 0",
    "full, plain, 9",
    "full, opaque, 0",
    "full, volatile, 0"
  })
  void modesAlone(String pin, String mode, int steps) {
    Exploration found =
        explore(settings(room, "free=after-grace-period,pin=%s,mode=%s".formatted(pin, mode)));
    assertThat(steps(found, "held-freed")).isEqualTo(steps);
  }

  @Test
  void aReaderThatStallsHoldsBackTwoNodesAndNoMore() {
    Settings stalled = settings(room, "free=after-grace-period,nodes=3,stall=on");
    Exploration found = explore(stalled);
    assertThat(found.states()).isEqualTo(175);
    assertThat(answers(found))
        .containsEntry("held-freed", "safe")
        .containsEntry("reads-freed", "safe")
        .containsEntry("bounded", "safe")
        .containsEntry("freed-at-last", "breaks")
        .containsEntry("refused", "reached");

    Scene<ProgramState> scene =
        scene(settings(room, "free=after-grace-period,nodes=3,stall=on,grain=operations"));
    Schedule full =
        Schedule.parse("r1.enter,r1.read,w.unlink,w.grace,w.look,w.unlink,w.look,w.unlink,w.look");
    Replay<ProgramState> run = Replay.run(scene.machine(), full);
    assertThat(run.refusal()).isEmpty();
    assertThat(run.frames().stream().map(Replay.Frame::story))
        .containsExactly(
            "",
            "Reader 1 enters and finds node 1: it holds it.",
            "Reader 1 reads node 1: 11.",
            "The writer unlinks node 1: readers that enter now find node 2.",
            "A grace period begins: it waits for reader 1.",
            "The writer looks: not everybody has left, so nothing is freed yet.",
            "The writer unlinks node 2: readers that enter now find node 3.",
            "The writer looks: not everybody has left, so nothing is freed yet.",
            "The writer unlinks node 3: readers that enter now find nothing.",
            "The writer looks who has left. Retiring one more reports: full.");
    Stage stage = scene.picture().apply(run.last());
    assertThat(stage.pieces()).extracting(Piece::key).containsExactly("list", "readers", "held");
    Piece.Cells held = (Piece.Cells) stage.pieces().getLast();
    assertThat(held.title()).isEqualTo("held back: 2 of 2, retire: full");
    assertThat(held.cells()).extracting(Piece.Cell::label).containsExactly("X1", "X2");
    assertThat(Explorer.explore(scene.machine(), Bounds.DEFAULT).answer("freed-at-last").outcome())
        .isEqualTo(Outcome.BREAKS);
    Exploration without = explore(settings(room, "free=after-grace-period,nodes=3"));
    assertThat(without.answer("freed-at-last").outcome()).isEqualTo(Outcome.SAFE);
    assertThat(without.answer("refused").outcome()).isEqualTo(Outcome.REACHED);
  }

  /**
   * The slowest reader's reads are the price of a grace period, and no price where there is none.
   */
  @ParameterizedTest
  @CsvSource({"now, 1, 4", "now, 4, 4", "after-grace-period, 1, 6", "after-grace-period, 4, 9"})
  void theLongestWaitIsTheSlowestReaders(String free, String reads, int steps) {
    Exploration found =
        explore(settings(room, "grain=operations,free=%s,reads=%s".formatted(free, reads)));
    assertThat(steps(found, "grace-period")).isEqualTo(steps);
  }

  @Test
  void theStoriesAndThePictureOfAHeldNodeThatIsFreed() {
    Scene<ProgramState> scene = scene(settings(room, "grain=operations"));
    Replay<ProgramState> run =
        Replay.run(scene.machine(), Schedule.parse("r1.enter,w.unlink,w.free,r1.read"));
    assertThat(run.frames().stream().map(Replay.Frame::story))
        .containsExactly(
            "",
            "Reader 1 enters and finds node 1: it holds it.",
            "The writer unlinks node 1: readers that enter now find nothing.",
            "The writer frees node 1 and fills it with poison. A reader still holds it.",
            "Reader 1 reads node 1 and finds poison: it has been freed.");
    Piece.Links list = (Piece.Links) scene.picture().apply(run.last()).pieces().getFirst();
    assertThat(list.nodes()).anyMatch(n -> n.label().equals("X1 (poison)") && n.tone() == Tone.BAD);
    assertThat(list.edges()).extracting(e -> e.from() + e.to()).containsExactly("headtail");
    Scene<ProgramState> waits = scene(settings(room, "grain=operations,free=after-grace-period"));
    Replay<ProgramState> refused =
        Replay.run(waits.machine(), Schedule.parse("r1.enter,w.unlink,w.grace,w.look"));
    assertThat(refused.refusal()).isPresent();
  }

  @Test
  void everySettingHasAMachineAndAPicture() {
    for (String free : List.of("now", "after-grace-period")) {
      for (String pin : List.of("full", "acquire-release", "asymmetric")) {
        for (String rest :
            List.of("", ",grain=operations", ",model=tso,readers=2,nodes=3,stall=on")) {
          Scene<ProgramState> scene = scene(settings(room, "free=" + free + ",pin=" + pin + rest));
          assertThat(scene.picture().apply(scene.machine().start()).pieces())
              .hasSizeGreaterThanOrEqualTo(2);
          assertThat(scene.machine().claims().stream().map(Claim::name))
              .containsAll(room.predictions().byDefault().keySet());
        }
      }
    }
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    assertThat(room.sentence(new Findings("amd64", List.of(), List.of())))
        .isEqualTo("Freed at once, a held node is gone in 3 operations.");
    assertThat(
            room.sentence(
                new Findings(
                    "amd64",
                    List.of(
                        counted("now", "full", 90, 1_000),
                        counted("after-grace-period", "acquire-release", 7, 2_000_000),
                        counted("after-grace-period", "full", 0, 3_000_000)),
                    List.of(measured("plain read", 1), measured("pin, writer's fence", 1.5)),
                    List.of(new Findings.Value("reads-freed", "longest grace period", "88.0 µs")))))
        .isEqualTo(
            "Freed at once, a held node is gone in 3 operations; here 90 of 1,000 reads found"
                + " poison. After a grace period, pin=acquire-release: 7 of 2.0 million. After a"
                + " grace period, pin=full: 0 of 3.0 million. Longest grace period: 88.0 µs. A pin"
                + " makes a read of 1.0 ns/op one of 1.5.");
  }

  private static Findings.Counted counted(String free, String pin, long seen, long samples) {
    return new Findings.Counted(
        "reads-freed", "T", Map.of("free", free, "pin", pin), seen, samples, VerdictWord.CONFIRMED);
  }

  private static Findings.Measured measured(String label, double ns) {
    return new Findings.Measured("pin-beats-lock", label, "ns/op", ns, ns, ns);
  }

  @SuppressWarnings("unchecked")
  private Scene<ProgramState> scene(Settings settings) {
    return (Scene<ProgramState>) room.scene(settings);
  }

  private Exploration explore(Settings settings) {
    return Explorer.explore(scene(settings).machine(), Bounds.DEFAULT);
  }
}
