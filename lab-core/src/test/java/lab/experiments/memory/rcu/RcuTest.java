package lab.experiments.memory.rcu;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.counted;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.measured;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.schedule;
import static lab.experiments.RoomFixture.steps;
import static lab.experiments.RoomFixture.stories;
import static lab.experiments.RoomFixture.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.input.BadInput;
import lab.room.Bench;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Settings;
import lab.stage.Board;
import lab.stage.Piece;
import lab.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RcuTest {
  private static final String GRACE = "free=after-grace-period ";

  @Test
  void inWholeOperationsItIsTheOwnersThreeSteps() {
    Exploration found = explore(Rcu.ROOM, "");
    assertThat(found.states()).isEqualTo(17);
    assertThat(schedule(found, "held-freed")).isEqualTo("reader1.enter,writer.unlink,writer.free");
    assertThat(steps(found, "reads-freed")).isEqualTo(4);
    Exploration fixed = explore(Rcu.ROOM, GRACE);
    assertThat(fixed.states()).isEqualTo(25);
    assertThat(fixed.answer("held-freed").outcome()).isEqualTo(Outcome.SAFE);
  }

  /** The two presets differ in the repair, and a pin that lacks something is never hidden. */
  @Test
  void whereThePinIsTheQuestionSingleAccessesAreAsked() {
    assertThat(Rcu.ROOM.controls().defaults().get("grain")).isEqualTo("operations");
    assertThat(Rcu.ROOM.fixed().get("grain")).isEqualTo("operations");
    Settings asked = Rcu.ROOM.settings(GRACE + "pin=acquire-release");
    assertThat(asked.get("grain")).isEqualTo("accesses");
    assertThat(asked.get("model")).isEqualTo("java");
    assertThat(Rcu.ROOM.models().answer(asked, "held-freed").orElseThrow().outcome())
        .isEqualTo(Outcome.BREAKS);
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> Rcu.ROOM.settings("pin=acquire-release grain=operations"))
        .withMessageContaining("whole operations take turns");
  }

  @Test
  void theWorldIsToldInWords() {
    assertThat(Rcu.ROOM.world(Rcu.ROOM.fixed()))
        .isEqualTo(
            "1 reader that enters once, 1 read in the last section, one writer that unlinks 1"
                + " node");
    assertThat(Rcu.ROOM.world(Rcu.ROOM.settings("readers=2 reads=3 nodes=2 stall=on")))
        .isEqualTo(
            "2 readers that enter once each, 3 reads in the last section, one writer that unlinks"
                + " 2 nodes, a last reader that never leaves");
  }

  /** Nothing is run to compare two constants, and what is measured is not what is counted. */
  @Test
  void theCostOfAPinIsArithmeticAndItsTimeAnAnalogue() {
    Claim.Beats<?> beats =
        (Claim.Beats<?>)
            Rcu.ROOM.claims(Rcu.ROOM.fixed()).stream()
                .filter(c -> c.name().equals("pin-beats-lock"))
                .findFirst()
                .orElseThrow();
    assertThat(beats.arithmetic()).isTrue();
    assertThat(beats.costs().get().a()).isZero();
    assertThat(beats.costs().get().b()).isEqualTo(2);
    assertThat(Rcu.ROOM.evidence())
        .filteredOn(Bench.class::isInstance)
        .allMatch(e -> e.analogue().isPresent());
  }

  /** What a soak counts beside poisoned reads says nothing of poisoned reads. */
  @Test
  void whatIsNoPoisonedReadViolatesAnotherClaim() {
    assertThat(
            Rcu.ROOM.evidence().stream()
                .filter(Live.class::isInstance)
                .flatMap(e -> ((Live) e).outcomes().stream())
                .filter(o -> o.violates("reads-freed"))
                .map(o -> o.id())
                .distinct())
        .containsExactly("poison", "poisoned reads", "older reads");
  }

  /** Grace periods only, access by access: the shortest break of held-freed, or 0. */
  @ParameterizedTest
  @CsvSource({
    "full, 1, sc, 50, 0",
    "full, 1, tso, 82, 0",
    "full, 1, java, 56, 0",
    "full, 2, sc, 691, 0",
    "full, 2, tso, 1309, 0",
    "full, 2, java, 1357, 0",
    "acquire-release, 1, sc, 36, 0",
    "acquire-release, 1, tso, 131, 5",
    "acquire-release, 1, java, 43, 5",
    "acquire-release, 2, tso, 2943, 6",
    "acquire-release, 2, java, 675, 6",
    "asymmetric, 1, sc, 43, 0",
    "asymmetric, 1, tso, 92, 0",
    "asymmetric, 1, java, 49, 0",
    "asymmetric, 2, tso, 1540, 0",
    "asymmetric, 2, java, 929, 0",
  })
  void whatOrdersAPin(String pin, String readers, String model, long states, int steps) {
    Exploration found =
        explore(
            Rcu.ROOM,
            GRACE + "pin=%s readers=%s grain=accesses model=%s".formatted(pin, readers, model));
    assertThat(found.complete()).isTrue();
    assertThat(steps(found, "held-freed")).isEqualTo(steps);
    assertThat(found.answer("reads-freed").outcome())
        .isEqualTo(steps == 0 ? Outcome.SAFE : Outcome.BREAKS);
    assertThat(found.states()).isEqualTo(states);
  }

  /** Without a fence only volatile is enough; with it, opaque would be. */
  @ParameterizedTest
  @CsvSource({
    "acquire-release, plain, 5",
    "acquire-release, opaque, 5",
    "acquire-release, acquire-release, 5",
    "acquire-release, volatile, 0",
    "full, plain, 9",
    "full, opaque, 0",
    "full, volatile, 0"
  })
  void modesAlone(String pin, String mode, int steps) {
    Exploration found =
        explore(Rcu.ROOM, GRACE + "grain=accesses pin=%s mode=%s".formatted(pin, mode));
    assertThat(steps(found, "held-freed")).isEqualTo(steps);
  }

  @Test
  void aReaderThatStallsHoldsBackTwoNodesAndNoMore() {
    Exploration found = explore(Rcu.ROOM, GRACE + "grain=accesses nodes=3 stall=on");
    assertThat(found.states()).isEqualTo(175);
    assertThat(answers(found))
        .containsEntry("held-freed", "safe")
        .containsEntry("reads-freed", "safe")
        .containsEntry("bounded", "safe")
        .containsEntry("freed-at-last", "breaks")
        .containsEntry("refused", "reached");
    Exploration without = explore(Rcu.ROOM, GRACE + "grain=accesses nodes=3");
    assertThat(without.answer("freed-at-last").outcome()).isEqualTo(Outcome.SAFE);
    assertThat(without.answer("refused").outcome()).isEqualTo(Outcome.REACHED);

    String stalled = GRACE + "nodes=3 stall=on";
    String full =
        "reader1.enter,reader1.read,writer.unlink,writer.grace,writer.look,writer.unlink,"
            + "writer.look,writer.unlink,writer.look";
    assertThat(stories(Rcu.ROOM, stalled, full))
        .containsExactly(
            "Reader 1 enters and finds node 1: it holds it. It never leaves: the writer will wait"
                + " for it for ever.",
            "Reader 1 reads node 1: 11.",
            "The writer unlinks node 1: readers that enter now find node 2.",
            "A grace period begins: it waits for reader 1.",
            "The writer looks: not everybody has left, so nothing is freed yet.",
            "The writer unlinks node 2: readers that enter now find node 3.",
            "The writer looks: not everybody has left, so nothing is freed yet.",
            "The writer unlinks node 3: readers that enter now find nothing.",
            "The writer looks: not everybody has left, so nothing is freed yet. Retiring one more"
                + " reports: full.");
    Stage stage = picture(Rcu.ROOM, stalled, full);
    Piece.Cells reader = cells(stage, "reader1.section");
    assertThat(reader.cells()).extracting(Piece.Cell::label).containsExactly("X1: 11");
    assertThat(reader.marks()).extracting(Piece.Mark::label).containsExactly("never leaves");
    Piece.Cells held = cells(stage, "held");
    assertThat(held.marks()).extracting(Piece.Mark::label).containsExactly("retire: full");
    assertThat(held.cells()).extracting(Piece.Cell::label).containsExactly("X1", "X2");
    assertThat(where(stage)).containsExactly("node 1", "", "node 3 node 1 node 2", "");
  }

  private static Piece.Cells cells(Stage stage, String key) {
    return (Piece.Cells) stage.piece(key).orElseThrow();
  }

  /** Which nodes reader 1, the list, the writer and free memory hold. */
  private static List<String> where(Stage stage) {
    return stage.board().orElseThrow().places().stream()
        .filter(p -> !p.key().equals("reader2") && !p.key().equals("memory"))
        .map(p ->
            p.pieces().stream()
                .flatMap(key -> stage.piece(key).stream())
                .flatMap(RcuTest::tokens)
                .collect(Collectors.joining(" ")))
        .toList();
  }

  private static Stream<String> tokens(Piece piece) {
    return switch (piece) {
      case Piece.Cells p -> p.cells().stream().flatMap(c -> c.token().stream());
      case Piece.Links p -> p.nodes().stream().flatMap(n -> n.token().stream());
      default -> Stream.empty();
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                         | | node 1 | node 2 |",
        "reader1.enter                              | node 1 | node 1 | node 2 |",
        "reader1.enter,writer.unlink                | node 1 | node 2 | node 1 |",
        "reader1.enter,writer.unlink,writer.free    | node 1 | node 2 | | node 1",
        "reader1.enter,reader1.read,reader1.exit    | | node 1 | node 2 |",
        "writer.unlink,writer.free,reader1.enter    | node 2 | node 2 | | node 1",
      })
  void eachNodeIsWhereItIs(
      String schedule, String reader, String list, String writer, String free) {
    assertThat(where(picture(Rcu.ROOM, "nodes=2", schedule)))
        .containsExactly(orNone(reader), orNone(list), orNone(writer), orNone(free));
  }

  private static String orNone(String nodes) {
    return nodes == null ? "" : nodes;
  }

  /**
   * The slowest reader's reads are the price of a grace period, and no price where there is none.
   */
  @ParameterizedTest
  @CsvSource({"now, 1, 4", "now, 4, 4", "after-grace-period, 1, 6", "after-grace-period, 4, 9"})
  void theLongestWaitIsTheSlowestReaders(String free, String reads, int steps) {
    Exploration found = explore(Rcu.ROOM, "free=%s reads=%s".formatted(free, reads));
    assertThat(steps(found, "freed-and-read")).isEqualTo(steps);
  }

  @Test
  void theStoriesAndThePictureOfAHeldNodeThatIsFreed() {
    String freed = "reader1.enter,writer.unlink,writer.free,reader1.read";
    assertThat(stories(Rcu.ROOM, "", freed))
        .containsExactly(
            "Reader 1 enters and finds node 1: it holds it.",
            "The writer unlinks node 1: readers that enter now find nothing.",
            "The writer frees node 1 and fills it with poison. A reader still holds it.",
            "Reader 1 reads node 1 and finds poison: it has been freed.");
    Stage stage = picture(Rcu.ROOM, "", freed);
    assertThat(cells(stage, "free").cells())
        .extracting(c -> c.label() + " " + c.tone())
        .containsExactly("X1 poison BAD");
    assertThat(cells(stage, "reader1.section").cells())
        .extracting(c -> c.label() + " " + c.tone())
        .containsExactly("X1: poison BAD");
    Piece.Links list = (Piece.Links) stage.piece("list").orElseThrow();
    assertThat(list.edges()).extracting(e -> e.from() + e.to()).containsExactly("headend");
  }

  @Test
  void eachReaderThatLeavesIsTold() {
    String two = GRACE + "nodes=2 readers=2";
    String both =
        "reader1.enter,reader2.enter,reader1.read,reader2.read,writer.unlink,writer.grace,"
            + "reader1.exit,writer.look";
    assertThat(story(Rcu.ROOM, two, both)).isEqualTo("The writer looks: reader 1 has left.");
    assertThat(story(Rcu.ROOM, two, both + ",writer.look"))
        .isEqualTo("The writer looks: not everybody has left, so nothing is freed yet.");
    assertThat(story(Rcu.ROOM, two, both + ",reader2.exit,writer.look"))
        .isEqualTo("The writer looks: reader 2 has left.");
  }

  /** A break of a stuck claim ends in who waits for whom; who enters too late keeps nobody. */
  @Test
  void whoStallsKeepsTheWriterForEver() {
    String stalled = GRACE + "stall=on";
    Exploration found = explore(Rcu.ROOM, stalled);
    assertThat(found.answer("freed-at-last").outcome()).isEqualTo(Outcome.BREAKS);
    assertThat(found.answer("freed-at-last").claim().text()).contains("never leaves");
    assertThat(story(Rcu.ROOM, stalled, schedule(found, "freed-at-last"))).contains("for ever");
    assertThat(story(Rcu.ROOM, stalled, "writer.unlink,writer.grace,reader1.enter"))
        .isEqualTo("Reader 1 enters and finds nothing.");
  }

  @Test
  void aLookThatWouldWaitHasAReason() {
    assertThat(refused(Rcu.ROOM, GRACE, "reader1.enter,writer.unlink,writer.grace"))
        .containsExactly("writer.look it waits for reader 1");
  }

  /** Access by access, the code stands with its thread, older values below. */
  @Test
  void thePictureOfSingleAccesses() {
    Stage stage =
        picture(Rcu.ROOM, GRACE + "grain=accesses nodes=2", "reader1.enter,writer.unlink");
    assertThat(stage.pieces())
        .extracting(Piece::key)
        .endsWith("free", "reader1", "writer", "pointer", "epoch1");
    Board board = stage.board().orElseThrow();
    assertThat(board.of("reader1")).isEqualTo(board.of("reader1.section"));
    assertThat(board.of("writer")).isEqualTo(board.of("held"));
    assertThat(stage.unplaced()).isEmpty();
    Piece.Table reader = (Piece.Table) stage.piece("reader1").orElseThrow();
    assertThat(reader.rows())
        .extracting(r -> r.cells().getFirst())
        .containsExactly(
            "epoch1 = 1 (odd: pinned)",
            "full fence",
            "p = pointer",
            "if p == 0: leave",
            "v = node[p]",
            "epoch1 = 2 (even)",
            "p = 0  pinned = 1  v = 0");
  }

  @Test
  void theSentenceUsesWhatWasFound() {
    assertThat(
            Rcu.ROOM.sentence(
                findings(
                    List.of(
                        counted("reads-freed", "free=now pin=full", 0, 1_000),
                        counted("reads-freed", "free=now pin=full", 90, 8_000),
                        counted(
                            "reads-freed",
                            "free=after-grace-period pin=acquire-release",
                            7,
                            2_000_000),
                        counted("reads-freed", "free=after-grace-period pin=full", 0, 3_000_000)),
                    List.of(
                        measured("pin-beats-lock", "plain read", 1),
                        measured("pin-beats-lock", "pin, writer's fence", 1.5)),
                    List.of(new Findings.Value("reads-freed", "longest grace period", "88.0 µs")))))
        .isEqualTo(
            "Freed at once, a node is gone under its reader in 3 steps; here 90 of 9,000 looks"
                + " found poison. After a grace period: 0 of 3.0 million with full, 7 of 2.0"
                + " million with acquire-release. Longest grace period: 88.0 µs. A read of 1.0 ns"
                + " takes 1.5 with a pin and the writer's fence.");
  }
}
