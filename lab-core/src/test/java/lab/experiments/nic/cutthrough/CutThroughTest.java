package lab.experiments.nic.cutthrough;

import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.measured;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.schedule;
import static lab.experiments.RoomFixture.stories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lab.experiments.Whereabouts;
import lab.experiments.WithClaim;
import lab.experiments.nic.cutthrough.CutThroughState.Phase;
import lab.experiments.nic.cutthrough.Setup.Fallback;
import lab.experiments.nic.cutthrough.Setup.Forwarding;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.input.BadInput;
import lab.room.Findings;
import lab.stage.Piece;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CutThroughTest {
  private static final int CHUNKS = 14;

  @Test
  void lessThanHalfTheFrameAheadIsNotEnough() {
    assertThat(answer("startAfter=6", "wire-never-dry")).isEqualTo("breaks");
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
        Explorer.explore(
            new CutThroughMachine(
                new Setup(Forwarding.CUT_THROUGH, CHUNKS, start, pcie, wire, stall, Fallback.ON)),
            Bounds.DEFAULT.withThreads(1));
    assertThat(found.complete()).isTrue();
    return found.answer("wire-never-dry").outcome().word().equals("breaks");
  }

  @Test
  void atEqualRatesAStallInTheMiddleIsEnough() {
    Exploration found = explore(CutThrough.ROOM, "wireRate=1 stall=2");
    assertThat(schedule(found, "wire-never-dry")).isEqualTo("clock.tick,core.stall,clock.tick*2");
    assertThat(found.answer("never-lost").outcome().word()).isEqualTo("safe");
    assertThat(answer("wireRate=1 stall=2 startAfter=3", "wire-never-dry")).isEqualTo("safe");
  }

  @Test
  void storingNeverRunsDry() {
    assertThat(answer("forwarding=store stall=8", "wire-never-dry")).isEqualTo("safe");
  }

  @Test
  void theFirstBitAsOnThePage() {
    assertThat(CutThrough.ROOM.models().costs("first-bit-sooner"))
        .extracting(Claim.Costs::a, Claim.Costs::b)
        .containsExactly(2L, 15L);
    assertThat(last(machine("forwarding=store"), "clock.tick*15").first().bit()).isEqualTo(15);
    assertThat(answer("startAfter=14", "first-bit-sooner")).isEqualTo("breaks");
  }

  @Test
  void afterAPoisonedFrameTheFallbackLeavesWhole() {
    CutThroughState last = last(machine(""), "clock.tick*14,core.post:fallback,clock.tick*21");
    assertThat(last.phase()).isEqualTo(Phase.RESENT);
    assertThat(last.first().sent()).isEqualTo(3);
    assertThat(last.copy().resent()).isEqualTo(CHUNKS);
  }

  /** Judged when it is decided: not before the wire has run dry. */
  @Test
  void withoutItsFallbackAPoisonedFrameIsLost() {
    Exploration doomed = explore(CutThrough.ROOM, "fallback=off");
    assertThat(schedule(doomed, "never-lost")).isEqualTo("clock.tick*3");
    assertThat(stories(CutThrough.ROOM, "fallback=off", "clock.tick*3").getLast())
        .endsWith("the frame is poisoned: no copy will come, and it is lost.");
    Exploration stalled = explore(CutThrough.ROOM, "fallback=off wireRate=1 stall=2");
    assertThat(schedule(stalled, "never-lost")).isEqualTo("clock.tick,core.stall,clock.tick*2");
  }

  /** What is not lost gets through: from every state a whole copy can still leave. */
  @ParameterizedTest
  @ValueSource(strings = {"", "stall=3", "fallback=always stall=2", "forwarding=store"})
  void whatIsNotLostGetsThrough(String settings) {
    Claim.Stuck<CutThroughState> leaves =
        new Claim.Stuck<>(
            "leaves",
            "A copy can still leave.",
            s -> s.first().sent() == CHUNKS || s.copy().resent() == CHUNKS);
    assertThat(
            Explorer.explore(
                    new WithClaim<>(machine(settings), leaves), Bounds.DEFAULT.withThreads(1))
                .answer("leaves")
                .outcome()
                .word())
        .isEqualTo("safe");
  }

  @Test
  void oneIsNotSaidInThePlural() {
    assertThat(stories(CutThrough.ROOM, "stall=1", "clock.tick,core.stall"))
        .containsExactly(
            "t=1: 1 of 14 chunks is in.", "The core is descheduled for 1 tick, 1 chunk written.");
    assertThat(picture(CutThrough.ROOM, "startAfter=14", "").pieces().getLast().title())
        .isEqualTo("first bit: at the same tick either way");
    assertThat(CutThrough.ROOM.world(CutThrough.ROOM.settings("chunks=1 stall=1")))
        .isEqualTo(
            "one frame of 1 chunk, 1 a tick over PCIe and 2 onto the wire, a core that may be away"
                + " once, for 1 tick");
  }

  @Test
  void aFallbackThatIsNotDroppedLeavesTwice() {
    assertThat(answer("fallback=always startAfter=7", "never-two-valid-copies"))
        .isEqualTo("breaks");
    assertThat(answer("startAfter=7", "never-two-valid-copies")).isEqualTo("safe");
    Exploration found = explore(CutThrough.ROOM, "fallback=always startAfter=7");
    assertThat(
            stories(
                CutThrough.ROOM,
                "fallback=always startAfter=7",
                schedule(found, "never-two-valid-copies")))
        .contains("t=14: 14 of 14 chunks are in; the frame has left whole.")
        .last()
        .isEqualTo("t=35: the frame has left whole a second time.");
  }

  /** Nothing leaves that has not come in, in any state. */
  @Test
  void theWireIsNeverAheadOfPcie() {
    CutThroughMachine machine = machine("stall=3 fallback=always");
    Claim.Never<CutThroughState> ahead =
        new Claim.Never<>(
            "ahead",
            "No chunk is on the wire before it is in.",
            s -> s.first().sent() > s.core().stored() || s.copy().resent() > s.copy().fetched());
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
    assertThatThrownBy(() -> machine("chunks=%d startAfter=%d".formatted(chunks, start)))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("startAfter=%d is more than chunks=%d".formatted(start, chunks));
  }

  @Test
  void whatIsNotPossibleHasAReason() {
    assertThat(refused(CutThrough.ROOM, "stall=2", "clock.tick*3,core.stall"))
        .containsExactly(
            "core.stall the core is away once only",
            "core.post:fallback it comes behind the frame, of which 3 of 14 chunks are in");
    assertThat(refused(CutThrough.ROOM, "stall=2", "clock.tick*14"))
        .containsExactly(
            "clock.tick the frame is poisoned, and no fallback is posted",
            "core.stall the core has stored all chunks");
    assertThat(refused(CutThrough.ROOM, "startAfter=7", "clock.tick*14,core.post:fallback"))
        .containsExactly(
            "clock.tick the frame has left", "core.post:fallback it is posted already");
    assertThat(refused(CutThrough.ROOM, "fallback=off", "clock.tick*14"))
        .contains("core.post:fallback fallback=off: the core forgets to post it");
  }

  @Test
  void theStoriesAndThePictureSayBothReadings() {
    assertThat(stories(CutThrough.ROOM, "", "clock.tick*3"))
        .containsExactly(
            "t=1: 1 of 14 chunks is in.",
            "t=2: 2 of 14 chunks are in; the first bit is on the wire.",
            "t=3: 3 of 14 chunks are in; the wire runs dry after 3 chunks and the frame is"
                + " poisoned.");
    List<Piece> pieces = picture(CutThrough.ROOM, "", "clock.tick*3").pieces();
    assertThat(outcome("", "clock.tick*3"))
        .containsExactly("3", "poisoned", "1 chunk", "tick 2", "poisoned", "0", "not yet posted");
    assertThat(pieces.getLast().title())
        .isEqualTo("first bit: 7.5× sooner by the clock, 14× by chunks waited for");
  }

  /** A chunk passes the NIC, or is stored there; the rest of a poisoned frame nobody keeps. */
  @Test
  void chunksGoFromTheHostToTheWire() {
    String settings = "startAfter=7";
    assertThat(Whereabouts.of("chunk 0", CutThrough.ROOM, settings, "clock.tick*8"))
        .containsExactly(
            "the host",
            "the NIC",
            "the NIC",
            "the NIC",
            "the NIC",
            "the NIC",
            "the NIC",
            "the NIC",
            "the wire");
    assertThat(Whereabouts.of("chunk 1", CutThrough.ROOM, "", "clock.tick*2"))
        .containsExactly("the host", "the host", "the wire");
    assertThat(Whereabouts.of("chunk 3", CutThrough.ROOM, "", "clock.tick*4"))
        .containsExactly("the host", "the host", "the host", "the host", "");
  }

  /** Every chunk of the first try, and then of the copy, is in one place in every moment. */
  @Test
  void theFallbackCopyGoesTheSameWay() {
    String posted = "clock.tick*14,core.post:fallback,clock.tick";
    assertThat(Whereabouts.of("the copy of chunk 0", CutThrough.ROOM, "", posted + "*20").stream())
        .startsWith("", "")
        .contains("the NIC")
        .endsWith("the wire");
    assertThat(Whereabouts.of("chunk 2", picture(CutThrough.ROOM, "", posted)))
        .isEqualTo("the wire");
  }

  /** Numbers of a picture are written without a formatter, which a browser does not have. */
  @Test
  void timesAreWrittenAsTheSentenceWritesThem() {
    for (int more = 1; more <= 40; more++) {
      for (int less = 1; less <= 40; less++) {
        assertThat(FirstBits.times(more, less))
            .isEqualTo(Findings.fixed((double) more / less, more % less == 0 ? 0 : 1));
      }
    }
  }

  private static List<String> outcome(String settings, String schedule) {
    return ((Piece.Table)
            picture(CutThrough.ROOM, settings, schedule).piece("outcome").orElseThrow())
        .rows()
        .getFirst()
        .cells();
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    String model = "Model: first bit at tick 15 → 2 (7.5× by clock, 14× by chunks waited).";
    assertThat(CutThrough.ROOM.sentence(findings(List.of(), List.of()))).isEqualTo(model);
    assertThat(
            CutThrough.ROOM.sentence(
                findings(
                    List.of(),
                    List.of(
                        measured("first-bit-sooner", "first byte, streaming", 50),
                        measured("first-bit-sooner", "first byte, storing", 300)))))
        .isEqualTo(
            model + " Here the first byte took 300 → 50 us through a relay on the loopback: 6.0×.");
  }

  private static CutThroughMachine machine(String settings) {
    return (CutThroughMachine) CutThrough.ROOM.scene(CutThrough.ROOM.settings(settings)).machine();
  }

  private static String answer(String settings, String claim) {
    return explore(CutThrough.ROOM, settings).answer(claim).outcome().word();
  }
}
