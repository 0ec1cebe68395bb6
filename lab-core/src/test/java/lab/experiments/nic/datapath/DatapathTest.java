package lab.experiments.nic.datapath;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import lab.explore.Bounds;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.explore.Explorer;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.input.BadInput;
import lab.memorymodel.ProgramState;
import lab.room.Findings;
import lab.room.Scene;
import lab.room.Settings;
import lab.room.VerdictWord;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatapathTest {
  private static final String LOST = "a.bytes,a.put,d.take:1,d.desc,d.bell,n.bell:1,n.fetch:0";
  private final Datapath room = new Datapath();

  @Test
  void relaxedHandOversLoseAPacketAndAcquireReleaseLosesNone() {
    Exploration broken = explore(room.controls().defaults());
    assertThat(answers(broken)).isEqualTo(room.predictions().byDefault());
    assertThat(broken.answer("delivered").schedule()).hasToString("Optional[" + LOST + "]");
    assertThat(broken.answer("whole").schedule().orElseThrow().size()).isEqualTo(15);
    assertThat(broken.states()).isEqualTo(918);

    Exploration fixed = explore(room.fixed());
    assertThat(answers(fixed)).isEqualTo(room.predictions().whenFixed());
    assertThat(fixed.states()).isEqualTo(343);
    assertThat(fixed.complete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "sc, opaque, 1, poll, 260, SAFE",
    "sc, opaque, 2, interrupt, 2042, SAFE",
    "tso, opaque, 1, poll, 729, SAFE",
    "tso, opaque, 1, interrupt, 17796, SAFE",
    "java, acquire-release, 2, poll, 104, SAFE",
    "java, acquire-release, 2, interrupt, 6880, SAFE",
    "java, acquire-release, 1, interrupt, 20878, SAFE",
    "java, volatile, 2, poll, 242, SAFE",
    "java, opaque, 2, poll, 510, BREAKS",
  })
  void everyModelIsExhausted(
      String model, String mode, String batch, String rx, long states, Outcome outcome) {
    Settings settings =
        settings(room, Map.of("model", model, "mode", mode, "batch", batch, "rx", rx));
    Exploration found = explore(settings);
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(states);
    assertThat(found.answer("whole").outcome()).isEqualTo(outcome);
    assertThat(found.answer("delivered").outcome()).isEqualTo(outcome);
  }

  /** The descriptor that is fetched too early leads nowhere, or into the kernel. */
  @Test
  void withoutTheIommuAStaleDescriptorSendsTheKernelsText() {
    Schedule lost = Schedule.parse(LOST);
    Replay<ProgramState> blocked = replay(room.controls().defaults(), lost);
    assertThat(blocked.last().register(DatapathProgram.DEVICE, DatapathProgram.FAULTS)).isOne();

    Settings open = settings(room, Map.of("iommu", "passthrough"));
    Replay<ProgramState> leaked = replay(open, Schedule.parse(LOST + ",n.write"));
    assertThat(leaked.refusal()).isEmpty();
    assertThat(leaked.last().cell(DatapathProgram.RX)).isEqualTo(DatapathProgram.KERNEL);
    assertThat(explore(open).answer("whole").outcome()).isEqualTo(Outcome.BREAKS);
  }

  @Test
  void aBatchRingsTheDoorbellHalfAsOften() {
    Exploration found = explore(room.fixed());
    assertThat(found.answer("batch-pays").costs().orElseThrow().a()).isEqualTo(1);
    assertThat(found.answer("batch-pays").costs().orElseThrow().b()).isEqualTo(2);
  }

  @Test
  void settingsThatDoNotGoTogetherAreRefused() {
    assertThatThrownBy(() -> room.scene(settings(room, Map.of("ring", "100"))))
        .isInstanceOf(BadInput.class)
        .hasMessage("ring is a power of two, 8..4096 (got 100)");
    assertThatThrownBy(() -> room.scene(settings(room, Map.of("ring", "8", "batch", "8"))))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("batch is less than ring");
    assertThatThrownBy(() -> settings(room, Map.of("mode", "plain"))).isInstanceOf(BadInput.class);
  }

  @Test
  void thePictureShowsThePacketThatIsLost() {
    DatapathMachine machine =
        new DatapathMachine("opaque", 1, false, true, lab.memorymodel.MemoryModel.JAVA);
    Replay<ProgramState> run = Replay.run(machine, Schedule.parse(LOST));
    String picture = new DatapathPicture(machine.program(), false).of(run.last()).toString();
    assertThat(picture).contains("1 blocked", "doorbell TDT=1", Tone.BAD.name());
    String start = new DatapathPicture(machine.program(), true).of(machine.start()).toString();
    assertThat(start).contains("masked").doesNotContain(Tone.BAD.name());
  }

  @Test
  void theSentenceSaysOnlyWhatWasFound() {
    assertThat(room.sentence(new Findings("amd64", List.of(), List.of()))).isEmpty();
    Findings.Counted counted =
        new Findings.Counted(
            "whole",
            "Live",
            Map.of("mode", "acquire-release"),
            0,
            5_000_000,
            VerdictWord.CONSISTENT);
    Findings.Measured slow = new Findings.Measured("batch-pays", "batch=1", "ns", 100, 90, 110);
    Findings.Measured fast = new Findings.Measured("batch-pays", "batch=32", "ns", 25, 20, 30);
    Findings.Measured bytes = bytes("the data path", 0.04);
    Findings.Measured twin = bytes("an object a frame", 16.01);
    assertThat(
            room.sentence(
                new Findings(
                    "amd64",
                    List.of(counted),
                    List.of(slow, fast, bytes, twin),
                    List.of(new Findings.Value("whole", "packets per second", "3.1 million")))))
        .contains("0 of 5.0 million", "3.1 million", "batch=32 takes 0.25 times")
        .contains("0.04 bytes allocated per frame; with an object a frame, 16.01 are seen.");
  }

  private static Findings.Measured bytes(String label, double median) {
    return new Findings.Measured("no-allocation", label, "B/op", median, median, median);
  }

  @Test
  void theDataPathIsHeldAgainstAByteAFrame() {
    Exploration found = explore(room.fixed());
    assertThat(found.answer("no-allocation").costs().orElseThrow().a()).isZero();
    assertThat(found.answer("no-allocation").costs().orElseThrow().b()).isOne();
  }

  private Exploration explore(Settings settings) {
    return Explorer.explore(room.scene(settings).machine(), Bounds.DEFAULT);
  }

  private Replay<ProgramState> replay(Settings settings, Schedule schedule) {
    Scene<ProgramState> scene = room.scene(settings);
    return Replay.run(scene.machine(), schedule);
  }
}
