package lab.experiments.memory.reordering;

import static lab.experiments.RoomFixture.counted;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.picture;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Machine;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.memorymodel.litmus.Shapes;
import lab.room.Findings;
import lab.room.Outcome;
import lab.room.Room;
import lab.room.Settings;
import lab.room.Stress;
import lab.room.StressTest;
import lab.stage.Piece;
import lab.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

final class ReorderingTest {
  private static final Room ROOM = Reordering.ROOM;
  static final List<String> SHAPES = Shapes.names();

  @ParameterizedTest
  @CsvSource({
    "MP, plain,           5, 8, 26",
    "MP, opaque,          5, 8, 6",
    "MP, acquire-release, 5, 8, 5",
    "MP, volatile,        5, 5, 5",
  })
  void reachableStatesOfMessagePassing(String shape, String mode, long sc, long tso, long java) {
    assertThat(states(shape, mode, "sc")).isEqualTo(sc);
    assertThat(states(shape, mode, "tso")).isEqualTo(tso);
    assertThat(states(shape, mode, "java")).isEqualTo(java);
  }

  private static long states(String shape, String mode, String model) {
    return explore(ROOM, "shape=%s mode=%s model=%s".formatted(shape, mode, model)).states();
  }

  @ParameterizedTest
  @FieldSource("SHAPES")
  void everyShapeCanBeDrivenAndEndsInTheOrdinaryWayToo(String shape) {
    Exploration e = explore(ROOM, "mode=volatile shape=" + shape);
    assertThat(e.complete()).isTrue();
    assertThat(e.answers().stream().map(a -> a.claim().kind())).contains("never", "sometimes");
    assertThat(e.answers().stream().filter(a -> a.claim() instanceof Claim.Sometimes<?>))
        .allMatch(a -> a.outcome() == Exploration.Outcome.REACHED);
    assertThat(e.answer("stale").outcome().word())
        .isEqualTo(shape.equals("lost-update") ? "breaks" : "safe");
  }

  /** A claim is judged the moment nothing can change it any more, whoever has steps left. */
  @ParameterizedTest
  @CsvSource({
    "MP, plain, java, 'jit.order:1,producer.ready,consumer.ready:1,consumer.data'",
    "SB, opaque, tso, 'P0.x,P0.y,P1.y,P1.x'",
    "SB, plain, java, 'jit.order:3,P0.y,P1.x'",
  })
  void aClaimIsBrokenAsSoonAsItIsDecided(String shape, String mode, String model, String schedule) {
    Settings settings = ROOM.settings("shape=%s mode=%s model=%s".formatted(shape, mode, model));
    assertThat(lastBreaks(ROOM.scene(settings).machine(), schedule)).isTrue();
  }

  private static <S> boolean lastBreaks(Machine<S> machine, String schedule) {
    Replay<S> run = Replay.run(machine, Schedule.parse(schedule));
    assertThat(run.refusal()).isEmpty();
    Claim.Never<S> stale =
        (Claim.Never<S>)
            machine.claims().stream().filter(c -> c.name().equals("stale")).findFirst().get();
    return stale.bad().test(run.last());
  }

  @ParameterizedTest
  @CsvSource({
    "pin, 'reader.pinned,reader.ptr,writer.ptr,writer.pinned:0,writer.node,reader.node:7'",
    "rearm, 'driver.armed,driver.work,nic.work,nic.armed:0'",
  })
  void actorsAreCalledWhatTheyAre(String shape, String schedule) {
    Exploration e = explore(ROOM, "mode=opaque shape=" + shape);
    assertThat(e.answer("stale").schedule()).hasToString("Optional[" + schedule + "]");
  }

  @Test
  void theHostIsAskedByOneTestPerModeOfTheShape() {
    Stress stale = (Stress) ROOM.evidence().getFirst();
    assertThat(
            stale.cases().stream()
                .filter(t -> t.settings().get("shape").equals("MP"))
                .map(t -> t.settings().get("mode") + " " + t.name().replaceFirst(".*[.]", "")))
        .containsExactly(
            "plain MP_plain",
            "plain MP_plain_peek",
            "opaque MP_opaque",
            "acquire-release MP_acquireRelease",
            "volatile MP_volatile");
    StressTest opaque = stale.cases().get(2);
    assertThat(opaque.outcomes())
        .filteredOn(Outcome::violation)
        .singleElement()
        .satisfies(o -> {
          assertThat(o.id()).isEqualTo("1, 0");
          assertThat(o.exactly().orElseThrow()).containsExactly("java");
          assertThat(o.words()).contains("reads the data as it was before");
        });
    Stress spin = (Stress) ROOM.evidence().getLast();
    assertThat(spin.claim()).isEqualTo("spin-ends");
    assertThat(spin.tests()).hasSize(4);
  }

