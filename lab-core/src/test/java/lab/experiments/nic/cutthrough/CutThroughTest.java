package lab.experiments.nic.cutthrough;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.schedule;
import static lab.experiments.RoomFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import lab.experiments.WithClaim;
import lab.experiments.nic.cutthrough.CutThroughMachine.Fallback;
import lab.experiments.nic.cutthrough.CutThroughMachine.Phase;
import lab.experiments.nic.cutthrough.CutThroughMachine.Setup;
import lab.experiments.nic.cutthrough.CutThroughMachine.State;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.input.BadInput;
import lab.room.Findings;
import lab.stage.Piece;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutThroughTest {
  private static final int CHUNKS = 14;
  private final CutThrough room = new CutThrough();

  @Test
  void aWireTwiceAsFastRunsDry() {
    Exploration broken = explore(machine(Map.of()));
    assertThat(answers(broken)).isEqualTo(room.predictions().byDefault());
    assertThat(schedule(broken, "wire-never-dry")).isEqualTo("clock.tick*3");
    assertThat(broken.complete()).isTrue();
    assertThat(broken.states()).isEqualTo(37);
  }

  @Test
  void halfTheFrameAheadIsEnough() {
    Exploration fixed = explore((CutThroughMachine) room.scene(room.fixed()).machine());
    assertThat(answers(fixed)).isEqualTo(room.predictions().whenFixed());
    assertThat(fixed.states()).isEqualTo(16);
    assertThat(
            explore(machine(Map.of("startAfter", "6"))).answer("wire-never-dry").outcome().word())
        .isEqualTo("breaks");
  }

  /** The formula for constant rates, T >= F (1 - Rp/Rw), against the search. */
  @Test
  void withoutAStallTheFormulaDecides() {
    for (int pcie = 1; pcie <= 2; pcie++) {
      for (int wire = 1; wire <= 2; wire++) {
        for (int start = 1; start <= CHUNKS; start++) {
          boolean safe = start >= CHUNKS * (1 - (double) pcie / wire);
          assertThat(dry(pcie, wire, start, 0))
              .as("pcie %d, wire %d, startAfter %d", pcie, wire, start)
              .isEqualTo(!safe);
        }
      }
    }
  }

  /**
   * With a stall of d ticks at the worst moment: chunk k is in by the end of tick ceil(k/Rp) + d at
   * the latest if the stall comes once the NIC has begun, and is sent in tick T0 + ceil(k/Rw).
   */
  @Test
  void withAStallEveryChunkMustBeAheadOfItsTime() {
    for (int pcie = 1; pcie <= 2; pcie++) {
      for (int wire = 1; wire <= 2; wire++) {
        for (int start = 1; start <= CHUNKS; start++) {
          for (int stall : new int[] {1, 3, 8}) {
            int begun = ceil(start, pcie);
            boolean dry = false;
            for (int k = 1; k <= CHUNKS; k++) {
              boolean hit = ceil(k, pcie) > begun;
              dry |= ceil(k, pcie) + (hit ? stall : 0) > begun + ceil(k, wire);
            }
            assertThat(dry(pcie, wire, start, stall))
                .as("pcie %d, wire %d, startAfter %d, stall %d", pcie, wire, start, stall)
                .isEqualTo(dry);
          }
        }
      }
    }
  }

  private static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }

  private static boolean dry(int pcie, int wire, int start, int stall) {
    Exploration found =
        explore(
            new CutThroughMachine(new Setup(false, CHUNKS, start, pcie, wire, stall, Fallback.ON)));
    assertThat(found.complete()).isTrue();
    return found.answer("wire-never-dry").outcome().word().equals("breaks");
  }

  @Test
  void atEqualRatesAStallInTheMiddleIsEnough() {
    Exploration found = explore(machine(Map.of("wireRate", "1", "stall", "2")));
    assertThat(schedule(found, "wire-never-dry")).isEqualTo("clock.tick,core.stall,clock.tick*2");
    assertThat(found.answer("a-valid-copy-can-leave").outcome().word()).isEqualTo("safe");
    assertThat(
            explore(machine(Map.of("wireRate", "1", "stall", "2", "startAfter", "3")))
                .answer("wire-never-dry")
                .outcome()
                .word())
        .isEqualTo("safe");
  }

  @Test
  void storingNeverRunsDry() {
    Exploration found = explore(machine(Map.of("forwarding", "store", "stall", "8")));
    assertThat(found.answer("wire-never-dry").outcome().word()).isEqualTo("safe");
  }

  @Test
  void theFirstBitAsOnThePage() {
    Claim.Costs costs = explore(machine(Map.of())).answer("first-bit-sooner").costs().orElseThrow();
    assertThat(costs.a()).isEqualTo(2);
    assertThat(costs.b()).isEqualTo(15);
    assertThat(last(machine(Map.of("forwarding", "store")), "clock.tick*15").firstBit())
        .isEqualTo(15);
    assertThat(
            explore(machine(Map.of("startAfter", "14")))
                .answer("first-bit-sooner")
                .outcome()
                .word())
        .isEqualTo("breaks");
  }

  @Test
  void afterAPoisonedFrameTheFallbackLeavesWhole() {
    State last = last(machine(Map.of()), "clock.tick*14,core.fallback,clock.tick*21");
    assertThat(last.phase()).isEqualTo(Phase.RESENT);
    assertThat(last.sent()).isEqualTo(3);
    assertThat(last.valid()).isEqualTo(1);
  }

  @Test
  void withoutItsFallbackAPoisonedFrameIsLost() {
    // Nothing but the clock decides here, so that the frame is lost before it begins.
    Exploration doomed = explore(machine(Map.of("fallback", "off")));
    assertThat(schedule(doomed, "a-valid-copy-can-leave")).isEmpty();
    Exploration stalled =
        explore(machine(Map.of("fallback", "off", "wireRate", "1", "stall", "2")));
    assertThat(schedule(stalled, "a-valid-copy-can-leave")).isEqualTo("clock.tick,core.stall");
  }

  @Test
  void aFallbackThatIsNotDroppedLeavesTwice() {
    Exploration found = explore(machine(Map.of("fallback", "always", "startAfter", "7")));
    assertThat(found.answer("never-two-valid-copies").outcome().word()).isEqualTo("breaks");
    assertThat(
            explore(machine(Map.of("startAfter", "7")))
                .answer("never-two-valid-copies")
                .outcome()
                .word())
        .isEqualTo("safe");
  }

  /** Nothing leaves that has not come in, in any state. */
  @Test
  void theWireIsNeverAheadOfPcie() {
    CutThroughMachine machine = machine(Map.of("stall", "3", "fallback", "always"));
    Claim.Never<State> ahead =
        new Claim.Never<>(
            "ahead",
            "No chunk is on the wire before it is in.",
            s -> s.sent() > s.arrived() || s.resent() > s.fetched());
    assertThat(
            Explorer.explore(new WithClaim<>(machine, ahead), Bounds.DEFAULT.withThreads(1))
                .answer("ahead")
                .outcome()
                .word())
        .isEqualTo("safe");
  }

  @ParameterizedTest
  @CsvSource({"5, 6", "13, 14"})
  void aThresholdBeyondTheFrameIsRefused(int chunks, int start) {
    assertThatThrownBy(() -> machine(Map.of("chunks", "" + chunks, "startAfter", "" + start)))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("startAfter=%d is more than chunks=%d".formatted(start, chunks));
  }

  @Test
  void theStoriesAndThePictureSayBothReadings() {
    CutThroughMachine machine = machine(Map.of());
    Replay<State> replay = Replay.run(machine, Schedule.parse("clock.tick*3"));
    assertThat(replay.frames().stream().map(Replay.Frame::story))
        .containsExactly(
            "",
            "t=1: 1 of 14 chunks are in.",
            "t=2: 2 of 14 chunks are in; the first bit is on the wire.",
            "t=3: 3 of 14 chunks are in; the wire runs dry after 3 chunks and the frame is"
                + " poisoned.");
    List<Piece> pieces = new CutThroughPicture(machine).of(replay.last()).pieces();
    assertThat(pieces.getFirst().title()).isEqualTo("t = 3; chunks: 3 in the NIC, 3 on the wire");
    assertThat(pieces.getLast().title())
        .isEqualTo("first bit: 7.5× sooner by the clock, 14× by chunks waited for");
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    String model = "First bit 15 → 2 (7.5× by clock, 14× by chunks waited).";
    assertThat(room.sentence(new Findings("amd64", List.of(), List.of()))).isEqualTo(model);
    assertThat(
            room.sentence(
                new Findings(
                    "amd64",
                    List.of(),
                    List.of(
                        measured("first byte, streaming", 50),
                        measured("first byte, storing", 300)))))
        .isEqualTo(
            model + " Here the first byte took 300 → 50 us through a relay on the loopback: 6.0×.");
  }

  private static Findings.Measured measured(String label, double median) {
    return new Findings.Measured("first-bit-sooner", label, "us", median, median, median);
  }

  private CutThroughMachine machine(Map<String, String> set) {
    return (CutThroughMachine) room.scene(settings(room, set)).machine();
  }

  private static Exploration explore(CutThroughMachine machine) {
    return Explorer.explore(machine, Bounds.DEFAULT.withThreads(1));
  }
}
