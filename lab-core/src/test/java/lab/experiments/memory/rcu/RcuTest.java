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

import java.util.List;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.room.Findings;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RcuTest {
  private static final String GRACE = "free=after-grace-period ";

  @Test
  void inWholeOperationsItIsTheOwnersThreeSteps() {
    Exploration found = explore(Rcu.ROOM, "grain=operations");
    assertThat(found.states()).isEqualTo(17);
    assertThat(schedule(found, "held-freed")).isEqualTo("reader1.enter,writer.unlink,writer.free");
    assertThat(steps(found, "reads-freed")).isEqualTo(4);
    Exploration fixed = explore(Rcu.ROOM, GRACE + "grain=operations");
    assertThat(fixed.states()).isEqualTo(25);
    assertThat(fixed.answer("held-freed").outcome()).isEqualTo(Outcome.SAFE);
  }

  /** Grace periods only: the shortest break of held-freed, or 0. */
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
        explore(Rcu.ROOM, GRACE + "pin=%s readers=%s model=%s".formatted(pin, readers, model));
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
    Exploration found = explore(Rcu.ROOM, GRACE + "pin=%s mode=%s".formatted(pin, mode));
    assertThat(steps(found, "held-freed")).isEqualTo(steps);
  }

  @Test
  void aReaderThatStallsHoldsBackTwoNodesAndNoMore() {
    Exploration found = explore(Rcu.ROOM, GRACE + "nodes=3 stall=on");
    assertThat(found.states()).isEqualTo(175);
    assertThat(answers(found))
        .containsEntry("held-freed", "safe")
        .containsEntry("reads-freed", "safe")
        .containsEntry("bounded", "safe")
        .containsEntry("freed-at-last", "breaks")
        .containsEntry("refused", "reached");
    Exploration without = explore(Rcu.ROOM, GRACE + "nodes=3");
    assertThat(without.answer("freed-at-last").outcome()).isEqualTo(Outcome.SAFE);
    assertThat(without.answer("refused").outcome()).isEqualTo(Outcome.REACHED);

    String stalled = GRACE + "nodes=3 stall=on grain=operations";
    String full =
        "reader1.enter,reader1.read,writer.unlink,writer.grace,writer.look,writer.unlink,"
            + "writer.look,writer.unlink,writer.look";
    assertThat(stories(Rcu.ROOM, stalled, full))
        .containsExactly(
            "Reader 1 enters and finds node 1: it holds it.",
            "Reader 1 reads node 1: 11.",
            "The writer unlinks node 1: readers that enter now find node 2.",
            "A grace period begins: it waits for reader 1.",
            "The writer looks: not everybody has left, so nothing is freed yet.",
            "The writer unlinks node 2: readers that enter now find node 3.",
            "The writer looks: not everybody has left, so nothing is freed yet.",
            "The writer unlinks node 3: readers that enter now find nothing.",
            "The writer looks who has left. Retiring one more reports: full.");
    Stage stage = picture(Rcu.ROOM, stalled, full);
    assertThat(stage.pieces()).extracting(Piece::key).containsExactly("list", "readers", "held");
    Piece.Table readers = (Piece.Table) stage.pieces().get(1);
    assertThat(readers.rows().getFirst().cells())
        .containsExactly("reader 1", "holds X1; stalled for ever", "read 11");
    Piece.Cells held = (Piece.Cells) stage.pieces().getLast();
    assertThat(held.title()).isEqualTo("held back: 2 of 2, retire: full");
    assertThat(held.cells()).extracting(Piece.Cell::label).containsExactly("X1", "X2");
  }

  /**
   * The slowest reader's reads are the price of a grace period, and no price where there is none.
   */
  @ParameterizedTest
  @CsvSource({"now, 1, 4", "now, 4, 4", "after-grace-period, 1, 6", "after-grace-period, 4, 9"})
  void theLongestWaitIsTheSlowestReaders(String free, String reads, int steps) {
    Exploration found =
        explore(Rcu.ROOM, "grain=operations free=%s reads=%s".formatted(free, reads));
    assertThat(steps(found, "grace-period")).isEqualTo(steps);
  }

  @Test
  void theStoriesAndThePictureOfAHeldNodeThatIsFreed() {
    String freed = "reader1.enter,writer.unlink,writer.free,reader1.read";
    assertThat(stories(Rcu.ROOM, "grain=operations", freed))
        .containsExactly(
            "Reader 1 enters and finds node 1: it holds it.",
            "The writer unlinks node 1: readers that enter now find nothing.",
            "The writer frees node 1 and fills it with poison. A reader still holds it.",
            "Reader 1 reads node 1 and finds poison: it has been freed.");
    Piece.Links list =
        (Piece.Links) picture(Rcu.ROOM, "grain=operations", freed).pieces().getFirst();
    assertThat(list.nodes()).anyMatch(n -> n.label().equals("X1 (poison)") && n.tone() == Tone.BAD);
    assertThat(list.edges()).extracting(e -> e.from() + e.to()).containsExactly("headtail");
  }

  @Test
  void eachReaderThatLeavesIsTold() {
    String two = GRACE + "grain=operations nodes=2 readers=2";
    String both =
        "reader1.enter,reader2.enter,reader1.read,reader2.read,writer.unlink,writer.grace,"
            + "reader1.exit,writer.look,";
    assertThat(story(Rcu.ROOM, two, both + "writer.look"))
        .isEqualTo("The writer looks: not everybody has left, so nothing is freed yet.");
    assertThat(story(Rcu.ROOM, two, both + "reader2.exit,writer.look"))
        .isEqualTo("The writer looks who has left.");
  }

  @Test
  void aLookThatWouldWaitHasAReason() {
    assertThat(
            refused(
                Rcu.ROOM, GRACE + "grain=operations", "reader1.enter,writer.unlink,writer.grace"))
        .containsExactly("writer.look it waits for reader 1");
  }

  /** Access by access, the code and the cells with an older value stand below the picture. */
  @Test
  void thePictureOfSingleAccesses() {
    Stage stage = picture(Rcu.ROOM, GRACE + "nodes=2", "reader1.enter,writer.unlink");
    assertThat(stage.pieces())
        .extracting(Piece::key)
        .containsExactly("list", "readers", "held", "reader1", "writer", "pointer", "epoch1");
    Piece.Table reader = (Piece.Table) stage.pieces().get(3);
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
                        counted("reads-freed", "free=now pin=full", 90, 1_000),
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
            "Freed at once, a held node is gone in 3 steps; here 90 of 1,000 reads found poison."
                + " After a grace period: 0 of 3.0 million with full, 7 of 2.0 million with"
                + " acquire-release. Longest grace period: 88.0 µs. A pin makes a read of 1.0 ns/op"
                + " one of 1.5.");
  }
}
