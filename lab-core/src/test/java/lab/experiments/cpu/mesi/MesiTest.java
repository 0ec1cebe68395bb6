package lab.experiments.cpu.mesi;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.counted;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.labels;
import static lab.experiments.RoomFixture.measured;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.possible;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.scheduleOrSafe;
import static lab.experiments.RoomFixture.stories;
import static lab.experiments.RoomFixture.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lab.experiments.Whereabouts;
import lab.explore.Exploration;
import lab.input.BadInput;
import lab.room.Bench;
import lab.stage.Board.Place;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MesiTest {
  private static final String OVERTAKEN =
      "coreA.read,coreB.read,bus.answer:A,bus.answer:B,coreA.write,coreB.write,bus.answer:A,"
          + "bus.answer:B";

  /** Every control changes a number. */
  @ParameterizedTest
  @CsvSource({
    "'', 12307",
    "protocol=moesi, 14619",
    "protocol=mesif, 16171",
    "invalidate=on, 7121",
    "invalidate=on protocol=moesi, 8311",
    "invalidate=on protocol=mesif, 8695",
    "invalidate=on cores=3, 9631",
    "invalidate=on cores=4, 8853",
    "invalidate=on words=2, 18821",
    "invalidate=on bus=split, 18413",
    "invalidate=on supply=memory, 7563",
    "invalidate=on supply=any, 7399",
    "invalidate=on slip=forgotten-write-back, 7289",
    "invalidate=on slip=lost-upgrade, 19433",
  })
  void reachableStatesArePinned(String settings, long states) {
    assertThat(explore(Mesi.ROOM, settings).states()).isEqualTo(states);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "| coreA.read,coreB.write | coreA.read,coreB.write,coreA.read |"
            + " coreA.write,coreB.write,coreB.evict,coreA.evict",
        "invalidate=on slip=forgotten-write-back | safe | coreA.write,coreA.evict,coreA.read |"
            + " coreA.write,coreA.evict",
        "invalidate=on slip=forgotten-write-back protocol=moesi | safe |"
            + " coreA.write,coreA.evict,coreA.read | coreA.write,coreA.evict",
        "invalidate=on slip=lost-upgrade words=2 | safe | "
            + OVERTAKEN
            + ",coreB.read | "
            + OVERTAKEN,
        "invalidate=on slip=lost-upgrade | safe | safe | safe",
        "invalidate=on bus=split words=2 | safe | safe | safe",
        "invalidate=on protocol=moesi | safe | safe | safe",
        "invalidate=on protocol=mesif | safe | safe | safe",
        "invalidate=on supply=any cores=3 | safe | safe | safe",
      })
  void shortestBreaks(String settings, String owners, String stale, String lost) {
    Exploration found = explore(Mesi.ROOM, settings == null ? "" : settings);
    assertThat(found.complete()).isTrue();
    assertThat(scheduleOrSafe(found, "two-owners")).isEqualTo(owners);
    assertThat(scheduleOrSafe(found, "stale-read")).isEqualTo(stale);
    assertThat(scheduleOrSafe(found, "lost-write")).isEqualTo(lost);
    assertThat(answers(found)).containsEntry("shared", "reached");
  }

  /** The state that a protocol adds is met in it, and there alone. */
  @ParameterizedTest
  @CsvSource({
    "moesi, owned, 'coreA.write,coreB.read', forward",
    "mesif, forward, 'coreA.read,coreB.read', owned",
  })
  void theStateThatAProtocolAddsIsReached(
      String protocol, String claim, String schedule, String other) {
    Exploration found = explore(Mesi.ROOM, "invalidate=on protocol=" + protocol);
    assertThat(found.answer(claim).schedule()).hasToString("Optional[" + schedule + "]");
    assertThat(answers(found)).doesNotContainKey(other);
    assertThat(answers(explore(Mesi.ROOM, "invalidate=on"))).doesNotContainKeys("owned", "forward");
  }

  /** The first write fills, each change of hands sends; a broken machine's savings do not count. */
  @ParameterizedTest
  @CsvSource({
    "'', 47, SAFE",
    "burst=11, 4, SAFE",
    "burst=48, 0, BREAKS",
    "invalidate=on protocol=mesif, 47, SAFE",
  })
  void turnsSendTheLine(String settings, long inTurns, Exploration.Outcome outcome) {
    Exploration.Answer answer = explore(Mesi.ROOM, settings).answer("alone-beats-turns");
    assertThat(answer.costs().orElseThrow().a()).isZero();
    assertThat(answer.costs().orElseThrow().b()).isEqualTo(inTurns);
    assertThat(answer.outcome()).isEqualTo(outcome);
  }

  /** Who answers changes no state of the line, only where it comes from. */
  @ParameterizedTest
  @CsvSource({
    "memory, 'A: S, B: F, C: I', 1, 0",
    "exclusive, 'A: S, B: F, C: I', 0, 1",
    "any, 'A: S, B: F, C: I', 0, 1",
  })
  void whoAnswersIsCounted(String supply, String states, int more, int transfers) {
    Stage stage =
        picture(Mesi.ROOM, "protocol=mesif cores=3 supply=" + supply, "coreA.read,coreB.read");
    assertThat(stage.piece("carried").orElseThrow().title()).isEqualTo(states);
    assertThat(numbers(stage)).containsExactly((double) transfers, 1.0 + more, 0.0);
  }

  @Test
  void aStoryOfEveryKind() {
    assertThat(
            stories(
                Mesi.ROOM,
                "invalidate=on cores=3",
                "coreA.read,coreA.write,coreB.read,coreC.read,coreB.write,coreC.write,coreC.evict"))
        .containsExactly(
            "Core A reads 0 with BusRd: memory sends the line, and the copy is Exclusive.",
            "Core A writes 1: it has the line Exclusive, so nobody is asked.",
            "Core B reads 1 with BusRd: core A sends the line, memory takes it too, and the copy is"
                + " Shared.",
            "Core C reads 1 with BusRd: memory sends the line, and the copy is Shared.",
            "Core B writes 2 with BusUpgr: the copies of cores A and C are invalidated.",
            "Core C writes 3 with BusRdX: core B sends the line, and the copy of core B is"
                + " invalidated.",
            "Core C gives up its copy, Modified: memory takes 3 with WB.");
    assertThat(story(Mesi.ROOM, "", "coreA.read,coreB.write,coreA.read"))
        .isEqualTo("Core A reads 0 from its own copy, Exclusive. But 1 was written last.");
    assertThat(story(Mesi.ROOM, "cores=4", "coreA.write,coreB.write,coreC.write"))
        .isEqualTo(
            "Core C writes 3 with BusRdX: core A sends the line, and cores A and B keep their"
                + " copies.");
    assertThat(story(Mesi.ROOM, "", "coreA.read,coreA.evict"))
        .isEqualTo("Core A gives up its copy, Exclusive: it is clean, so nobody is told.");
    assertThat(story(Mesi.ROOM, "slip=forgotten-write-back", "coreA.write,coreA.evict"))
        .isEqualTo(
            "Core A gives up its copy, Modified, and forgets to write it back: memory keeps 0.");
    assertThat(stories(Mesi.ROOM, "invalidate=on slip=lost-upgrade words=2", OVERTAKEN).getLast())
        .isEqualTo(
            "The bus answers: core B writes b=1 with BusUpgr: the copy of core A is invalidated."
                + " But its own had been, and it goes by the words of before: a=0 b=1.");
    assertThat(stories(Mesi.ROOM, "invalidate=on bus=split words=2", OVERTAKEN).getLast())
        .as("a sound cache asks for what it lacks by now")
        .isEqualTo(
            "The bus answers: core B writes b=1 with BusRdX: core A sends the line, and the copy of"
                + " core A is invalidated.");
  }

  @Test
  void whatCannotHappenIsNotOffered() {
    var machine = Mesi.ROOM.scene(Mesi.ROOM.settings("invalidate=on bus=split")).machine();
    assertThat(possible(machine, "coreA.write"))
        .containsExactly("coreB.read", "coreB.write", "bus.answer:A");
    assertThat(refused(machine, "coreA.write"))
        .containsExactly(
            "coreA.read its request waits for the bus",
            "coreA.write its request waits for the bus",
            "coreA.evict its request waits for the bus",
            "coreB.evict it has no copy");
    var whole = Mesi.ROOM.scene(Mesi.ROOM.settings("")).machine();
    assertThat(possible(whole, "coreA.write*8")).isEmpty();
    assertThat(refused(whole, "coreA.write*8"))
        .hasSize(6)
        .contains("coreB.read the run ends after 8 accesses");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cores=1", "cores=5", "words=0", "words=3", "burst=0", "protocol=msi"})
  void nonsenseIsRefused(String settings) {
    assertThatThrownBy(() -> Mesi.ROOM.settings(settings)).isInstanceOf(BadInput.class);
  }

  @Test
  void whatDoesNotGoTogetherIsRefusedWithTheReason() {
    assertThatThrownBy(() -> Mesi.ROOM.scene(Mesi.ROOM.settings("slip=lost-upgrade")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("needs invalidate=on");
    assertThatThrownBy(() -> Mesi.ROOM.settings("slip=lost-upgrade bus=atomic"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("nobody comes in between");
    assertThat(Mesi.ROOM.settings("invalidate=on slip=lost-upgrade").values())
        .containsEntry("bus", "split");
    assertThat(Mesi.ROOM.world(Mesi.ROOM.settings("cores=3 words=2 bus=split")))
        .isEqualTo("3 cores, a line of 2 words, 7 accesses in all, a bus that answers later");
  }

  @Test
  void thePictureShowsStatesWordsAndTheBus() {
    Stage stage = picture(Mesi.ROOM, "invalidate=on", "coreA.write,coreB.read");
    assertThat(stage.board().orElseThrow().places())
        .extracting(Place::title)
        .containsExactly("core A", "the bus", "core B", "memory");
    assertThat(stage.unplaced()).isEmpty();
    assertThat(labels(stage, "cacheA")).containsExactly("S 1", "evict", "read", "write");
    assertThat(labels(stage, "cacheB").getFirst()).isEqualTo("S 1");
    assertThat(labels(stage, "said")).containsExactly("BusRd by B, from A");
    assertThat(labels(stage, "memory")).containsExactly("1");
    assertThat(numbers(stage)).containsExactly(1.0, 1.0, 1.0);
    Piece.Cells cacheA = (Piece.Cells) stage.piece("cacheA").orElseThrow();
    assertThat(cacheA.cells().get(3).click()).contains(new Click.Step("coreA.write"));
    Piece.Cells said = (Piece.Cells) stage.piece("said").orElseThrow();
    assertThat(said.cells().getFirst().click()).contains(new Click.Set("invalidate=off"));
    Stage stale = picture(Mesi.ROOM, "protocol=moesi invalidate=on words=2", "coreB.write");
    assertThat(labels(stale, "memory")).containsExactly("a0 b0, stale");
    assertThat(labels(stale, "cacheA").getFirst()).isEqualTo("I");
    Stage four = picture(Mesi.ROOM, "cores=4 bus=split", "coreD.write");
    assertThat(labels(four, "said")).containsExactly("silent", "BusRdX of D waits");
    assertThat(four.board().orElseThrow().places())
        .extracting(p -> p.column() + "," + p.row() + " " + p.title())
        .containsExactly(
            "0,0 core A", "1,0 the bus", "2,0 core B", "0,1 core C", "2,1 core D", "1,1 memory");
  }

  @Test
  void aLineIsWhereItsNewestWordsMayBeRead() {
    assertThat(
            Whereabouts.of(
                "the line", Mesi.ROOM, "invalidate=on", "coreA.read,coreA.write,coreB.write"))
        .containsExactly("memory", "core A and memory", "core A", "core B");
  }

  private static List<Double> numbers(Stage stage) {
    Piece.Figures figures = (Piece.Figures) stage.piece("carried").orElseThrow();
    return figures.figures().stream().map(Piece.Figure::value).toList();
  }

  /** Lines are counted and nanoseconds measured: whoever reads the number is told. */
  @Test
  void whatIsMeasuredIsNotWhatIsCounted() {
    assertThat(Mesi.ROOM.evidence())
        .filteredOn(Bench.class::isInstance)
        .singleElement()
        .matches(e -> e.analogue().isPresent());
  }

  @Test
  void theSentenceUsesWhatWasFound() {
    assertThat(Mesi.ROOM.sentence(findings(List.of(), List.of())))
        .isEqualTo("Without invalidation two cores own one line in 2 steps.");
    assertThat(
            Mesi.ROOM.sentence(
                findings(
                    List.of(counted("stale-read", "invalidate=on", 0, 4_200_000)),
                    List.of(measured("alone-beats-turns", "in turns", 25.4)))))
        .isEqualTo(
            "Without invalidation two cores own one line in 2 steps. Here a read of one variable"
                + " was older than the one before in 0 of 4.2 million. A hand-over costs 25 ns.");
  }
}
