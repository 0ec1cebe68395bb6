package lab.experiments.memory.aba;

import static lab.experiments.RoomFixture.answers;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.explore.Explorer;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.ProgramState;
import lab.room.Findings;
import lab.room.Scene;
import lab.room.Settings;
import lab.room.VerdictWord;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbaTest {
  private static final String OWNERS = "t1.read,t2.pop*2,t2.push:A,t1.cas";
  private final Aba room = new Aba();

  @Test
  void theDefaultBreaksAsOnTheOwnersPageAndTheFixedPresetNever() {
    Exploration broken = explore(room.controls().defaults());
    assertThat(answers(broken)).isEqualTo(room.predictions().byDefault());
    assertThat(broken.answer("freed-head").schedule()).hasToString("Optional[" + OWNERS + "]");
    assertThat(broken.answer("clean-pop").schedule()).hasToString("Optional[t1.read,t1.cas]");
    assertThat(broken.states()).isEqualTo(1208);
    assertThat(broken.complete()).isTrue();

    Exploration fixed = explore(room.fixed());
    assertThat(answers(fixed)).isEqualTo(room.predictions().whenFixed());
    assertThat(fixed.states()).isEqualTo(866);
    assertThat(fixed.complete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 6, 1580",
    "2, 6, 2540",
    "3, 10, 4460",
    "4, 18, 8300",
    "6, 66, 31340",
    "8, 258, 123500"
  })
  void everyFiniteTagBreaksAsSoonAsItCanComeRound(int bits, int steps, long states) {
    Exploration found = Explorer.explore(whole(new Tag(bits)), Bounds.DEFAULT);
    assertThat(found.complete()).isTrue();
    assertThat(found.answer("freed-head").schedule().orElseThrow().size()).isEqualTo(steps);
    assertThat(found.states()).isEqualTo(states).isEqualTo(620 + 480L * (1 << bits));
  }

  @Test
  void theShortestScheduleOfTwoBitsIsPinned() {
    assertThat(explore(tagged(2)).answer("freed-head").schedule())
        .hasToString("Optional[t1.read,t2.pop*3,t2.push:A,t1.cas]");
  }

  /** Too many states for a test to exhaust: the schedule that every width has breaks it too. */
  @Test
  void theWidestTagOfTheRoomComesRoundAfter65536Changes() {
    Schedule schedule =
        Schedule.parse(
            "t1.read,t2.pop*3,t2.push:A"
                + ",t2.pop,t2.push:A".repeat((65_536 - 4) / 2)
                + ",t1.cas");
    AbaMachine machine = whole(new Tag(16));
    Replay<ProgramState> run = Replay.run(machine, schedule);
    assertThat(run.refusal()).isEmpty();
    assertThat(AbaMachine.headIsFree(run.last())).isTrue();
    assertThat(run.frames().getLast().story())
        .isEqualTo(
            "T1 finds head = A and its tag: its CAS succeeds, the head is B. The tag has come"
                + " round: the head has changed a multiple of 65,536 times, and A.next is ⊥ now.");
    Exploration bounded = Explorer.explore(machine, Bounds.DEFAULT.withMaxStates(20_000));
    assertThat(bounded.complete()).isFalse();
    assertThat(bounded.answer("freed-head").outcome()).isEqualTo(Outcome.NO_ANSWER);
  }

  @ParameterizedTest
  @CsvSource({
    "off, sc, acquire-release, 619, 15", "unbounded, sc, acquire-release, 677, 0",
    "off, tso, acquire-release, 711, 16", "unbounded, tso, acquire-release, 773, 0",
    "off, java, acquire-release, 1154, 15", "unbounded, java, acquire-release, 1137, 0",
    "off, java, volatile, 1058, 15", "unbounded, java, volatile, 1043, 0",
    "unbounded, java, opaque, 1330, 15",
  })
  void accessByAccess(String tag, String model, String mode, long states, int steps) {
    Settings settings = set(tag, "accesses", model, mode);
    Exploration found = explore(settings);
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(states);
    Exploration.Answer answer = found.answer("freed-head");
    assertThat(answer.schedule().map(Schedule::size).orElse(0)).isEqualTo(steps);
    assertThat(answer.outcome()).isEqualTo(steps == 0 ? Outcome.SAFE : Outcome.BREAKS);
    assertThat(answer.claim().text()).endsWith("while T2 does at most 4 operations.");
  }

  @Test
  void theStoriesAreTheOwners() {
    Replay<ProgramState> run = Replay.run(whole(Tag.OFF), Schedule.parse(OWNERS));
    assertThat(run.frames().stream().map(Replay.Frame::story))
        .containsExactly(
            "",
            "T1 reads head = A and A.next = B: it plans CAS(head, A, B), and stalls.",
            "T2 pops A, so the head is B, and frees it.",
            "T2 pops B, so the head is C, and frees it.",
            "T2 takes A from the free list and pushes it: the head is A, and below it C.",
            "T1 finds head = A: its CAS succeeds, the head is B. It could not see that A had left"
                + " and come back, and A.next is C now.");
    Replay<ProgramState> fixed =
        Replay.run(whole(Tag.UNBOUNDED), Schedule.parse(OWNERS + ",t1.read"));
    assertThat(fixed.refusal()).isEmpty();
    assertThat(fixed.frames().get(5).story())
        .isEqualTo("T1 finds A on top again, but another tag: its CAS fails, and it begins again.");
    Replay<ProgramState> other =
        Replay.run(whole(Tag.OFF), Schedule.parse("t1.read,t2.pop*4,t1.cas,t1.read"));
    assertThat(other.frames().stream().map(Replay.Frame::story).skip(4))
        .containsExactly(
            "T2 pops C, so the head is ⊥, and frees it.",
            "T2 finds the stack empty.",
            "T1 finds head = ⊥, not A: its CAS fails, and it begins again.",
            "T1 reads the head and finds the stack empty.");
  }

  @Test
  void thePictureShowsTheStackTheFreeListAndThePlan() {
    AbaMachine machine = whole(new Tag(2));
    ProgramState planned = Replay.run(machine, Schedule.parse("t1.read,t2.pop*3,t2.push:A")).last();
    Stage stage = new AbaPicture(true).of(planned);
    assertThat(stage.pieces()).extracting(Piece::key).containsExactly("stack", "free", "threads");
    Piece.Links links = (Piece.Links) stage.pieces().getFirst();
    assertThat(links.edges()).extracting(e -> e.from() + e.to()).containsExactly("headA", "Anone");
    Piece.Cells free = (Piece.Cells) stage.pieces().get(1);
    assertThat(free.cells()).extracting(Piece.Cell::label).containsExactly("·", "B", "C");
    assertThat(free.cells().get(1).action()).contains("t2.push:B");
    Piece.Table threads = (Piece.Table) stage.pieces().getLast();
    assertThat(threads.rows())
        .extracting(r -> r.cells().getLast())
        .containsExactly("CAS(head, A, B)", "-", "0", "0");

    ProgramState corrupt =
        Replay.run(machine, Schedule.parse("t1.read,t2.pop*3,t2.push:A,t1.cas")).last();
    Piece.Links broken = (Piece.Links) new AbaPicture(true).of(corrupt).pieces().getFirst();
    assertThat(broken.edges().getFirst().tone()).isEqualTo(Tone.BAD);
  }

  @Test
  void theCostOfAStampIsOneAllocationPerChange() {
    for (String grain : List.of("operations", "accesses")) {
      Claim.Costs costs =
          explore(set("off", grain, "java", "acquire-release"))
              .answer("tag-beats-stamp")
              .costs()
              .orElseThrow();
      assertThat(costs.a()).isZero();
      assertThat(costs.b()).isEqualTo(1);
    }
  }

  @Test
  void everySettingHasAMachineAndAPicture() {
    for (String tag : List.of("off", "on", "unbounded")) {
      for (String grain : List.of("operations", "accesses")) {
        for (MemoryModel model : MemoryModel.values()) {
          Scene<?> scene = room.scene(set(tag, grain, model.word(), "acquire-release"));
          assertThat(pictureOfStart(scene).pieces()).hasSizeGreaterThanOrEqualTo(3);
          assertThat(scene.machine().claims().stream().map(Claim::name))
              .containsExactlyInAnyOrderElementsOf(room.predictions().byDefault().keySet());
        }
      }
    }
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    assertThat(room.sentence(new Findings("amd64", List.of(), List.of())))
        .isEqualTo("A bare CAS breaks in 5 steps.");
    assertThat(
            room.sentence(
                new Findings(
                    "amd64",
                    List.of(
                        counted(Map.of("tag", "off"), 31, 2_000_000),
                        counted(Map.of("tag", "on", "tagBits", "2"), 7, 50_000),
                        counted(Map.of("tag", "unbounded"), 0, 3_000_000)),
                    List.of(measured("bare", 20), measured("tagged", 21)))))
        .isEqualTo(
            "A bare CAS breaks in 5 steps; here 31 of 2.0 million. A tag of 2 bits comes round: 7"
                + " of 50,000. With 32 bits: 0 of 3.0 million. The tag makes an uncontended push"
                + " and pop 5 % slower.");
  }

  private static Findings.Counted counted(Map<String, String> settings, long seen, long samples) {
    return new Findings.Counted("freed-head", "T", settings, seen, samples, VerdictWord.CONFIRMED);
  }

  private static Findings.Measured measured(String label, double ns) {
    return new Findings.Measured("tag-beats-stamp", label, "ns/op", ns, ns, ns);
  }

  private static <S> Stage pictureOfStart(Scene<S> scene) {
    return scene.picture().apply(scene.machine().start());
  }

  private static AbaMachine whole(Tag tag) {
    return new AbaMachine(tag, MemoryModel.SC, Grain.OPERATIONS, "acquire-release");
  }

  private Settings tagged(int bits) {
    Settings on = room.controls().with(room.controls().defaults(), "tag", "on");
    return room.controls().with(on, "tagBits", Integer.toString(bits));
  }

  private Settings set(String tag, String grain, String model, String mode) {
    Settings settings = room.controls().with(room.controls().defaults(), "tag", tag);
    settings = room.controls().with(settings, "grain", grain);
    settings = room.controls().with(settings, "model", model);
    return room.controls().with(settings, "mode", mode);
  }

  private Exploration explore(Settings settings) {
    return Explorer.explore(room.scene(settings).machine(), Bounds.DEFAULT);
  }
}
