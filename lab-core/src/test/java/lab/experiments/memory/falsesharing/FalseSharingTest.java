package lab.experiments.memory.falsesharing;

import static lab.experiments.RoomFixture.answers;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lab.experiments.memory.falsesharing.CoherenceMachine.Layout;
import lab.experiments.memory.falsesharing.CoherenceMachine.Start;
import lab.experiments.memory.falsesharing.CoherenceMachine.State;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.explore.Machine;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.explore.Step;
import lab.room.Controls;
import lab.room.Findings;
import lab.room.Settings;
import lab.stage.Piece;
import lab.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FalseSharingTest {
  private static final Bounds BOUNDS = Bounds.DEFAULT.withThreads(1);
  private final FalseSharing room = new FalseSharing();

  @Test
  void theDefaultBreaksInTwoWritesAndTheFixedPresetNever() {
    Exploration broken = explore(Layout.SHARED, Start.WARM);
    assertThat(answers(broken)).isEqualTo(room.predictions().byDefault());
    assertThat(broken.answer("no-transfer").schedule()).hasToString("Optional[a.write,b.write]");
    assertThat(broken.complete()).isTrue();

    Exploration fixed = explore(Layout.PADDED, Start.WARM);
    assertThat(answers(fixed)).isEqualTo(room.predictions().whenFixed());
    assertThat(fixed.complete()).isTrue();
  }

  /** The counts of shared were also made by a search written in another language. */
  @ParameterizedTest
  @CsvSource({
    "SHARED, WARM, 19649",
    "SHARED, COLD, 36945",
    "PADDED, WARM, 1225",
    "PADDED, COLD, 1225",
  })
  void reachableStatesArePinned(Layout layout, Start start, long states) {
    Exploration found = explore(layout, start);
    assertThat(found.states()).isEqualTo(states);
    assertThat(found.depth()).isEqualTo(48);
  }

  @ParameterizedTest
  @CsvSource({
    "SHARED, WARM, 1, 48, 0", "PADDED, WARM, 1, 0, 0",
    "SHARED, COLD, 1, 47, 1", "PADDED, COLD, 1, 0, 2",
    "SHARED, WARM, 11, 5, 0", "SHARED, WARM, 24, 2, 0",
  })
  void everyConventionOfCountingIsStated(
      Layout layout, Start start, int burst, int transfers, int coldFills) {
    State last =
        Replay.run(new CoherenceMachine(layout, start, burst), CoherenceMachine.alternating(burst))
            .last();
    assertThat(last.writes()).isEqualTo(48);
    assertThat(last.transfers()).isEqualTo(transfers);
    assertThat(last.coldFills()).isEqualTo(coldFills);
    assertThat(last.silent()).isEqualTo(48 - transfers - coldFills);
  }

  @Test
  void theCostsAreThoseOfTheirWitness() {
    Claim.Costs costs =
        explore(Layout.PADDED, Start.WARM).answer("padded-beats-shared").costs().orElseThrow();
    assertThat(costs.a()).isZero();
    assertThat(costs.b()).isEqualTo(48);
    State last =
        Replay.run(new CoherenceMachine(Layout.SHARED, Start.WARM, 1), costs.witness()).last();
    assertThat(last.transfers()).isEqualTo(48);
  }

  /** An independent count: a line crosses whenever its last writer was the other core. */
  @Test
  void transfersAreChangesOfTheLastWriter() {
    for (int bits = 0; bits < 1 << 12; bits++) {
      CoherenceMachine machine = new CoherenceMachine(Layout.SHARED, Start.WARM, 1);
      State state = machine.start();
      int changes = 0;
      boolean lastWasA = true;
      for (int i = 0; i < 12; i++) {
        boolean a = (bits >> i & 1) == 0;
        changes += a == lastWasA ? 0 : 1;
        lastWasA = a;
        state = Step.from(machine, state).get(a ? 0 : 1).next();
      }
      assertThat(state.transfers()).isEqualTo(changes);
    }
  }

  @Test
  void packedStatesComeBackUnchanged() {
    CoherenceMachine machine = new CoherenceMachine(Layout.SHARED, Start.COLD, 1);
    Machine.Codec<State> codec = machine.codec().orElseThrow();
    State state = machine.start();
    Set<Long> packed = new HashSet<>();
    for (int i = 0; i <= CoherenceMachine.WRITES; i++) {
      long[] words = new long[codec.longs()];
      codec.pack(state, words, 0);
      assertThat(codec.unpack(words, 0)).isEqualTo(state);
      assertThat(packed.add(words[0])).isTrue();
      List<Step<State>> steps = Step.from(machine, state);
      assertThat(steps).hasSize(i < CoherenceMachine.WRITES ? 2 : 0);
      if (!steps.isEmpty()) {
        state = steps.get(i % 2).next();
      }
    }
  }

  @Test
  void theStoriesSayWhatMoved() {
    CoherenceMachine cold = new CoherenceMachine(Layout.SHARED, Start.COLD, 1);
    List<String> stories =
        Replay.run(cold, Schedule.parse("a.write*2,b.write")).frames().stream()
            .map(Replay.Frame::story)
            .toList();
    assertThat(stories)
        .containsExactly(
            "",
            "Core A writes a: no cache held the line, so it comes from memory.",
            "Core A writes a: the core owns the line already, and nobody notices.",
            "Core B writes b: core A held the line modified, so its copy is invalidated and the"
                + " line crosses to core B.");
  }

  @Test
  void thePictureShowsOwnersAndCosts() {
    CoherenceMachine machine = new CoherenceMachine(Layout.SHARED, Start.WARM, 1);
    State state = Replay.run(machine, Schedule.parse("b.write,a.write*2")).last();
    Stage stage = CoherencePicture.of(Layout.SHARED, state);
    assertThat(stage.pieces()).extracting(Piece::key).containsExactly("line0", "cores", "costs");
    assertThat(stage.pieces().getFirst().title()).isEqualTo("one line of 64 bytes, owner: core A");
    Piece.Table cores = (Piece.Table) stage.pieces().get(1);
    assertThat(cores.rows().getFirst().cells()).containsExactly("core A", "Modified", "2");
    assertThat(cores.rows().getLast().cells()).containsExactly("core B", "Invalid", "1");
    Piece.Segments costs = (Piece.Segments) stage.pieces().getLast();
    assertThat(costs.bars())
        .extracting(b -> b.segments().getFirst().value())
        .containsExactly(2.0, 0.0, 1.0);

    Stage padded =
        CoherencePicture.of(
            Layout.PADDED, new CoherenceMachine(Layout.PADDED, Start.COLD, 1).start());
    assertThat(padded.pieces())
        .extracting(Piece::title)
        .startsWith("line of a, no owner", "line of b, no owner");
  }

  @Test
  void settingsChooseTheMachineAndEveryClaimHasAPrediction() {
    Controls controls = room.controls();
    Settings cold = controls.with(room.fixed(), "start", "cold");
    assertThat(room.scene(cold).machine().start())
        .isEqualTo(new CoherenceMachine(Layout.PADDED, Start.COLD, 1).start());
    List<String> names =
        room.scene(controls.defaults()).machine().claims().stream().map(Claim::name).toList();
    assertThat(room.predictions().byDefault()).containsOnlyKeys(names);
    assertThat(room.predictions().whenFixed()).containsOnlyKeys(names);
    assertThat(room.id()).isEqualTo("false-sharing");
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    Findings nothing = new Findings("amd64", List.of(), List.of());
    assertThat(room.sentence(nothing)).isEqualTo("Model: 48 line transfers shared, 0 padded.");
    Findings both =
        new Findings(
            "amd64",
            List.of(),
            List.of(
                new Findings.Measured("padded-beats-shared", "shared", "ns/op", 8.4, 8.0, 9.0),
                new Findings.Measured("padded-beats-shared", "padded", "ns/op", 2.0, 1.9, 2.1)));
    assertThat(room.sentence(both))
        .isEqualTo("Model: 48 line transfers shared, 0 padded. Here 8.4 vs 2.0 ns/op: 4.2×.");
  }

  private static Exploration explore(Layout layout, Start start) {
    return Explorer.explore(new CoherenceMachine(layout, start, 1), BOUNDS);
  }
}
