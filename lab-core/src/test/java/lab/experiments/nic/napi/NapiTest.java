package lab.experiments.nic.napi;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lab.explore.Bounds;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.explore.Explorer;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.explore.Step;
import lab.input.BadInput;
import lab.memorymodel.ProgramState;
import lab.room.Findings;
import lab.room.VerdictWord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NapiTest {
  private static final Schedule LOST = Schedule.parse("n.rx,k.poll,n.rx,k.rearm");
  private final Napi room = new Napi();

  @Test
  void aWakeUpIsLostInFourSteps() {
    Exploration found = explore(Map.of());
    assertThat(answers(found)).isEqualTo(room.predictions().byDefault());
    assertThat(found.answer("polled").schedule()).contains(LOST);
    assertThat(found.states()).isEqualTo(808);
    assertThat(found.complete()).isTrue();
  }

  @Test
  void theFixedPresetHoldsUnderJava() {
    Exploration found = Explorer.explore(room.scene(room.fixed()).machine(), Bounds.DEFAULT);
    assertThat(answers(found)).isEqualTo(room.predictions().whenFixed());
    assertThat(found.states()).isEqualTo(908);
    assertThat(found.complete()).isTrue();
  }

  /** What the device does with a packet that comes while masked, and whether the driver looks. */
  @ParameterizedTest
  @CsvSource({
    "latched, off, 1160, SAFE",
    "clear-late, off, 988, BREAKS",
    "edge, on, 3147, SAFE",
  })
  void wholeOperations(String irq, String recheck, long states, Outcome outcome) {
    Exploration found = explore(Map.of("irq", irq, "recheck", recheck));
    assertThat(found.answer("polled").outcome()).isEqualTo(outcome);
    assertThat(found.states()).isEqualTo(states);
    assertThat(found.complete()).isTrue();
    if (outcome == Outcome.BREAKS) {
      assertThat(found.answer("polled").schedule()).contains(LOST);
    }
  }

  /** The re-check alone is enough where accesses take effect at once; elsewhere it is not. */
  @ParameterizedTest
  @CsvSource({
    "sc, acquire-release, off, edge, 526, 0",
    "tso, acquire-release, off, edge, 1438, 15",
    "tso, acquire-release, on, edge, 1130, 0",
    "tso, volatile, off, edge, 669, 0",
    "java, plain, off, edge, 1329, 12",
    "java, opaque, off, edge, 680, 12",
    "java, acquire-release, off, edge, 686, 12",
    "java, volatile, off, edge, 1277, 0",
    "java, plain, on, edge, 984, 0",
    "java, opaque, on, edge, 984, 0",
    "java, acquire-release, off, latched, 529, 0",
    "java, acquire-release, off, clear-late, 510, 12",
    "java, acquire-release, on, clear-late, 744, 0",
  })
  void accessesOfARecheck(
      String model, String mode, String fence, String irq, long states, int steps) {
    Map<String, String> changes = new TreeMap<>();
    changes.putAll(Map.of("grain", "accesses", "recheck", "on", "model", model));
    changes.putAll(Map.of("mode", mode, "fence", fence, "irq", irq));
    Exploration found = explore(changes);
    assertThat(found.states()).isEqualTo(states);
    assertThat(found.complete()).isTrue();
    assertThat(found.answer("polled").schedule().map(Schedule::size).orElse(0)).isEqualTo(steps);
    assertThat(found.answer("polled").outcome())
        .isEqualTo(steps == 0 ? Outcome.SAFE : Outcome.BREAKS);
  }

  /**
   * Figures of the Linux kernel with its weight of 64, scaled down: n, its polls and their work.
   */
  @ParameterizedTest
  @CsvSource({"3, 4, 3", "4, 4, 4 0", "5, 4, 4 1", "8, 4, 4 4 0", "6, 4, 4 2", "16, 1, 16x1 0"})
  void aBurstTakesOnePollMoreThanItsFullBudgets(int packets, int budget, String works) {
    Map<String, String> changes = Map.of("N", "" + packets, "budget", "" + budget);
    Schedule burst = NapiMachine.burst(packets, budget);
    Replay<ProgramState> run = Replay.run(room.scene(settings(room, changes)).machine(), burst);
    assertThat(run.refusal()).isEmpty();
    List<String> found = new ArrayList<>();
    run.frames().stream()
        .filter(f -> f.action().map(a -> a.verb().equals("poll")).orElse(false))
        .forEach(f -> found.add("" + f.state().register(NapiProgram.K, NapiProgram.WORK)));
    assertThat(String.join(" ", found)).isEqualTo(works.replace("16x1", "1 ".repeat(16).strip()));
    assertThat(found).hasSize(packets / budget + 1);
    assertThat(run.last().register(NapiProgram.K, NapiProgram.POLLS)).isEqualTo(found.size());
    assertThat(run.last().register(NapiProgram.K, NapiProgram.IRQS)).isOne();
  }

  /** A packet alone costs an interrupt either way, and cannot come between. */
  @Test
  void onePacketIsNoBurst() {
    Exploration found = explore(Map.of("N", "1"));
    assertThat(found.answer("polled").outcome()).isEqualTo(Outcome.SAFE);
    assertThat(found.answer("fewer-interrupts").outcome()).isEqualTo(Outcome.BREAKS);
    assertThat(found.answer("fewer-interrupts").costs().orElseThrow().a()).isEqualTo(1);
  }

  @Test
  void storiesAndPictureTellOfTheForgottenPacket() {
    Replay<ProgramState> run = Replay.run(room.scene(room.controls().defaults()).machine(), LOST);
    assertThat(run.frames().get(1).story())
        .isEqualTo("Packet 0 lands in the ring; the line is armed, and the NIC interrupts.");
    assertThat(run.frames().get(2).story())
        .isEqualTo(
            "Interrupted, with the line masked, the kernel polls and takes 1, less than the budget"
                + " of 4: it will re-arm.");
    assertThat(run.frames().get(3).story())
        .isEqualTo("Packet 1 lands in the ring; the line is masked, so nobody is told.");
    assertThat(run.frames().get(4).story())
        .isEqualTo(
            "The kernel arms the line and sleeps, with 1 in the ring that nobody will tell it of.");
    String picture = room.scene(room.controls().defaults()).picture().apply(run.last()).toString();
    assertThat(picture).contains("nobody will wake it", "ARMED", "occupancy 1/16", "BAD");
    String before =
        room.scene(room.controls().defaults())
            .picture()
            .apply(run.frames().get(3).state())
            .toString();
    assertThat(before).contains("masked").doesNotContain("BAD");

    Map<String, String> looks = Map.of("recheck", "on");
    Schedule saved = Schedule.parse("n.rx,k.poll,n.rx,k.rearm,k.recheck,k.poll,k.rearm,k.recheck");
    Replay<ProgramState> again = Replay.run(room.scene(settings(room, looks)).machine(), saved);
    assertThat(again.refusal()).isEmpty();
    assertThat(again.frames().get(5).story()).contains("finds 1, masks the line");
    assertThat(again.frames().getLast().story()).contains("finds nothing, and sleeps");
    Replay<ProgramState> latched =
        Replay.run(room.scene(settings(room, Map.of("irq", "latched"))).machine(), LOST);
    assertThat(latched.frames().get(3).story()).contains("latches the cause");
    assertThat(latched.frames().getLast().story()).contains("interrupts at once");
  }

  /** The kernel may poll again before it re-arms, as long as there is something to take. */
  @Test
  void anotherPollBeforeTheRearming() {
    var machine = room.scene(room.controls().defaults()).machine();
    ProgramState drained = Replay.run(machine, Schedule.parse("n.rx,k.poll")).last();
    assertThat(Step.from(machine, drained))
        .map(s -> s.action().toString())
        .containsExactly("n.rx", "k.rearm");
    ProgramState more = Replay.run(machine, Schedule.parse("n.rx,k.poll,n.rx")).last();
    assertThat(Step.from(machine, more))
        .map(s -> s.action().toString())
        .containsExactly("n.rx", "k.rearm", "k.poll");
  }

  @Test
  void aFenceNeedsTheRecheckThatItStandsBefore() {
    assertThatThrownBy(() -> room.scene(settings(room, Map.of("fence", "on"))))
        .isInstanceOf(BadInput.class)
        .hasMessage("fence=on stands before the re-check: it needs recheck=on (got off)");
  }

  @Test
  void theSentenceSaysOnlyWhatWasFound() {
    Findings none = new Findings("amd64", List.of(), List.of());
    assertThat(room.sentence(none)).isEqualTo("Without a re-check a wake-up is lost in 4 steps.");
    Findings some =
        new Findings(
            "amd64",
            List.of(
                counted("acquire-release", "off", 3, VerdictWord.CONFIRMED),
                counted("volatile", "off", 0, VerdictWord.CONSISTENT),
                counted("acquire-release", "on", 0, VerdictWord.CONSISTENT)),
            List.of(
                new Findings.Measured("fewer-interrupts", "drain", "wake-ups", 1000, 900, 1100),
                new Findings.Measured("fewer-interrupts", "per item", "wake-ups", 5e5, 4e5, 6e5)));
    assertThat(room.sentence(some))
        .isEqualTo(
            "Without a re-check a wake-up is lost in 4 steps. With one, here: 3 of 1,000 with"
                + " acquire-release, 0 of 1,000 with volatile, 0 of 1,000 with a full fence."
                + " Draining cut wake-ups from 500,000 to 1,000 in a million.");
  }

  private static Findings.Counted counted(String mode, String fence, long seen, VerdictWord word) {
    Map<String, String> settings = Map.of("mode", mode, "fence", fence);
    return new Findings.Counted("polled", "RearmStress", settings, seen, 1000, word);
  }

  private Exploration explore(Map<String, String> changes) {
    return Explorer.explore(room.scene(settings(room, changes)).machine(), Bounds.DEFAULT);
  }
}
