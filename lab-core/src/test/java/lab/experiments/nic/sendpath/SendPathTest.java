package lab.experiments.nic.sendpath;

import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.measured;
import static lab.experiments.RoomFixture.possible;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.steps;
import static lab.experiments.RoomFixture.stories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lab.experiments.nic.sendpath.SendPathMachine.State;
import lab.explore.Exploration;
import lab.input.BadInput;
import lab.room.Findings;
import lab.stage.Piece;
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

  /** The one cost that a technique adds: a burst for every 64 bytes beyond the first. */
  @ParameterizedTest
  @CsvSource({"60, 180", "64, 180", "65, 192", "1460, 444", "4092, 936"})
  void ctpioStoresLongFramesBurstByBurst(int frame, int total) {
    assertThat(Route.CTPIO.total(frame)).isEqualTo(total);
    assertThat(Route.PUSH.total(frame)).isEqualTo(430);
  }

  @Test
  void theStoriesSayWhatHappened() {
    assertThat(stories(SendPath.ROOM, "bypass=on ctpio=on", "app.send*2,nic.complete,app.tx_push"))
        .containsExactly(
            "A frame of 64 bytes leaves by ctpio in 180 ns; nobody filled its checksum in.",
            "A frame of 64 bytes leaves by bypass in 730 ns; it fell back, for 1 before it in"
                + " the queue.",
            "The NIC finishes the oldest send; 1 left in its queue.",
            "tx_push goes on: on an empty queue a frame now takes 180 ns.");
  }

  @Test
  void sparedStagesStayInThePictureHatched() {
    SendPathMachine machine = machine("");
    State state = last(machine, "app.bypass,app.tx_push");
    Piece.Segments path =
        new SendPathPicture(machine)
            .of(state).pieces().stream()
                .filter(p -> p.key().equals("path"))
                .map(Piece.Segments.class::cast)
                .findFirst()
                .orElseThrow();
    List<Piece.Segment> segments = path.bars().getFirst().segments();
    assertThat(segments).hasSize(9);
    assertThat(segments.stream().filter(Piece.Segment::removed).map(Piece.Segment::key))
        .containsExactly("SYSCALL", "STACK", "COPY", "SOFTIRQ", "FETCH");
    assertThat(segments.stream().filter(s -> !s.removed()).mapToDouble(Piece.Segment::value).sum())
        .isEqualTo(430);
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    String model = "Model: 1230 ns, 730 past the kernel, 430 with TX push, 180 with CTPIO.";
    assertThat(SendPath.ROOM.sentence(findings(List.of(), List.of()))).isEqualTo(model);
    assertThat(SendPath.ROOM.sentence(found(5, 3000)))
        .isEqualTo(
            model
                + " Here a send and receive on the loopback costs 3,000 ns, a ring hand-off 5.0 ns:"
                + " 600×, the direction agrees. PCIe stages cannot be measured here.");
    assertThat(SendPath.ROOM.sentence(found(6, 3))).contains("the direction does not agree.");
  }

  private static Findings found(double ring, double loopback) {
    return findings(
        List.of(),
        List.of(
            measured("bypass-beats-kernel", "ring hand-off", ring),
            measured("bypass-beats-kernel", "loopback send and receive", loopback)));
  }

  private static SendPathMachine machine(String settings) {
    return (SendPathMachine) SendPath.ROOM.scene(SendPath.ROOM.settings(settings)).machine();
  }
}
