package lab.experiments.memory.aba;

import static lab.experiments.RoomFixture.counted;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.measured;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.schedule;
import static lab.experiments.RoomFixture.steps;
import static lab.experiments.RoomFixture.stories;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import lab.experiments.Whereabouts;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.explore.Explorer;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Modes;
import lab.memorymodel.ProgramState;
import lab.room.Bench;
import lab.room.Findings;
import lab.room.ProgramControls.ProgramSetup;
import lab.room.Stress;
import lab.room.StressTest;
import lab.stage.Board.Place;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbaTest {
  private static final String OWNERS = "t1.read,t2.pop*2,t2.push:A,t1.cas";

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
    assertThat(steps(found, "freed-head")).isEqualTo(steps);
    assertThat(found.states()).isEqualTo(states).isEqualTo(620 + 480L * (1 << bits));
  }

  @Test
  void theShortestScheduleOfTwoBitsIsPinned() {
    assertThat(schedule(explore(Aba.ROOM, "tag=on tagBits=2"), "freed-head"))
        .isEqualTo("t1.read,t2.pop*3,t2.push:A,t1.cas");
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
                + " round: the number of changes is a multiple of 65,536, and A.next is null now.");
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
    Exploration found =
        explore(Aba.ROOM, "tag=%s grain=accesses model=%s mode=%s".formatted(tag, model, mode));
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(states);
    assertThat(steps(found, "freed-head")).isEqualTo(steps);
    assertThat(found.answer("freed-head").outcome())
        .isEqualTo(steps == 0 ? Outcome.SAFE : Outcome.BREAKS);
    assertThat(found.answer("freed-head").claim().text())
        .endsWith("while T2 does at most 4 operations.");
  }

  @Test
  void theStoriesAreTheOwners() {
    assertThat(stories(whole(Tag.OFF), OWNERS))
        .containsExactly(
            "T1 reads head = A and A.next = B: it plans CAS(head, A, B), and stalls.",
            "T2 pops A, so the head is B, and frees it.",
            "T2 pops B, so the head is C, and frees it.",
            "T2 takes A from the free list and pushes it: the head is A, and below it C.",
            "T1 finds head = A: its CAS succeeds, the head is B. It could not see that A had left"
                + " and come back, and A.next is C now.");
    assertThat(stories(whole(Tag.UNBOUNDED), OWNERS).getLast())
        .isEqualTo("T1 finds A on top again, but another tag: its CAS fails, and it begins again.");
    assertThat(stories(whole(Tag.OFF), "t1.read,t2.pop*3,t1.cas,t1.read").subList(3, 6))
        .containsExactly(
            "T2 pops C, so the head is null, and frees it.",
            "T1 finds head = null, not A: its CAS fails, and it begins again.",
            "T1 reads the head and finds the stack empty.");
    assertThat(stories(whole(Tag.OFF), "t2.pop*3,t2.push:B").getLast())
        .isEqualTo(
            "T2 takes B from the free list and pushes it: the head is B, and below it nothing.");
  }

  /** What is proved is proved of so much, and in no more of it. */
  @ParameterizedTest
  @CsvSource({
    "'', as long as it likes, no tag",
    "tag=on tagBits=1, as long as it likes, a tag of 1 bit",
    "tag=on tagBits=3, as long as it likes, a tag of 3 bits",
    "tag=unbounded, as long as it likes, a tag that never comes round",
    "tag=unbounded grain=accesses, at most 4 operations, a tag too wide to come round in so few",
    "tag=on tagBits=3 grain=accesses, at most 4 operations, a tag of 3 bits",
  })
  void theWorldIsToldInWords(String settings, String operations, String tag) {
    assertThat(Aba.ROOM.world(Aba.ROOM.settings(settings)))
        .startsWith("3 nodes, one thread that pops once")
        .contains(operations)
        .endsWith(", " + tag);
  }

  /** A class that may wrap is not covered by a proof of a tag that may not. */
  @Test
  void onlyTheUnboundedTagIsAnotherThanTheClassHas() {
    Stress stress = (Stress) Aba.ROOM.evidence().getFirst();
    assertThat(stress.cases()).noneMatch(StressTest::twin);
    assertThat(stress.cases())
        .extracting(t -> t.unproved().orElse(""))
        .containsExactly(
            "",
            "",
            "the class has a tag of 32 bits, and the proof is of one that never comes round");
  }

  /** Objects are compared, and what they take is measured: the profiler's bytes, not time. */
  @Test
  void whatIsClaimedOfAllocationIsWhatIsMeasured() {
    Claim.Beats<?> beats =
        Aba.ROOM.claims(Aba.ROOM.settings("")).stream()
            .filter(c -> c.name().equals("tag-beats-stamp"))
            .map(c -> (Claim.Beats<?>) c)
            .findFirst()
            .orElseThrow();
    assertThat(beats.arithmetic()).isTrue();
    assertThat(beats.costs().get()).isEqualTo(new Claim.Costs(0, 2, Schedule.empty()));
    Bench bench = (Bench) Aba.ROOM.evidence().getLast();
    assertThat(bench.benchmarks())
        .filteredOn(b -> List.of(bench.a(), bench.b()).contains(b.label()))
        .hasSize(2)
        .allMatch(b -> b.method().endsWith(":gc.alloc.rate.norm"));
    assertThat(List.of(beats.a(), beats.b())).containsExactly(bench.a(), bench.b());
  }

  @Test
  void whatIsNotPossibleHasAReason() {
    AbaMachine machine = whole(Tag.OFF);
    assertThat(refused(machine, ""))
        .containsExactly(
            "t2.push:A A is not free", "t2.push:B B is not free", "t2.push:C C is not free");
    assertThat(refused(machine, "t2.pop*3")).containsExactly("t2.pop T2 finds the stack empty.");
  }

  @Test
  void thePictureShowsTheStackTheFreeListAndThePlan() {
    String twoBits = "tag=on tagBits=2";
    Stage stage = picture(Aba.ROOM, twoBits, "t1.read,t2.pop*3,t2.push:A");
    assertThat(stage.board().orElseThrow().places())
        .extracting(Place::title)
        .containsExactly("T1", "the stack", "T2", "the free list");
    Piece.Links links = (Piece.Links) stage.piece("stack").orElseThrow();
    assertThat(links.nodes()).extracting(Piece.Node::label).containsExactly("head", "A");
    assertThat(links.edges()).extracting(e -> e.from() + e.to()).containsExactly("headA");
    assertThat(links.nodes()).map(n -> text(n.click())).containsExactly("tag=off", "t2.pop");
    assertThat(labels(stage, "free")).containsExactly("·", "B", "C");
    assertThat(clicks(stage, "free")).containsExactly("", "t2.push:B", "t2.push:C");
    assertThat(labels(stage, "t1.plan")).containsExactly("CAS(head, A, B)", "tag 0");
    assertThat(clicks(stage, "t1.plan")).containsExactly("t1.cas", "");
    assertThat(labels(stage, "tag")).containsExactly("0");

    Stage corrupt = picture(Aba.ROOM, twoBits, "t1.read,t2.pop*3,t2.push:A,t1.cas");
    Piece.Links broken = (Piece.Links) corrupt.piece("stack").orElseThrow();
    assertThat(broken.edges().getFirst().tone()).isEqualTo(Tone.BAD);
    assertThat(labels(corrupt, "t1.plan")).containsExactly("owns A");
  }

  /** What moves in the owner's story, and where it ends: B is free, and the stack has it too. */
  @Test
  void everyNodeIsWhereTheStorySaysItIs() {
    assertThat(Whereabouts.of("node A", Aba.ROOM, "", OWNERS))
        .containsExactly(
            "the stack", "the stack", "the free list", "the free list", "the stack", "T1");
    assertThat(Whereabouts.of("node B", Aba.ROOM, "", OWNERS))
        .endsWith("the free list", "the free list", "the stack and the free list");
    assertThat(Whereabouts.of("node C", Aba.ROOM, "", OWNERS)).containsOnly("the stack");
    assertThat(Whereabouts.of("node A", Aba.ROOM, "tag=unbounded", OWNERS)).endsWith("the stack");
  }

  /** Access by access T2 has a node in its hands between taking and pushing it. */
  @Test
  void theCodeStandsWithItsThread() {
    String accesses = "grain=accesses model=java";
    String pushing = "t2.pop,t2.read,t2.next,t2.cas,t2.push:A";
    assertThat(Whereabouts.of("node A", Aba.ROOM, accesses, pushing))
        .endsWith("the free list", "T2");
    Stage stage = picture(Aba.ROOM, accesses, pushing + ",t1.read:2");
    for (String thread : List.of("t1", "t2")) {
      assertThat(stage.board().orElseThrow().of(thread)).map(Place::key).contains(thread);
    }
    assertThat(labels(stage, "t1.plan")).as("next is not read yet").containsExactly("head was B");
    Stage read = picture(Aba.ROOM, accesses, pushing + ",t1.read:2,t1.next");
    assertThat(labels(read, "t1.plan")).containsExactly("head was B, next C");
  }

  @Test
  void aLostNodeIsInNoPlace() {
    Stage stage = picture(Aba.ROOM, "", OWNERS + ",t2.push:B");
    assertThat(labels(stage, "lost")).containsExactly("C");
    assertThat(stage.unplaced()).extracting(Piece::key).containsExactly("lost");
    assertThat(Whereabouts.all(stage)).containsOnlyKeys("node A", "node B");
    assertThat(picture(Aba.ROOM, "", "").unplaced()).isEmpty();
  }

  /** A tag that never comes round is one bit here: no number is shown that nothing counts. */
  @Test
  void anUnboundedTagIsThatOfT1OrAnother() {
    String tag = "tag=unbounded";
    assertThat(labels(picture(Aba.ROOM, tag, ""), "tag")).containsExactly("not counted");
    assertThat(labels(picture(Aba.ROOM, tag, "t1.read"), "tag")).containsExactly("as T1 read it");
    assertThat(labels(picture(Aba.ROOM, tag, "t1.read,t2.pop*2"), "tag"))
        .containsExactly("another than T1 read");
    assertThat(labels(picture(Aba.ROOM, tag + " grain=accesses", ""), "tag")).containsExactly("0");
    assertThat(picture(Aba.ROOM, "", "").piece("tag")).isEmpty();
  }

  private static List<String> labels(Stage stage, String cells) {
    return cells(stage, cells).stream().map(Piece.Cell::label).toList();
  }

  private static List<String> clicks(Stage stage, String cells) {
    return cells(stage, cells).stream().map(c -> text(c.click())).toList();
  }

  private static List<Piece.Cell> cells(Stage stage, String key) {
    return ((Piece.Cells) stage.piece(key).orElseThrow()).cells();
  }

  private static String text(Optional<Click> click) {
    return click.map(Click::text).orElse("");
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    assertThat(Aba.ROOM.sentence(findings(List.of(), List.of())))
        .isEqualTo("A bare CAS breaks in 5 steps.");
    Findings found =
        findings(
            List.of(
                counted("freed-head", "tag=off", 31, 2_000_000),
                counted("freed-head", "tag=on tagBits=2", 7, 50_000),
                counted("freed-head", "tag=unbounded", 0, 3_000_000)),
            List.of(
                measured("tag-beats-stamp", "tagged", 0.01),
                measured("tag-beats-stamp", "stamped", 48),
                measured("tag-beats-stamp", "bare, alone", 20),
                measured("tag-beats-stamp", "tagged, alone", 21)));
    assertThat(Aba.ROOM.sentence(found))
        .isEqualTo(
            "A bare CAS breaks in 5 steps; here 31 of 2.0 million. A tag of 2 bits comes round: 7"
                + " of 50,000. A tag of 32 bits comes round after 4.3 billion changes: 0 of 3.0"
                + " million. A pop and a push allocate 0.0 bytes with a tag, 48.0 with a stamped"
                + " reference. Alone, the tag makes them 5 % slower.");
  }

  private static AbaMachine whole(Tag tag) {
    return new AbaMachine(tag, new ProgramSetup(MemoryModel.SC, Grain.OPERATIONS, Modes.SHIPPED));
  }
}