  @Test
  void theSentenceGivesEachZeroItsReason() {
    List<Findings.Counted> rows = new ArrayList<>();
    rows.add(counted("stale", "shape=MP mode=plain", 100, 1_000));
    rows.add(counted("stale", "shape=MP mode=plain", 11, 1_000));
    rows.add(counted("stale", "shape=MP mode=opaque", 0, 5_000_000));
    rows.add(counted("stale", "shape=MP mode=acquire-release", 0, 3_000));
    rows.add(counted("spin-ends", "shape=MP mode=plain", 1, 1));
    rows.add(counted("spin-ends", "shape=MP mode=volatile", 0, 70));
    assertThat(ROOM.sentence(findings(rows, List.of())))
        .isEqualTo(
            "The flag seen without the data: plain 111 of 2,000; opaque 0 of 5.0 million (x86-64"
                + " keeps this order; a CPU such as AArch64 may show it); acquire-release 0 of"
                + " 3,000 (none of sc, tso, java allows this). The wait for the flag never ended"
                + " with plain, always ended with volatile.");
    assertThat(ROOM.sentence(new Findings("aarch64", rows.subList(2, 3), List.of())))
        .isEqualTo(
            "The flag seen without the data: opaque 0 of 5.0 million (AArch64 may show it).");
    assertThat(ROOM.sentence(findings(List.of(), List.of()))).isEmpty();
  }

  @Test
  void anAccessBehindABranchIsDoneAtMostOnce() {
    assertThat(ROOM.world(ROOM.settings("shape=SB"))).endsWith("each done once");
    assertThat(ROOM.world(ROOM.settings("shape=pin"))).endsWith("each done at most once");
  }

  /** One pair more is no pairs, and a thread with a name of its own has no article. */
  @Test
  void whatTheCompilerAndTheThreadsDoIsSaidInWholeSentences() {
    assertThat(told("shape=pin", "jit.order:8")).endsWith("; and 1 pair more.");
    assertThat(told("shape=peterson", "threadA.wantsA")).isEqualTo("ThreadA writes wantsA = 1.");
  }

  private static String told(String settings, String schedule) {
    Replay<?> run =
        Replay.run(ROOM.scene(ROOM.settings(settings)).machine(), Schedule.parse(schedule));
    assertThat(run.refusal()).isEmpty();
    return run.frames().getLast().story();
  }

  @Test
  void aWaitThatEndedNowAndThenIsNotSaidNeverToHaveEnded() {
    List<Findings.Counted> rows = List.of(counted("spin-ends", "shape=MP mode=plain", 1, 3));
    assertThat(ROOM.sentence(findings(rows, List.of())))
        .isEqualTo("The wait for the flag did not end 1 of 3 times with plain.");
  }

  /** What RC11 rules out and Armv8 does not is said to be that; nothing is said of a compiler. */
  @Test
  void theSentenceClaimsNoMoreThanItsModels() {
    List<Findings.Counted> buffered = List.of(counted("stale", "shape=LB mode=opaque", 0, 9));
    assertThat(ROOM.sentence(findings(buffered, List.of())))
        .isEqualTo(
            "The weak outcome of LB: opaque 0 of 9 (RC11, and java here, rule it out; Armv8 may"
                + " show it).");
    List<Findings.Counted> interpreted = List.of(counted("stale", "shape=MP mode=plain", 0, 9));
    assertThat(ROOM.sentence(findings(interpreted, List.of())))
        .isEqualTo(
            "The flag seen without the data: plain 0 of 9 (x86-64 keeps this order; only a"
                + " compiler can break it, and none did).");
  }

  /** What is not read yet has no value, whatever its register holds; the end has a tone. */
  @Test
  void thePictureSaysWhatDecidesAndHowItIs() {
    String weak = "jit.order:1,producer.ready,consumer.ready:1";
    assertThat(outcome("", weak)).containsExactly("consumer:r1 = ? IDLE");
    assertThat(outcome("", weak + ",consumer.data")).containsExactly("consumer:r1 = 0 BAD");
    assertThat(outcome("", weak + ",producer.data,consumer.data:1"))
        .containsExactly("consumer:r1 = 1 OK");
    assertThat(outcome("shape=SB model=tso mode=opaque", "P0.x,P0.y"))
        .containsExactly("P0:r0 = 0 BUSY", "P1:r0 = ? IDLE");
    assertThat(outcome("shape=lost-update", "P0.n,P1.n,P0.n"))
        .as("a location is decided when all threads have ended")
        .containsExactly("n = ? IDLE");
    assertThat(outcome("shape=lost-update", "P0.n,P1.n,P0.n,P1.n:last"))
        .containsExactly("n = 1 BAD");
  }

  private static List<String> outcome(String settings, String schedule) {
    Piece.Cells cells =
        (Piece.Cells) picture(ROOM, settings, schedule).piece("outcome").orElseThrow();
    return cells.cells().stream().map(c -> c.label() + " " + c.tone()).toList();
  }

  /** As the condition of its file says; where that is more than values, nothing is said of it. */
  @Test
  void theWeakOutcomeIsTheHeading() {
    assertThat(heading("MP")).isEqualTo("weak outcome: consumer:r1 = 0");
    assertThat(heading("SB")).isEqualTo("weak outcome: P0:r0 = 0, P1:r0 = 0");
    assertThat(heading("peterson")).isEqualTo("what is looked at in the end");
    assertThat(SHAPES).allMatch(shape -> heading(shape).length() < 80);
  }

  private static String heading(String shape) {
    Stage stage = picture(ROOM, "shape=" + shape, "");
    return stage.board().orElseThrow().of("outcome").orElseThrow().title();
  }
}
