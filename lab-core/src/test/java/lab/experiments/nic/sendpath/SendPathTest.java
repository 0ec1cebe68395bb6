package lab.experiments.nic.sendpath;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.schedule;
import static lab.experiments.RoomFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lab.experiments.nic.sendpath.SendPathMachine.Route;
import lab.experiments.nic.sendpath.SendPathMachine.Stage;
import lab.experiments.nic.sendpath.SendPathMachine.State;
import lab.explore.Bounds;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.explore.Step;
import lab.input.BadInput;
import lab.room.Findings;
import lab.stage.Piece;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendPathTest {
  private final SendPath room = new SendPath();

  @Test
  void theSeedsNineStagesAndWhatEachTechniqueLeaves() {
    SendPathMachine machine = machine(Map.of());
    assertThat(Stage.values()).hasSize(9);
    assertThat(List.of(Route.values()).stream().map(machine::total))
        .containsExactly(1230, 730, 430, 180);
  }

  @Test
  void theDefaultBreaksShortly() {
    Exploration broken = explore(machine(Map.of()));
    assertThat(answers(broken)).isEqualTo(room.predictions().byDefault());
    assertThat(schedule(broken, "within-budget")).isEqualTo("app.bypass,app.tx_push");
    assertThat(schedule(broken, "never-over-budget")).isEqualTo("app.send");
    assertThat(schedule(broken, "never-falls-back")).isEqualTo("app.bypass,app.tx_push,app.send*2");
    assertThat(schedule(broken, "checksum-filled-in")).isEqualTo("app.bypass,app.ctpio,app.send");
    assertThat(broken.complete()).isTrue();
    assertThat(broken.states()).isEqualTo(70);
  }

  @Test
  void theFixedPresetHolds() {
    Exploration fixed = explore((SendPathMachine) room.scene(room.fixed()).machine());
    assertThat(answers(fixed)).isEqualTo(room.predictions().whenFixed());
    assertThat(fixed.states()).isEqualTo(3);
  }

  /** The fewest toggles for a budget: checked against every set of techniques, by hand. */
  @ParameterizedTest
  @CsvSource({
    "1230, 0", "1229, 1", "730, 1", "729, 2", "430, 2", "429, 2", "180, 2",
  })
  void theFewestTogglesForABudget(int budget, int toggles) {
    Exploration found = explore(machine(Map.of("budget", "" + budget)));
    assertThat(found.answer("within-budget").schedule().orElseThrow().size()).isEqualTo(toggles);
  }

  @Test
  void nothingGetsBelowCtpio() {
    Exploration found = explore(machine(Map.of("budget", "179")));
    assertThat(found.answer("within-budget").outcome().word()).isEqualTo("no-answer");
    assertThat(found.complete()).isTrue();
  }

  @Test
  void techniquesThatNeedBypassWaitForIt() {
    SendPathMachine machine = machine(Map.of());
    assertThat(possible(machine, "")).containsExactly("app.bypass", "app.send");
    assertThat(possible(machine, "app.bypass"))
        .containsExactly("app.bypass", "app.tx_push", "app.ctpio", "app.send");
    assertThat(possible(machine, "app.bypass,app.ctpio")).doesNotContain("app.bypass");
    assertThatThrownBy(() -> machine(Map.of("ctpio", "on")))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "ctpio=on needs bypass=on: the kernel keeps the NIC to itself"
                + " (add --set bypass=on)");
  }

  @Test
  void ctpioLeavesLongFramesAndBusyQueuesToDma() {
    Map<String, String> all = Map.of("bypass", "on", "ctpio", "on", "checksum", "software");
    assertThat(last(machine(all), "app.send").last()).isEqualTo(Route.CTPIO);
    assertThat(last(machine(all), "app.send*2").last()).isEqualTo(Route.BYPASS);
    assertThat(last(machine(all), "app.send,nic.done,app.send").last()).isEqualTo(Route.CTPIO);
    Map<String, String> fits = new TreeMap<>(all);
    fits.put("frame", "4092");
    assertThat(last(machine(fits), "app.send").last()).isEqualTo(Route.CTPIO);
    fits.put("frame", "4093");
    assertThat(last(machine(fits), "app.send").last()).isEqualTo(Route.BYPASS);
  }

  /** The one cost that a technique adds: a burst for every 64 bytes beyond the first. */
  @ParameterizedTest
  @CsvSource({"60, 180", "64, 180", "65, 192", "1460, 444", "4092, 936"})
  void ctpioStoresLongFramesBurstByBurst(int frame, int total) {
    assertThat(machine(Map.of("frame", "" + frame)).total(Route.CTPIO)).isEqualTo(total);
    assertThat(machine(Map.of("frame", "" + frame)).total(Route.PUSH)).isEqualTo(430);
  }

  @Test
  void theStoriesSayWhatHappened() {
    SendPathMachine machine = machine(Map.of("bypass", "on", "ctpio", "on"));
    assertThat(
            Replay.run(machine, Schedule.parse("app.send*2,nic.done,app.tx_push")).frames().stream()
                .map(Replay.Frame::story))
        .containsExactly(
            "",
            "A frame of 64 bytes leaves by ctpio in 180 ns; nobody filled its checksum in.",
            "A frame of 64 bytes leaves by bypass in 730 ns; it fell back, for 1 before it in"
                + " the queue.",
            "The NIC finishes the oldest send; 1 left in its queue.",
            "tx_push goes on: on an empty queue a frame now takes 180 ns.");
  }

  @Test
  void sparedStagesStayInThePictureHatched() {
    SendPathMachine machine = machine(Map.of());
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
    assertThat(room.sentence(new Findings("amd64", List.of(), List.of()))).isEqualTo(model);
    Findings both =
        new Findings(
            "amd64",
            List.of(),
            List.of(measured("ring hand-off", 5), measured("loopback send and receive", 3000)));
    assertThat(room.sentence(both))
        .isEqualTo(
            model
                + " Here a send and receive on the loopback costs 3000 ns, a ring hand-off 5.0 ns:"
                + " 600×, the direction agrees. PCIe stages cannot be measured here.");
  }

  private static Findings.Measured measured(String label, double median) {
    return new Findings.Measured("bypass-beats-kernel", label, "ns/op", median, median, median);
  }

  private SendPathMachine machine(Map<String, String> set) {
    return (SendPathMachine) room.scene(settings(room, set)).machine();
  }

  private static List<String> possible(SendPathMachine machine, String schedule) {
    return Step.from(machine, last(machine, schedule)).stream()
        .map(s -> s.action().toString())
        .toList();
  }

  private static Exploration explore(SendPathMachine machine) {
    return Explorer.explore(machine, Bounds.DEFAULT.withThreads(1));
  }
}
