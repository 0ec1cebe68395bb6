package lab.experiments.nic.descriptorring;

import static lab.experiments.RoomFixture.counted;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.schedule;
import static lab.experiments.RoomFixture.stories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.input.BadInput;
import lab.memorymodel.AccessMode;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Room;
import lab.room.Settings;
import lab.room.Stress;
import lab.room.StressTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorRingTest {
  private static final Room ROOM = DescriptorRing.ROOM;

  /** Every mistake breaks the claim that it should, although both barriers are there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fault=post-all frames=8 | reaped | 9999 | driver.post*8",
        "fault=no-rs | reaped | 336 | driver.post",
        "fault=reuse-early slots=2 | free-slot | 1655 |"
            + " driver.post,driver.reap,driver.post,driver.reap,driver.post",
        "fault=reuse-early slots=2 | right-bytes | 1655 |"
            + " driver.post,driver.reap,bus.descriptor:length,"
            + "bus.descriptor:address,driver.doorbell,driver.post,driver.reap,driver.post,bus.doorbell,nic.fetch,nic.complete",
        "dir=rx fault=post-all slots=4 | reaped | 5 | wire.frame",
        "dir=rx fault=no-refill frames=8 | reaped | 457 | wire.frame*8",
        "dir=rx fault=dd-kept slots=2 | right-bytes | 114 |"
            + " wire.frame*2,nic.write,nic.done,driver.reap,driver.read,"
            + "driver.post,nic.write,nic.done,driver.reap,driver.read,driver.post,driver.reap,driver.read",
      })
  void mistakesOfDrivers(String changes, String claim, long states, String shortest) {
    Exploration found =
        explore(ROOM, "grain=operations frames=4 barrier=on readBarrier=on " + changes);
    assertThat(schedule(found, claim)).isEqualTo(shortest);
    assertThat(found.states()).isEqualTo(states);
    assertThat(found.complete()).isTrue();
  }

  /** Whole operations without a mistake: each direction needs its own barrier, and no other. */
  @ParameterizedTest
  @CsvSource({
    "barrier=on, SAFE, 518",
    "barrier=on slots=4 frames=5, SAFE, 444",
    "readBarrier=on, BREAKS, 6560",
    "family=own, BREAKS, 11827",
    "family=own barrier=on, SAFE, 1801",
    "family=own barrier=on slots=2, SAFE, 733",
    "dir=rx, BREAKS, 564",
    "dir=rx barrier=on, BREAKS, 564",
    "dir=rx readBarrier=on, SAFE, 155",
    "dir=rx readBarrier=on slots=4 frames=5, SAFE, 233",
    "dir=rx readBarrier=on family=own slots=4 frames=5, SAFE, 281",
  })
  void eachDirectionHasItsBarrier(String changes, Outcome outcome, long states) {
    Exploration found = explore(ROOM, "grain=operations frames=4 " + changes);
    assertThat(found.answer("right-bytes").outcome()).isEqualTo(outcome);
    assertThat(found.answer("all-done").outcome()).isEqualTo(Outcome.REACHED);
    assertThat(found.states()).isEqualTo(states);
    assertThat(found.complete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "dir=tx model=sc mode=opaque, SAFE, 53",
    "dir=tx model=tso mode=plain frames=1, SAFE, 22",
    "dir=tx model=tso mode=opaque, SAFE, 170",
    "dir=tx model=java mode=opaque, BREAKS, 361",
    "dir=tx model=java mode=opaque readBarrier=on, BREAKS, 361",
    "dir=tx model=java mode=opaque barrier=on, SAFE, 82",
    "dir=tx model=java mode=acquire-release, SAFE, 75",
    "dir=tx model=java mode=volatile, SAFE, 77",
    "dir=tx family=own model=java mode=opaque, BREAKS, 144",
    "dir=tx family=own model=java mode=acquire-release, SAFE, 44",
    "dir=rx model=tso mode=opaque, SAFE, 35",
    "dir=rx model=java mode=plain, BREAKS, 54",
    "dir=rx model=java mode=opaque, BREAKS, 26",
    "dir=rx model=java mode=opaque barrier=on, BREAKS, 26",
    "dir=rx model=java mode=opaque readBarrier=on, SAFE, 20",
    "dir=rx model=java mode=acquire-release, SAFE, 16",
    "dir=rx model=java mode=volatile, SAFE, 18",
  })
  void accessesUnderEachModel(String changes, Outcome outcome, long states) {
    Exploration found = explore(ROOM, "frames=2 " + changes);
    assertThat(found.answer("right-bytes").outcome()).isEqualTo(outcome);
    assertThat(found.states()).isEqualTo(states);
    assertThat(found.complete()).isTrue();
  }

  /**
   * Plain stores may be sunk below the doorbell, and the wait for DD be hoisted out of its loop.
   */
  @Test
  void plainBreaksByTheCompilerToo() {
    Exploration found = explore(ROOM, "mode=plain");
    assertThat(found.complete()).isTrue();
    assertThat(schedule(found, "whole-descriptor")).contains("jit.order");
    assertThat(explore(ROOM, "mode=plain dir=rx").answer("reaped").schedule())
        .hasToString("Optional[jit.hoist:driver,driver.reap]");
  }

  @Test
  void thePresetsDifferInTheRepairOnly() {
    Map<String, String> fixed = new TreeMap<>(ROOM.fixed().values());
    fixed.putAll(Map.of("barrier", "off", "readBarrier", "off"));
    assertThat(fixed).isEqualTo(new TreeMap<>(ROOM.controls().defaults().values()));
    assertThat(fixed).containsEntry("grain", "accesses");
  }

  /** The world that is printed is the one that is searched: each frame more is a larger one. */
  @ParameterizedTest
  @CsvSource({"1, 20, 12", "2, 361, 82", "3, 5070, 377", "4, 69137, 1534"})
  void asManyFramesAsAreAskedFor(int frames, long without, long with) {
    assertThat(explore(ROOM, "frames=" + frames).states()).isEqualTo(without);
    assertThat(explore(ROOM, "barrier=on frames=" + frames).states()).isEqualTo(with);
    assertThat(ROOM.world(ROOM.settings("frames=" + frames)))
        .contains("a ring of 8 slots", frames == 1 ? "1 frame," : frames + " frames,");
  }

  /** Whose CPU does it stands where the break is read; who waits then, too. */
  @Test
  void aBreakSaysWhoseDoingItIs() {
    for (String grain : List.of("accesses", "operations")) {
      for (String dir : List.of("tx", "rx")) {
        String settings = "grain=" + grain + " dir=" + dir;
        String schedule = schedule(explore(ROOM, settings), "right-bytes");
        assertThat(String.join(" ", stories(ROOM, settings, schedule)))
            .contains("An x86 CPU keeps such " + (dir.equals("tx") ? "stores" : "loads"));
      }
      String settings = "grain=" + grain;
      assertThat(stories(ROOM, settings, schedule(explore(ROOM, settings), "reaped")).getLast())
          .contains("for this slot", "for ever");
    }
  }

  /** Each twin is marked as one, and stands beside a test of what ships. */
  @Test
  void twinsAreMarked() {
    assertThat(
            ROOM.evidence().stream()
                .filter(Stress.class::isInstance)
                .flatMap(e -> ((Stress) e).cases().stream())
                .filter(StressTest::twin)
                .map(t -> t.name().replaceAll(".*\\.", "")))
        .containsExactlyInAnyOrder(
            "TxRingStress$RungFirst",
            "TxRingStress$ReusedFirst",
            "RxRingStress$DoneFirst",
            "OwnRingStress$PostedFirst",
            "OwnRingStress$GivenFirst");
  }

  @Test
  void shortestBreaksByAccess() {
    assertThat(schedule(explore(ROOM, ""), "whole-descriptor"))
        .isEqualTo(
            "driver.payload,driver.address,driver.length,driver.doorbell,nic.doorbell:1,nic.fetch:0");
    assertThat(schedule(explore(ROOM, ""), "right-bytes"))
        .isEqualTo(
            "driver.payload,driver.address,driver.length,driver.doorbell,nic.doorbell:1,nic.fetch:1,nic.address:0");
    assertThat(schedule(explore(ROOM, "dir=rx"), "right-bytes"))
        .isEqualTo("nic.write,nic.done,driver.reap:1,driver.read:0");
    assertThat(schedule(explore(ROOM, "dir=rx grain=operations"), "right-bytes"))
        .isEqualTo("driver.read,wire.frame,nic.write,nic.done,driver.reap");
  }

  @Test
  void settingsThatDoNotGoTogetherAreRefused() {
    refused("grain=operations fault=no-rs dir=rx", "fault=no-rs needs dir=tx");
    refused("grain=operations fault=no-refill", "fault=no-refill needs dir=rx");
    refused("fault=no-rs grain=accesses", "fault=no-rs needs grain=operations");
    refused(
        "grain=operations fault=post-all family=own frames=8", "fault=post-all needs family=index");
    refused(
        "grain=operations fault=post-all frames=4",
        "fault=post-all needs frames >= 8 with slots=8 (got 4)");
    refused("frames=5", "frames is 1..4 where accesses are steps (got 5): more take minutes");
    refused(
        "frames=2 slots=2", "frames is at most 1 where accesses are steps with slots=2 (got 2)");
    refused("frames=2 mode=plain", "mode=plain with dir=tx needs frames=1 (got 2)");
  }

  private static void refused(String changes, String message) {
    Settings settings = ROOM.settings(changes);
    assertThatThrownBy(() -> ROOM.scene(settings))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(message);
  }

  /** Java alone lets a relaxed doorbell or look at done go wrong, and no barrier behind it. */
  @Test
  void whatATestMaySee() {
    int rewritten = 0;
    for (Evidence evidence : ROOM.evidence()) {
      if (evidence instanceof Stress stress) {
        for (StressTest test : stress.cases()) {
          boolean relaxed = AccessMode.isRelaxed(test.settings().get("mode"));
          boolean ordered = !relaxed || test.settings().containsValue("on");
          Settings settings = ROOM.controls().with(ROOM.controls().defaults(), test.settings());
          for (lab.room.Outcome outcome : test.outcomes()) {
            if (outcome.violation()) {
              assertThat(ROOM.models().allowing(outcome, settings))
                  .as(test.name() + " " + test.settings())
                  .isEqualTo(ordered ? List.of() : List.of("java"));
            }
          }
          rewritten += test.weakening().isPresent() ? 1 : 0;
        }
      }
    }
    assertThat(rewritten).as("five tests of what ships in three other modes").isEqualTo(15);
  }

  @Test
  void theSentenceSaysOnlyWhatWasFound() {
    Findings found =
        findings(
            List.of(
                counted("whole-descriptor", "dir=tx barrier=off mode=plain", 8, 1000),
                counted("whole-descriptor", "dir=tx barrier=off mode=volatile", 0, 1000),
                counted("whole-descriptor", "dir=tx barrier=on mode=opaque", 0, 1000),
                counted("whole-descriptor", "dir=tx barrier=off mode=plain", 99, 1000),
                counted("reaped", "dir=tx fault=no-rs", 1000, 1000)),
            List.of());
    assertThat(ROOM.sentence(found))
        .isEqualTo(
            "Without the barrier the NIC can fetch an unfinished descriptor in 6 steps. Here a"
                + " stale descriptor: 107 of 2,000 with plain, 0 of 1,000 with volatile, 0 of 1,000"
                + " with opaque and a barrier. With no-rs the software NIC's ring stopped in 1,000"
                + " of 1,000.");
  }
}
