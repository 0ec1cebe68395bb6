package lab.experiments.memory.spsc;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.steps;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.ProgramState;
import lab.room.Findings;
import lab.room.Scene;
import lab.room.Settings;
import lab.room.Stress;
import lab.room.VerdictWord;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpscTest {
  private final Spsc room = new Spsc();

  @Test
  void theDefaultBreaksAndTheFixedPresetCannot() {
    Exploration broken = explore(room.controls().defaults());
    assertThat(answers(broken)).isEqualTo(room.predictions().byDefault());
    assertThat(broken.states()).isEqualTo(105_609);
    assertThat(broken.complete()).isTrue();
    assertThat(broken.answer("unwritten").schedule())
        .hasToString("Optional[jit.order:5,p.write,p.ahead,p.put,c.take:1,c.read:0]");
    assertThat(steps(broken, "lost")).isEqualTo(38);
    assertThat(steps(broken, "waits-end")).isEqualTo(62);

    Exploration fixed = explore(room.fixed());
    assertThat(answers(fixed)).isEqualTo(room.predictions().whenFixed());
    assertThat(fixed.states()).isEqualTo(14_577);
    assertThat(fixed.complete()).isTrue();
  }

  /** Shortest breaks of unwritten, lost, fifo and waits-end; 0 where there is none. */
  @ParameterizedTest
  @CsvSource({
    "2, sc, plain, accesses, 265, 0, 0, 0, 0",
    "4, sc, plain, accesses, 1402, 0, 0, 0, 0",
    "2, tso, plain, accesses, 2613, 0, 0, 0, 0",
    "4, tso, plain, accesses, 24650, 0, 0, 0, 0",
    "2, java, plain, accesses, 3570, 6, 17, 0, 18",
    "4, java, plain, accesses, 26397, 6, 24, 42, 32",
    "2, java, opaque, accesses, 1024, 6, 17, 0, 18",
    "4, java, opaque, accesses, 7154, 6, 24, 42, 32",
    "2, java, acquire-release, accesses, 783, 0, 0, 0, 0",
    "4, java, acquire-release, accesses, 4494, 0, 0, 0, 0",
    "2, java, volatile, accesses, 265, 0, 0, 0, 0",
    "4, java, volatile, accesses, 1402, 0, 0, 0, 0",
    "8, java, plain, operations, 253, 0, 0, 0, 0",
    "2, java, plain, operations, 19, 0, 0, 0, 0",
  })
  void everyModelAndMode(
      String cap,
      String model,
      String mode,
      String grain,
      long states,
      int unwritten,
      int lost,
      int fifo,
      int waits) {
    Exploration found = explore(set(cap, model, mode, grain));
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(states);
    assertThat(
            List.of(
                steps(found, "unwritten"),
                steps(found, "lost"),
                steps(found, "fifo"),
                steps(found, "waits-end")))
        .containsExactly(unwritten, lost, fifo, waits);
    assertThat(answers(found))
        .containsEntry("full", "reached")
        .containsEntry("delivered", "reached");
  }

  @Test
  void headAndTailChaseEachOther() {
    Scene<ProgramState> scene = scene(set("2", "java", "plain", "operations"));
    Replay<ProgramState> run =
        Replay.run(scene.machine(), Schedule.parse("p.put*2,c.take*2,p.put"));
    assertThat(run.refusal()).isEmpty();
    assertThat(run.frames().stream().map(Replay.Frame::story))
        .containsExactly(
            "",
            "The producer puts message 1 into slot 0: 1 of 2 occupied.",
            "The producer puts message 2 into slot 1: the ring is full, and an offer would be"
                + " refused.",
            "The consumer takes message 1 out of slot 0: 1 of 2 occupied.",
            "The consumer takes message 2 out of slot 1: the ring is empty, and a poll would find"
                + " null.",
            "The producer puts message 3 into slot 0: 1 of 2 occupied.");
    assertThat(Replay.run(scene.machine(), Schedule.parse("p.put*3")).refusal()).isPresent();
    assertThat(Replay.run(scene.machine(), Schedule.parse("c.take")).refusal()).isPresent();

    Piece.Cells ring = (Piece.Cells) scene.picture().apply(run.last()).pieces().getFirst();
    assertThat(ring.title()).isEqualTo("head (write) 3, tail (read) 2, occupied 1 of 2");
    assertThat(ring.cells()).extracting(Piece.Cell::label).containsExactly("3", "·");
    assertThat(ring.marks())
        .extracting(m -> m.label() + m.cell())
        .containsExactly("HEADslot1", "TAILslot0");
    assertThat(ring.cells().getFirst().action()).contains("c.take");
    assertThat(ring.cells().getLast().action()).contains("p.put");
  }

  @Test
  void thePictureShowsWhatIsLostAndWhatMayBeReadStale() {
    Settings relaxed = set("2", "java", "opaque", "accesses");
    Scene<ProgramState> scene = scene(relaxed);
    Schedule loses = explore(relaxed).answer("lost").schedule().orElseThrow();
    Stage lost = scene.picture().apply(Replay.run(scene.machine(), loses).last());
    Piece.Cells ring = (Piece.Cells) lost.pieces().getFirst();
    assertThat(ring.cells()).anyMatch(c -> c.tone() == Tone.BAD && c.label().equals("lost"));

    Schedule reads = Schedule.parse("p.write,p.ahead,p.put,c.take:1");
    Stage stale = scene.picture().apply(Replay.run(scene.machine(), reads).last());
    assertThat(stale.pieces()).extracting(Piece::key).contains("ring", "sides", "p", "c", "m1");
    assertThat(stale.pieces()).extracting(Piece::key).doesNotContain("m2", "consumerIndex");
  }

  @Test
  void aMessageMovesTwoLinesAndThreeTimesAsManyWithALock() {
    Claim.Costs costs = Transfers.costs(8);
    // Each call but the first finds every line it needs on the other side.
    assertThat(costs.a()).isEqualTo(23);
    assertThat(costs.b()).isEqualTo(69);
    assertThat(
            Replay.run(new SpscMachine(8, MemoryModel.SC, Grain.ACCESSES, "plain"), costs.witness())
                .refusal())
        .isEmpty();
  }

  @Test
  void everySettingHasAMachineAndAPicture() {
    for (String cap : List.of("2", "4", "8")) {
      for (String grain : List.of("operations", "accesses")) {
        for (MemoryModel model : MemoryModel.values()) {
          Scene<ProgramState> scene = scene(set(cap, model.word(), "opaque", grain));
          assertThat(scene.picture().apply(scene.machine().start()).pieces())
              .hasSizeGreaterThanOrEqualTo(2);
          assertThat(scene.machine().claims().stream().map(Claim::name))
              .containsExactlyInAnyOrderElementsOf(room.predictions().byDefault().keySet());
        }
      }
    }
  }

  @Test
  void theShippedRingIsWeakenedModeByMode() {
    Stress first = (Stress) room.evidence().getFirst();
    assertThat(first.cases())
        .extracting(
            t -> t.settings().get("mode") + " " + t.weakening().map(Object::toString).orElse("-"))
        .containsExactly(
            "plain -",
            "plain SpscRing plain",
            "opaque SpscRing opaque",
            "acquire-release -",
            "volatile SpscRing volatile",
            "acquire-release -");
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    assertThat(room.sentence(new Findings("amd64", List.of(), List.of())))
        .isEqualTo("A relaxed ring can hand over a message that is not written, in 6 steps.");
    assertThat(
            room.sentence(
                new Findings(
                    "amd64",
                    List.of(counted("plain", 12, 2_000_000), counted("acquire-release", 0, 50_000)),
                    List.of(measured("SpscRing", 2), measured("ArrayBlockingQueue", 80)))))
        .isEqualTo(
            "A relaxed ring can hand over a message that is not written, in 6 steps; here 12 of 2.0"
                + " million with plain, 0 of 50,000 with acquire-release. 500 million messages/s;"
                + " ArrayBlockingQueue 13.");
  }

  private static Findings.Counted counted(String mode, long seen, long samples) {
    return new Findings.Counted(
        "unwritten", "T", Map.of("mode", mode), seen, samples, VerdictWord.CONFIRMED);
  }

  private static Findings.Measured measured(String label, double ns) {
    return new Findings.Measured("ring-beats-lock", label, "ns/op", ns, ns, ns);
  }

  private Settings set(String cap, String model, String mode, String grain) {
    Settings settings = room.controls().with(room.controls().defaults(), "cap", cap);
    settings = room.controls().with(settings, "model", model);
    settings = room.controls().with(settings, "mode", mode);
    return room.controls().with(settings, "grain", grain);
  }

  @SuppressWarnings("unchecked")
  private Scene<ProgramState> scene(Settings settings) {
    return (Scene<ProgramState>) room.scene(settings);
  }

  private Exploration explore(Settings settings) {
    return Explorer.explore(scene(settings).machine(), Bounds.DEFAULT);
  }
}
