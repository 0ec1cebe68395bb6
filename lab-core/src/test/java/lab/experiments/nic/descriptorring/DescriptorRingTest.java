package lab.experiments.nic.descriptorring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lab.experiments.RoomFixture;
import lab.explore.Action;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.explore.Refusal;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.input.BadInput;
import lab.memorymodel.AccessMode;
import lab.memorymodel.ProgramState;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;
import lab.room.Stress;
import lab.room.StressTest;
import lab.room.VerdictWord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorRingTest {
  private static final Room ROOM = DescriptorRing.ROOM;
  private static final String EARLY = "driver.post,driver.doorbell,bus.doorbell,nic.fetch";

  /** Every mistake breaks the claim that it should, although both barriers are there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fault=post-all frames=8 | reaped | 15280 | driver.post*8",
        "fault=no-rs | reaped | 434 | driver.post",
        "fault=reuse-early slots=2 | free-slot | 2445 |"
            + " driver.post,driver.reap,driver.post,driver.reap,driver.post",
        "fault=reuse-early slots=2 | right-bytes | 2445 |"
            + " driver.post,driver.reap,bus.descriptor:length,"
            + "bus.descriptor:address,driver.doorbell,driver.post,driver.reap,driver.post,bus.doorbell,nic.fetch,nic.complete",
        "dir=rx fault=post-all slots=4 | reaped | 9 | wire.frame",
        "dir=rx fault=no-refill frames=8 | reaped | 716 | wire.frame*8",
        "dir=rx fault=dd-kept slots=2 | right-bytes | 197 |"
            + " wire.frame*2,nic.write,nic.done,driver.reap,driver.read,"
            + "driver.post,nic.write,nic.done,driver.reap,driver.read,driver.post,driver.reap,driver.read",
      })
  void mistakesOfDrivers(String changes, String claim, long states, String shortest) {
    Exploration found = explore("barrier=on readBarrier=on " + changes);
    assertThat(schedule(found, claim)).isEqualTo(shortest);
    assertThat(found.states()).isEqualTo(states);
    assertThat(found.complete()).isTrue();
  }

  /** Whole operations without a mistake: each direction needs its own barrier, and no other. */
  @ParameterizedTest
  @CsvSource({
    "barrier=on, SAFE, 756",
    "barrier=on slots=4 frames=5, SAFE, 715",
    "readBarrier=on, BREAKS, 9286",
    "family=own, BREAKS, 15768",
    "family=own barrier=on, SAFE, 2381",
    "family=own barrier=on slots=2, SAFE, 1012",
    "dir=rx, BREAKS, 914",
    "dir=rx barrier=on, BREAKS, 914",
    "dir=rx readBarrier=on, SAFE, 255",
    "dir=rx readBarrier=on slots=4 frames=5, SAFE, 385",
    "dir=rx readBarrier=on family=own slots=4 frames=5, SAFE, 485",
  })
  void eachDirectionHasItsBarrier(String changes, Outcome outcome, long states) {
    Exploration found = explore(changes);
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
    Exploration found = explore("grain=accesses " + changes);
    assertThat(found.answer("right-bytes").outcome()).isEqualTo(outcome);
    assertThat(found.states()).isEqualTo(states);
    assertThat(found.complete()).isTrue();
  }

  /**
   * Plain stores may be sunk below the doorbell, and the wait for DD be hoisted out of its loop.
   */
  @Test
  void plainBreaksByTheCompilerToo() {
    Exploration found = explore("grain=accesses mode=plain");
    assertThat(found.complete()).isTrue();
    assertThat(schedule(found, "whole-descriptor")).contains("jit.order");
    assertThat(explore("grain=accesses mode=plain dir=rx").answer("reaped").schedule())
        .hasToString("Optional[jit.hoist:driver,driver.reap]");
  }

  @Test
  void shortestBreaksByAccess() {
    assertThat(schedule(explore("grain=accesses"), "whole-descriptor"))
        .isEqualTo(
            "driver.payload,driver.address,driver.length,driver.doorbell,nic.doorbell:1,nic.fetch:0");
    assertThat(schedule(explore("grain=accesses"), "right-bytes"))
        .isEqualTo(
            "driver.payload,driver.address,driver.length,driver.doorbell,nic.doorbell:1,nic.fetch:1,nic.address:0");
    assertThat(schedule(explore("grain=accesses dir=rx"), "right-bytes"))
        .isEqualTo("nic.write,nic.done,driver.reap:1,driver.read:0");
    assertThat(schedule(explore("dir=rx"), "right-bytes"))
        .isEqualTo("driver.read,wire.frame,nic.write,nic.done,driver.reap");
  }

  @Test
  void theDriverSeesWhatItShouldNot() {
    assertThat(stories("", EARLY + ",nic.complete"))
        .endsWith(
            "The driver writes frame 0 and its descriptor into slot 0; the descriptor is in the"
                + " write buffer.",
            "The driver writes the doorbell: TAIL = 1.",
            "The doorbell arrives at the NIC: its tail register is 1.",
            "The NIC fetches slot 0: the slot as it was before the driver wrote it.",
            "The NIC finds length 0, sends nothing and moves on: frame 0 is lost, and slot 0 not"
                + " marked done.");
    String visible = "driver.post,bus.descriptor:length,bus.descriptor:address,driver.doorbell,";
    assertThat(stories("barrier=on", visible + "bus.doorbell,nic.fetch,nic.complete,driver.reap"))
        .endsWith(
            "The NIC fetches slot 0: the whole descriptor of frame 0.",
            "The NIC sends frame 0 and marks slot 0 done.",
            "The driver sees that slot 0 is done and reaps frame 0.");
    assertThat(stories("family=own", EARLY))
        .endsWith("The NIC looks at slot 0: OWN is not set, so it sleeps until the next doorbell.");
    assertThat(stories("dir=rx", "driver.read,wire.frame,nic.write,nic.done,driver.reap"))
        .endsWith(
            "The driver reads the buffer of slot 0, before it looks at the status.",
            "Frame 0 arrives at the NIC.",
            "The NIC writes frame 0 into the buffer of slot 0.",
            "The NIC marks slot 0 done.",
            "The driver sees that slot 0 is done, and hands up other bytes than those of frame 0.");
  }

  /** Of the second wrong frame the same is said as of the first. */
  @Test
  void everyWrongFrameIsToldOf() {
    String half = "driver.post*2,driver.doorbell,bus.doorbell,bus.descriptor:length,nic.fetch";
    String next =
        ",nic.complete,bus.descriptor:address,bus.descriptor:length,nic.fetch,nic.complete";
    assertThat(stories("", half + next))
        .contains(
            "The NIC sends other bytes than those of frame 0 and marks slot 0 done.",
            "The NIC sends other bytes than those of frame 1 and marks slot 1 done.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "- | - | driver.doorbell: nothing is posted without doorbell; driver.reap: no frame is"
            + " posted; bus.descriptor:length: the write buffer is empty; bus.descriptor:address:"
            + " the write buffer is empty; bus.doorbell: no doorbell is on its way; nic.fetch:"
            + " nothing to fetch: HEAD = TAIL",
        "slots=2 barrier=on | driver.post,bus.descriptor:length | driver.post: the ring is full;"
            + " bus.descriptor:length: that word is visible already; driver.doorbell: the write"
            + " barrier: descriptor 0 is not visible; driver.reap: slot 0 is not done;"
            + " bus.doorbell: no doorbell is on its way; nic.fetch: nothing to fetch: HEAD = TAIL",
        "frames=1 | driver.post,driver.doorbell,bus.doorbell | driver.post: every frame is posted;"
            + " driver.doorbell: nothing is posted without doorbell; driver.reap: slot 0 is not"
            + " done; bus.doorbell: no doorbell is on its way",
        "family=own barrier=on frames=1 | driver.post | driver.post: every frame is posted;"
            + " bus.descriptor:own: the write barrier: the address goes first; driver.doorbell: the"
            + " write barrier: descriptor 0 is not visible; driver.reap: slot 0 is not done;"
            + " bus.doorbell: no doorbell is on its way; nic.fetch: nothing to fetch: OWN of slot 0"
            + " is not set",
        "dir=rx | - | driver.post: no frame was handed up since; driver.reap: slot 0 is not done;"
            + " nic.write: no frame is waiting",
        "dir=rx readBarrier=on fault=no-refill slots=2 | wire.frame*2,nic.write,nic.done,"
            + "driver.reap,driver.read | driver.reap: no buffer is posted; driver.read: no buffer"
            + " is posted; driver.post: this driver posts no buffer again; nic.write: no buffer:"
            + " HEAD = TAIL",
      })
  void whatIsNotPossibleHasAReason(String changes, String schedule, String refused) {
    RingMachine machine = machine(changes == null ? "" : changes);
    ProgramState s = RoomFixture.last(machine, schedule == null ? "" : schedule);
    assertThat(machine.refusals(s))
        .extracting(r -> r.action() + ": " + r.reason())
        .containsExactlyInAnyOrder(refused.split("; "));
  }

  /** An OWN word that the NIC has slept through, for no doorbell came after it. */
  @Test
  void aSleepingNicDoesNotLook() {
    RingMachine machine = machine("family=own frames=1");
    ProgramState s =
        RoomFixture.last(machine, EARLY + ",bus.descriptor:address,bus.descriptor:own");
    assertThat(machine.refusals(s))
        .contains(
            new Refusal(
                Action.of("nic", "fetch"),
                "the NIC sleeps: no doorbell since OWN of slot 0 was set"));
  }

  @Test
  void thePictureShowsWhoseSlotsAre() {
    assertThat(picture("", "driver.post")).contains("posted").doesNotContain("BAD");
    assertThat(picture("", "driver.post,driver.doorbell,bus.doorbell")).contains("OWN", "BAD");
    assertThat(picture("", EARLY + ",nic.complete")).contains("not done", "BAD", "HEAD", "TAIL");
    assertThat(picture("dir=rx", "wire.frame,nic.write")).contains("came 1, waiting 1");
    assertThat(picture("grain=accesses", "driver.payload,driver.address,driver.length"))
        .contains("posted 1, reaped 0", "length0 = 1");
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
        new Findings(
            "amd64",
            List.of(
                counted("whole-descriptor", "dir=tx barrier=off mode=plain", 8),
                counted("whole-descriptor", "dir=tx barrier=off mode=volatile", 0),
                counted("whole-descriptor", "dir=tx barrier=on mode=opaque", 0),
                counted("whole-descriptor", "dir=tx barrier=off mode=plain", 99),
                counted("reaped", "dir=tx fault=no-rs", 1000)),
            List.of());
    assertThat(ROOM.sentence(found))
        .isEqualTo(
            "Without the barrier the NIC can fetch a half-written descriptor in 4 steps."
                + " Here a stale descriptor: 8 of 1,000 with plain, 0 of 1,000 with volatile, 0 of"
                + " 1,000 with opaque and a barrier."
                + " With no-rs the software NIC's ring stopped in 1,000 of 1,000.");
  }

  private static Findings.Counted counted(String claim, String row, long seen) {
    return new Findings.Counted(
        claim, "AStress", Settings.parse(row), seen, 1000, VerdictWord.CONFIRMED);
  }

  private static Exploration explore(String changes) {
    return ROOM.models().under(ROOM.settings(changes));
  }

  private static RingMachine machine(String changes) {
    return (RingMachine) ROOM.scene(ROOM.settings(changes)).machine();
  }

  private static List<String> stories(String changes, String schedule) {
    Replay<ProgramState> run = Replay.run(machine(changes), Schedule.parse(schedule));
    assertThat(run.refusal()).isEmpty();
    return run.frames().stream().map(Replay.Frame::story).toList();
  }

  private static String picture(String changes, String schedule) {
    return picture(ROOM.scene(ROOM.settings(changes)), schedule);
  }

  private static <S> String picture(Scene<S> scene, String schedule) {
    return scene.picture().apply(RoomFixture.last(scene.machine(), schedule)).toString();
  }

  private static String schedule(Exploration found, String claim) {
    return found.answer(claim).schedule().map(Schedule::toString).orElse("");
  }
}
