package lab.experiments.nic.descriptorring;

import static lab.experiments.RoomFixture.counted;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.schedule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
    Exploration found = explore(ROOM, "barrier=on readBarrier=on " + changes);
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
    Exploration found = explore(ROOM, changes);
    assertThat(found.answer("right-bytes").outcome()).isEqualTo(outcome);
    assertThat(found.answer("all-done").outcome()).isEqualTo(Outcome.REACHED);
    assertThat(found.states()).isEqualTo(states);
    assertThat(found.complete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "dir=tx model=sc mode=opaque, SAFE, 53",
    "dir=tx model=tso mode=plain, SAFE, 22",
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
    Exploration found = explore(ROOM, "grain=accesses " + changes);
    assertThat(found.answer("right-bytes").outcome()).isEqualTo(outcome);
    assertThat(found.states()).isEqualTo(states);
    assertThat(found.complete()).isTrue();
  }

  /**
   * Plain stores may be sunk below the doorbell, and the wait for DD be hoisted out of its loop.
   */
  @Test
  void plainBreaksByTheCompilerToo() {
    Exploration found = explore(ROOM, "grain=accesses mode=plain");
    assertThat(found.complete()).isTrue();
    assertThat(schedule(found, "whole-descriptor")).contains("jit.order");
    assertThat(explore(ROOM, "grain=accesses mode=plain dir=rx").answer("reaped").schedule())
        .hasToString("Optional[jit.hoist:driver,driver.reap]");
  }

  @Test
  void shortestBreaksByAccess() {
    assertThat(schedule(explore(ROOM, "grain=accesses"), "whole-descriptor"))
        .isEqualTo(
            "driver.payload,driver.address,driver.length,driver.doorbell,nic.doorbell:1,nic.fetch:0");
    assertThat(schedule(explore(ROOM, "grain=accesses"), "right-bytes"))
        .isEqualTo(
            "driver.payload,driver.address,driver.length,driver.doorbell,nic.doorbell:1,nic.fetch:1,nic.address:0");
    assertThat(schedule(explore(ROOM, "grain=accesses dir=rx"), "right-bytes"))
        .isEqualTo("nic.write,nic.done,driver.reap:1,driver.read:0");
    assertThat(schedule(explore(ROOM, "dir=rx"), "right-bytes"))
        .isEqualTo("driver.read,wire.frame,nic.write,nic.done,driver.reap");
  }

  @Test
  void settingsThatDoNotGoTogetherAreRefused() {
    refused("fault=no-rs dir=rx", "fault=no-rs needs dir=tx");
    refused("fault=no-refill", "fault=no-refill needs dir=rx");
    refused("fault=no-rs grain=accesses", "fault=no-rs needs grain=operations");
    refused("fault=post-all family=own frames=8", "fault=post-all needs family=index");
    refused("fault=post-all", "fault=post-all needs frames >= 8 with slots=8 (got 4)");
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
            "Without the barrier the NIC can fetch a half-written descriptor in 4 steps."
                + " Here a stale descriptor: 8 of 1,000 with plain, 0 of 1,000 with volatile, 0 of"
                + " 1,000 with opaque and a barrier."
                + " With no-rs the software NIC's ring stopped in 1,000 of 1,000.");
  }
}
