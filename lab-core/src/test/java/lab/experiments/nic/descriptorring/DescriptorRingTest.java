package lab.experiments.nic.descriptorring;

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
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Settings;
import lab.room.Stress;
import lab.room.StressTest;
import lab.room.VerdictWord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorRingTest {
  private static final String EARLY = "d.post,d.doorbell,bus.bell,n.fetch";
  private final DescriptorRing room = new DescriptorRing();

  @Test
  void theDoorbellOvertakesTheDescriptorInFourSteps() {
    Exploration found = explore("");
    assertThat(answers(found)).isEqualTo(room.predictions().byDefault());
    assertThat(schedule(found, "whole-descriptor")).isEqualTo(EARLY);
    assertThat(schedule(found, "reaped")).isEqualTo(EARLY);
    assertThat(schedule(found, "right-bytes"))
        .isEqualTo("d.post,d.doorbell,bus.desc:len,bus.bell,n.fetch,n.complete");
    assertThat(found.states()).isEqualTo(9286);
    assertThat(found.complete()).isTrue();
  }

  @Test
  void theFixedPresetHoldsUnderJava() {
    Exploration found = Explorer.explore(room.scene(room.fixed()).machine(), Bounds.DEFAULT);
    assertThat(answers(found)).isEqualTo(room.predictions().whenFixed());
    assertThat(found.states()).isEqualTo(82);
    assertThat(found.complete()).isTrue();
  }

  /** Every mistake breaks the claim that it should, although both barriers are there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fault=post-all frames=8 | reaped | 15280 | d.post*8",
        "fault=no-rs | reaped | 434 | d.post",
        "fault=reuse-early slots=2 | free-slot | 2445 | d.post,d.reap,d.post,d.reap,d.post",
        "fault=reuse-early slots=2 | right-bytes | 2445 | d.post,d.reap,bus.desc:len,"
            + "bus.desc:addr,d.doorbell,d.post,d.reap,d.post,bus.bell,n.fetch,n.complete",
        "dir=rx fault=post-all slots=4 | reaped | 9 | w.frame",
        "dir=rx fault=no-refill frames=8 | reaped | 716 | w.frame*8",
        "dir=rx fault=dd-kept slots=2 | right-bytes | 197 | w.frame*2,n.write,n.dd,d.reap,d.read,"
            + "d.post,n.write,n.dd,d.reap,d.read,d.post,d.reap,d.read",
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
        .hasToString("Optional[jit.hoist:d,d.reap]");
  }

  @Test
  void shortestBreaksByAccess() {
    assertThat(schedule(explore("grain=accesses"), "whole-descriptor"))
        .isEqualTo("d.pay,d.addr,d.len,d.doorbell,n.bell:1,n.fetch:0");
    assertThat(schedule(explore("grain=accesses"), "right-bytes"))
        .isEqualTo("d.pay,d.addr,d.len,d.doorbell,n.bell:1,n.fetch:1,n.addr:0");
    assertThat(schedule(explore("grain=accesses dir=rx"), "right-bytes"))
        .isEqualTo("n.write,n.dd,d.reap:1,d.read:0");
    assertThat(schedule(explore("dir=rx"), "right-bytes"))
        .isEqualTo("d.read,w.frame,n.write,n.dd,d.reap");
  }

  @Test
  void storiesAndPicture() {
    Replay<ProgramState> run = replay("", EARLY + ",n.complete");
    assertThat(run.frames().get(4).story())
        .isEqualTo("The NIC fetches slot 0: the slot as it was before the driver wrote it.");
    assertThat(run.frames().get(5).story())
        .contains("sends nothing and moves on: frame 0 is lost, without DD");
    assertThat(picture("", run.last())).contains("no DD", "BAD", "HEAD", "TAIL");
    assertThat(picture("", run.frames().get(3).state())).contains("OWN", "BAD");
    assertThat(picture("", run.frames().get(1).state())).contains("posted").doesNotContain("BAD");

    Schedule good = Schedule.parse("d.post,bus.desc:len,bus.desc:addr,d.doorbell,bus.bell,n.fetch");
    Replay<ProgramState> sent = replay("barrier=on", good + ",n.complete,d.reap");
    assertThat(sent.frames().get(6).story()).contains("the whole descriptor of frame 0");
    assertThat(sent.frames().get(7).story()).isEqualTo("The NIC sends frame 0 and writes DD.");
    assertThat(sent.frames().get(8).story()).isEqualTo("The driver sees DD and reaps frame 0.");
    assertThat(picture("barrier=on", sent.last())).doesNotContain("BAD");

    String rx = "dir=rx";
    Replay<ProgramState> stale = replay(rx, "d.read,w.frame,n.write,n.dd,d.reap");
    assertThat(stale.frames().getLast().story()).contains("other bytes than those of frame 0");
    assertThat(picture(rx, stale.last())).contains("came 1, waiting 0");
  }

  @Test
  void settingsThatDoNotGoTogetherAreRefused() {
    refused("fault=no-rs dir=rx", "fault=no-rs needs dir=tx");
    refused("fault=no-refill", "fault=no-refill needs dir=rx");
    refused("fault=no-rs grain=accesses", "fault=no-rs needs grain=operations");
    refused("fault=post-all family=own frames=8", "fault=post-all needs family=index");
    refused("fault=post-all", "fault=post-all needs frames >= 8 with slots=8 (got 4)");
  }

  private void refused(String changes, String message) {
    Settings settings = settings(room, changes);
    assertThatThrownBy(() -> room.scene(settings))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(message);
  }

  /** Each stress test may see what the model finds under its settings, and nothing else. */
  @Test
  void whatATestMaySeeIsWhatTheModelFinds() {
    int rewritten = 0;
    for (Evidence evidence : room.evidence()) {
      if (evidence instanceof Stress stress) {
        for (StressTest test : stress.cases()) {
          boolean allowed =
              test.outcomes().stream()
                  .anyMatch(o -> o.violation() && !o.exactly().orElseThrow().isEmpty());
          Settings row = settings(room, test.settings());
          Exploration found = Explorer.explore(room.scene(row).machine(), Bounds.DEFAULT);
          assertThat(found.answer(stress.claim()).outcome())
              .as(test.name() + " " + test.settings())
              .isEqualTo(allowed ? Outcome.BREAKS : Outcome.SAFE);
          rewritten += test.weakening().isPresent() ? 1 : 0;
        }
      }
    }
    assertThat(rewritten).as("five tests of what ships in three other modes").isEqualTo(15);
  }

  @Test
  void theSentenceSaysOnlyWhatWasFound() {
    String start = "Without the barrier the NIC can fetch a half-written descriptor in 4 steps.";
    assertThat(room.sentence(new Findings("amd64", List.of(), List.of()))).isEqualTo(start);
    Findings found =
        new Findings(
            "amd64",
            List.of(
                counted("whole-descriptor", Map.of("dir", "tx", "mode", "plain"), 8),
                counted("whole-descriptor", Map.of("dir", "tx", "mode", "volatile"), 0),
                counted("reaped", Map.of("dir", "tx", "fault", "no-rs"), 1000)),
            List.of());
    assertThat(room.sentence(found))
        .isEqualTo(
            start
                + " Here a stale descriptor: 8 of 1,000 with plain, 0 of 1,000 with volatile."
                + " With no-rs the software NIC's ring stopped in 1,000 of 1,000.");
  }

  private static Findings.Counted counted(String claim, Map<String, String> row, long seen) {
    return new Findings.Counted(claim, "AStress", row, seen, 1000, VerdictWord.CONFIRMED);
  }

  private Exploration explore(String changes) {
    return Explorer.explore(room.scene(settings(room, changes)).machine(), Bounds.DEFAULT);
  }

  private Replay<ProgramState> replay(String changes, String schedule) {
    Replay<ProgramState> run =
        Replay.run(room.scene(settings(room, changes)).machine(), Schedule.parse(schedule));
    assertThat(run.refusal()).isEmpty();
    return run;
  }

  private String picture(String changes, ProgramState state) {
    return room.scene(settings(room, changes)).picture().apply(state).toString();
  }

  private static String schedule(Exploration found, String claim) {
    return found.answer(claim).schedule().map(Schedule::toString).orElse("");
  }
}
