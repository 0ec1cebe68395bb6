package lab.experiments.nic.sendpath;

import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.measured;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.possible;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.steps;
import static lab.experiments.RoomFixture.stories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lab.experiments.Whereabouts;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.input.BadInput;
import lab.room.Findings;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendPathTest {

  @Test
  void theSeedsNineStagesAndWhatEachTechniqueLeaves() {
    assertThat(Route.Stage.values()).hasSize(9);
    assertThat(List.of(Route.values()).stream().map(machine("")::total))
        .containsExactly(1230, 730, 430, 180);
  }

  /** Not in the order of the page, which lets the NIC fetch what it was not told of. */
  @Test
  void causesComeBeforeEffects() {
    assertThat(Route.Stage.values())
        .containsSubsequence(
            Route.Stage.WRITE,
            Route.Stage.DOORBELL,
            Route.Stage.FETCH,
            Route.Stage.DMA,
            Route.Stage.PHY);
  }

  /** What stays at 60 under CTPIO is the store of the frame: no bell is rung. */
  @Test
  void aStoreIsCalledWhatItCarries() {
    assertThat(labels("bypass=on")).contains("doorbell write", "write descriptor");
    assertThat(labels("bypass=on tx_push=on")).contains("doorbell write with the descriptor");
    assertThat(labels("bypass=on ctpio=on"))
        .contains("MMIO write of the frame")
        .doesNotContain("doorbell write", "write descriptor");
    assertThat(Route.CTPIO.nanos(Route.Stage.DOORBELL, 64)).isEqualTo(60);
  }

  private static List<String> labels(String settings) {
    return path(settings, "").bars().getFirst().segments().stream()
        .map(Piece.Segment::label)
        .toList();
  }

  /** The fewest toggles for a budget: checked against every set of techniques, by hand. */
  @ParameterizedTest
  @CsvSource({
    "1230, 0", "1229, 1", "730, 1", "729, 2", "430, 2", "429, 2", "180, 2",
  })
  void theFewestTogglesForABudget(int budget, int toggles) {
    assertThat(steps(explore(SendPath.ROOM, "budget=" + budget), "within-budget"))
        .isEqualTo(toggles);
  }

  @Test
  void nothingGetsBelowCtpio() {
    Exploration found = explore(SendPath.ROOM, "budget=179");
    assertThat(found.answer("within-budget").outcome().word()).isEqualTo("no-answer");
    assertThat(found.complete()).isTrue();
  }

  @Test
  void techniquesThatNeedBypassWaitForIt() {
    SendPathMachine machine = machine("");
    assertThat(possible(machine, "")).containsExactly("app.bypass", "app.send");
    assertThat(possible(machine, "app.bypass"))
        .containsExactly("app.bypass", "app.tx_push", "app.ctpio", "app.send");
    assertThat(possible(machine, "app.bypass,app.ctpio")).doesNotContain("app.bypass");
    assertThatThrownBy(() -> machine("ctpio=on"))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "ctpio=on needs bypass=on: the kernel keeps the NIC to itself"
                + " (add --set bypass=on)");
  }

  @Test
  void whatIsNotPossibleHasAReason() {
    assertThat(refused(machine(""), ""))
        .containsExactly(
            "app.tx_push needs bypass: the kernel keeps the NIC to itself",
            "app.ctpio needs bypass: the kernel keeps the NIC to itself",
            "nic.complete nothing to finish: no send is outstanding");
    assertThat(refused(machine(""), "app.bypass,app.ctpio,app.send*2"))
        .containsExactly(
            "app.bypass ctpio stands on it", "app.send the queue is full: 2 sends are outstanding");
    assertThat(refused(machine("pace=drained setup=closed"), "app.send"))
        .containsExactly(
            "app.bypass setup=closed: techniques stay as set",
            "app.tx_push setup=closed: techniques stay as set",
            "app.ctpio setup=closed: techniques stay as set",
            "app.send pace=drained: a send is outstanding");
  }

  @Test
  void ctpioLeavesLongFramesAndBusyQueuesToDma() {
    String all = "bypass=on ctpio=on checksum=software";
    assertThat(last(machine(all), "app.send").last()).isEqualTo(Route.CTPIO);
    assertThat(last(machine(all), "app.send*2").last()).isEqualTo(Route.BYPASS);
    assertThat(last(machine(all), "app.send,nic.complete,app.send").last()).isEqualTo(Route.CTPIO);
    assertThat(last(machine(all + " frame=4092"), "app.send").last()).isEqualTo(Route.CTPIO);
    assertThat(last(machine(all + " frame=4093"), "app.send").last()).isEqualTo(Route.BYPASS);
  }

  /**
   * By hand: a PCIe 3.0 x8 link of 57.88 Gbit/s, 20 bytes for each completion of up to 256, 24 for
   * each store of 64; 25 Gbit/s on the wire; a copy of 64 bytes a nanosecond.
   */
  @ParameterizedTest
  @CsvSource({
    "60, 0, 0, 0, 0",
    "64, 0, 0, 0, 0",
    // 1 byte more: 0.1 ns, one store of 88 bytes 12.2, 0.3
    "65, 1, 0, 12, 0",
    // 1460 + 6 * 20 - 84 bytes, 22 stores, 1396 bytes
    "1460, 22, 207, 268, 447",
    "4092, 63, 598, 766, 1289",
    "5000, 78, 735, 949, 1580",
    "9000, 140, 1332, 1703, 2860",
  })
  void aLongerFrameCostsWhatItsBytesOccupy(int frame, int copy, int read, int store, int wire) {
    int kernel = Route.KERNEL.total(frame);
    assertThat(kernel).isEqualTo(1230 + copy + read + wire);
    assertThat(Route.BYPASS.total(frame)).isEqualTo(730 + read + wire);
    assertThat(Route.PUSH.total(frame)).isEqualTo(430 + read + wire);
    assertThat(Route.CTPIO.total(frame)).isEqualTo(180 + store + wire);
    assertThat(Route.KERNEL.nanos(Route.Stage.COPY, frame)).isEqualTo(80 + copy);
    assertThat(Route.KERNEL.nanos(Route.Stage.DMA, frame)).isEqualTo(250 + read);
    assertThat(Route.KERNEL.nanos(Route.Stage.PHY, frame)).isEqualTo(80 + wire);
  }

  /** Whose the numbers are stands where they are. */
  @Test
  void thePictureSaysWhoseTheNumbersAre() {
    assertThat(path("", "").title()).isEqualTo("its path (the page's numbers, for illustration)");
    assertThat(path("frame=5000", "app.bypass").title())
        .isEqualTo("its path (the page's numbers, scaled to the size)");
  }

  @Test
  void theSumStandsBesideTheKernelsAndTheBudget() {
    assertThat(figures("frame=5000", "app.bypass")).containsExactly(3045.0, 3623.0, 500.0);
    assertThat(figures("", "")).containsExactly(1230.0, 1230.0, 500.0);
  }

  private static List<Double> figures(String settings, String schedule) {
    Stage stage = picture(SendPath.ROOM, settings, schedule);
    return ((Piece.Figures) stage.piece("takes").orElseThrow())
        .figures().stream().map(Piece.Figure::value).toList();
  }

  @Test
  void theFrameThatIsSentIsOnTheWire() {
    String again = "app.send,nic.complete,app.bypass,app.send";
    assertThat(Whereabouts.of("the frame", SendPath.ROOM, "", again))
        .containsExactly("the application", "the wire", "the wire", "the wire", "the wire");
  }

  /** A stage is clicked to be spared, where the technique that spares it can be set up now. */
  @Test
  void aClickOnAStageTogglesWhatSparesIt() {
    assertThat(clicks("")).containsOnly("app.bypass").hasSize(4);
    assertThat(clicks("app.bypass"))
        .contains("app.bypass", "app.tx_push", "app.ctpio")
        .isSubsetOf(possible(machine(""), "app.bypass"))
        .hasSize(6);
    assertThat(clicks("app.bypass,app.tx_push")).containsExactly("app.tx_push", "app.ctpio");
  }

  private static List<String> clicks(String schedule) {
    return path("", schedule).bars().getFirst().segments().stream()
        .flatMap(s -> s.click().stream())
        .map(Click::text)
        .toList();
  }

  @Test
  void theStoriesSayWhatHappened() {
    assertThat(stories(SendPath.ROOM, "bypass=on ctpio=on", "app.send*2,nic.complete,app.tx_push"))
        .containsExactly(
            "A frame of 64 bytes leaves by CTPIO, 180 ns after its send; nobody filled its checksum"
                + " in.",
            "A frame of 64 bytes leaves past the kernel, 730 ns after its send; it fell back, for"
                + " an earlier send is outstanding.",
            "The NIC finishes the oldest send; 1 left in its queue.",
            "tx_push goes on: on an empty queue a frame now takes 180 ns.");
  }

  @Test
  void sparedStagesStayInThePictureHatched() {
    List<Piece.Segment> segments = path("", "app.bypass,app.tx_push").bars().getFirst().segments();
    assertThat(segments).hasSize(9);
    assertThat(segments.stream().filter(Piece.Segment::removed).map(Piece.Segment::key))
        .containsExactly("SYSCALL", "STACK", "COPY", "SOFTIRQ", "FETCH");
    assertThat(segments.stream().filter(s -> !s.removed()).mapToDouble(Piece.Segment::value).sum())
        .isEqualTo(430);
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    String model =
        "By the page's numbers, for illustration, a frame of 64 bytes takes 1230 ns, 730 past the"
            + " kernel, 430 by TX push, 180 by CTPIO.";
    assertThat(SendPath.ROOM.sentence(findings(List.of(), List.of()))).isEqualTo(model);
    assertThat(SendPath.ROOM.sentence(found(5, 3000)))
        .isEqualTo(
            model
                + " Here, as an analogue, a send and receive on the loopback costs 3,000 ns, a"
                + " hand-off through a ring 5.0 ns: 600×, the direction agrees. No stage from the"
                + " descriptor on is measured.");
    assertThat(SendPath.ROOM.sentence(found(6, 3))).contains("the direction does not agree.");
  }

  /** Constants are compared, so the comparison is arithmetic, and what is measured an analogue. */
  @Test
  void constantsProveNothing() {
    assertThat(machine("").claims())
        .filteredOn(c -> c instanceof Claim.Beats<?>)
        .allMatch(c -> ((Claim.Beats<?>) c).arithmetic());
    assertThat(SendPath.ROOM.evidence()).allMatch(e -> e.analogue().isPresent());
  }

  @Test
  void aProofNamesItsWorld() {
    assertThat(SendPath.ROOM.world(SendPath.ROOM.settings("frame=1460")))
        .isEqualTo(
            "one application, a queue of 2 sends, frames of 1460 bytes, and the page's"
                + " nanoseconds");
  }

  private static Findings found(double ring, double loopback) {
    return findings(
        List.of(),
        List.of(
            measured("bypass-beats-kernel", "ring hand-off", ring),
            measured("bypass-beats-kernel", "loopback send and receive", loopback)));
  }

  private static Piece.Segments path(String settings, String schedule) {
    return picture(SendPath.ROOM, settings, schedule).pieces().stream()
        .filter(p -> p.key().equals("path"))
        .map(Piece.Segments.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static SendPathMachine machine(String settings) {
    return (SendPathMachine) SendPath.ROOM.scene(SendPath.ROOM.settings(settings)).machine();
  }
}
