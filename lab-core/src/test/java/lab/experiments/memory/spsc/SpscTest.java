package lab.experiments.memory.spsc;

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
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Replay;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Modes;
import lab.room.ProgramControls.ProgramSetup;
import lab.room.Stress;
import lab.room.StressTest;
import lab.stage.Board;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpscTest {

  /** Shortest breaks of unwritten, lost, fifo and waits-end; 0 where there is none. */
  @ParameterizedTest
  @CsvSource({
    "2, sc, plain, accesses, 265, 0, 0, 0, 0",
    "4, sc, plain, accesses, 1402, 0, 0, 0, 0",
    "2, tso, plain, accesses, 2613, 0, 0, 0, 0",
    "4, tso, plain, accesses, 24650, 0, 0, 0, 0",
    "2, java, plain, accesses, 3570, 6, 17, 0, 18",
    "4, java, plain, accesses, 26397, 6, 24, 42, 32",
    "2, java, opaque, accesses, 1024, 6, 17, 0, 18",
    "4, java, opaque, accesses, 7154, 6, 24, 42, 32",
    "2, java, acquire-release, accesses, 783, 0, 0, 0, 0",
    "4, java, acquire-release, accesses, 4494, 0, 0, 0, 0",
    "2, java, volatile, accesses, 265, 0, 0, 0, 0",
    "4, java, volatile, accesses, 1402, 0, 0, 0, 0",
    "8, sc, plain, operations, 253, 0, 0, 0, 0",
    "2, sc, plain, operations, 19, 0, 0, 0, 0",
  })
  void everyModelAndMode(
      String cap,
      String model,
      String mode,
      String grain,
      long states,
      int unwritten,
      int lost,
      int fifo,
      int waits) {
    Exploration found =
        explore(Spsc.ROOM, "cap=%s model=%s mode=%s grain=%s".formatted(cap, model, mode, grain));
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(states);
    assertThat(
            List.of(
                steps(found, "unwritten"),
                steps(found, "lost"),
                steps(found, "fifo"),
                steps(found, "waits-end")))
        .containsExactly(unwritten, lost, fifo, waits);
    assertThat(answers(found))
        .containsEntry("full", "reached")
        .containsEntry("delivered", "reached");
  }

  @Test
  void headChasesTail() {
    String small = "cap=2 grain=operations";
    String lap = "producer.put*2,consumer.take*2,producer.put";
    assertThat(stories(Spsc.ROOM, small, lap))
        .containsExactly(
            "The producer puts message 1 into slot 0: 1 of 2 occupied.",
            "The producer puts message 2 into slot 1: the ring is full, and an offer would be"
                + " refused.",
            "The consumer takes message 1 out of slot 0: 1 of 2 occupied.",
            "The consumer takes message 2 out of slot 1: the ring is empty, and a poll would find"
                + " null.",
            "The producer puts message 3 into slot 0: 1 of 2 occupied.");

    Piece.Cells ring = cells(picture(Spsc.ROOM, small, lap), "ring");
    assertThat(ring.cells()).extracting(Piece.Cell::label).containsExactly("3", "·");
    assertThat(ring.marks())
        .extracting(m -> m.label() + m.cell())
        .containsExactly("HEADslot0", "TAILslot1");
    assertThat(ring.cells().getFirst().click()).contains(new Click.Step("consumer.take"));
    assertThat(ring.cells().getLast().click()).contains(new Click.Step("producer.put"));
  }

  @Test
  void whatIsNotPossibleHasAReason() {
    assertThat(refused(Spsc.ROOM, "cap=2 grain=operations", ""))
        .containsExactly("consumer.take the ring is empty: a poll would find null");
    assertThat(refused(Spsc.ROOM, "cap=2 grain=operations", "producer.put")).isEmpty();
    assertThat(refused(Spsc.ROOM, "cap=2 grain=operations", "producer.put*2"))
        .containsExactly("producer.put the ring is full: an offer would be refused");
    // Access by access, a side that waits looks again and again.
    assertThat(refused(Spsc.ROOM, "cap=2", "consumer.take")).isEmpty();
  }

  @Test
  void thePictureShowsWhatIsLostAndWhatMayBeReadStale() {
    String relaxed = "cap=2 mode=opaque";
    String loses = schedule(explore(Spsc.ROOM, relaxed), "lost");
    Stage lost = picture(Spsc.ROOM, relaxed, loses);
    assertThat(cells(lost, "ring").cells())
        .anyMatch(c -> c.tone() == Tone.BAD && c.label().equals("lost"));

    String reads = "producer.write,producer.ahead,producer.put,consumer.take:1";
    Stage stale = picture(Spsc.ROOM, relaxed, reads);
    assertThat(stale.pieces())
        .extracting(Piece::key)
        .contains("ring", "producer", "consumer", "contents1")
        .doesNotContain("contents2", "consumerIndex");
    Board board = stale.board().orElseThrow();
    assertThat(board.of("producer").orElseThrow().title()).isEqualTo("the producer");
    assertThat(board.of("consumer")).isEqualTo(board.of("taken"));
    assertThat(stale.unplaced()).isEmpty();
  }

  /** Producer, ring, consumer; and nowhere once it is overwritten, counted by then or not. */
  @Test
  void eachMessageIsWhereItIs() {
    String small = "cap=2 grain=operations";
    assertThat(where(small, "")).containsExactly("1 2 3 4", "", "");
    assertThat(where(small, "producer.put*2")).containsExactly("3 4", "1 2", "");
    assertThat(where(small, "producer.put*2,consumer.take")).containsExactly("3 4", "2", "1");
    // Taken is what was seen, though the slot is not cleared yet.
    String seen = "producer.write,producer.ahead,producer.put,consumer.take:1";
    assertThat(where("cap=2", seen)).containsExactly("2 3 4", "", "1");
    assertThat(cells(picture(Spsc.ROOM, "cap=2", seen), "ring").cells().getFirst())
        .extracting(Piece.Cell::label, Piece.Cell::tone)
        .containsExactly("1", Tone.GONE);

    String relaxed = "cap=2 mode=opaque";
    String loses = schedule(explore(Spsc.ROOM, relaxed), "lost");
    assertThat(where(relaxed, loses)).containsExactly("4", "", "1 2");
    String notCounted = loses.substring(0, loses.lastIndexOf(','));
    assertThat(where(relaxed, notCounted)).containsExactly("4", "", "1 2");
  }

  /** A message in a store buffer is in nobody's hands but the producer's. */
  @Test
  void whatWaitsInAStoreBufferIsWithTheProducer() {
    String tso = "cap=2 model=tso";
    String counts = "producer.write,producer.ahead,producer.put,producer.count";
    assertThat(where(tso, counts)).containsExactly("1 2 3 4", "", "");
    assertThat(where(tso, counts + ",producer.drain*2")).containsExactly("2 3 4", "1", "");
  }

  /** A message that is counted before it is put, as a compiler may have it, is not lost. */
  @Test
  void whatIsCountedFirstIsStillToBePut() {
    String counted = "jit.order:3,producer.write,producer.ahead,producer.count";
    assertThat(where("cap=2", counted)).containsExactly("1 2 3 4", "", "");
    assertThat(where("cap=2", counted + ",producer.put")).containsExactly("2 3 4", "1", "");
  }

  /** Which messages producer, ring and consumer hold. */
  private static List<String> where(String settings, String schedule) {
    Stage stage = picture(Spsc.ROOM, settings, schedule);
    return Stream.of("toPut", "ring", "taken")
        .map(key ->
            cells(stage, key).cells().stream()
                .flatMap(c -> c.token().stream())
                .map(token -> token.substring("message ".length()))
                .collect(Collectors.joining(" ")))
        .toList();
  }

  private static Piece.Cells cells(Stage stage, String key) {
    return (Piece.Cells) stage.piece(key).orElseThrow();
  }

  @Test
  void whatTheConsumerGotWrongIsSaid() {
    String unwritten = schedule(explore(Spsc.ROOM, ""), "unwritten");
    assertThat(cells(picture(Spsc.ROOM, "", unwritten), "taken").cells().getLast())
        .extracting(Piece.Cell::label, Piece.Cell::tone)
        .containsExactly("1, not written", Tone.BAD);
    String turns = schedule(explore(Spsc.ROOM, "cap=4"), "fifo");
    assertThat(cells(picture(Spsc.ROOM, "cap=4", turns), "taken").cells().getLast())
        .extracting(Piece.Cell::tone)
        .isEqualTo(Tone.BAD);
  }

  @Test
  void aMessageMovesTwoLinesAndThreeTimesAsManyWithALock() {
    Claim.Costs costs = Transfers.costs(8);
    // Each call but the first finds every line it needs on the other side.
    assertThat(costs.a()).isEqualTo(23);
    assertThat(costs.b()).isEqualTo(69);
    ProgramSetup setup = new ProgramSetup(MemoryModel.SC, Grain.ACCESSES, new Modes("plain"));
    assertThat(Replay.run(new SpscMachine(8, setup), costs.witness()).refusal()).isEmpty();
  }

  @Test
  void theShippedRingIsWeakenedModeByMode() {
    Stress first = (Stress) Spsc.ROOM.evidence().getFirst();
    assertThat(first.cases())
        .extracting(
            t -> t.settings().get("mode") + " " + t.weakening().map(Object::toString).orElse("-"))
        .containsExactly(
            "plain SpscRing plain",
            "opaque SpscRing opaque",
            "acquire-release -",
            "volatile SpscRing volatile",
            "plain -",
            "acquire-release -");
  }

  /** A miniature that was broken on purpose is no evidence, and the proof is not of a peer's. */
  @Test
  void onlyTheShippedRingIsProvedAndJudged() {
    List<StressTest> tests =
        Spsc.ROOM.evidence().stream()
            .filter(e -> e instanceof Stress)
            .flatMap(e -> ((Stress) e).cases().stream())
            .toList();
    assertThat(tests)
        .filteredOn(StressTest::twin)
        .extracting(SpscTest::shortName)
        .containsExactly("PeekedRing");
    assertThat(tests)
        .filteredOn(t -> t.unproved().isPresent())
        .extracting(SpscTest::shortName)
        .containsExactly("JcToolsRing");
  }

  private static String shortName(StressTest test) {
    return test.name().substring(test.name().lastIndexOf('.') + 1);
  }

  /** Nanoseconds are not lines. */
  @Test
  void theTimeOfAMessageIsAnAnalogueOfItsLines() {
    assertThat(Spsc.ROOM.evidence().getLast().analogue())
        .contains("time, to which more than the transfers of lines adds");
  }

  @ParameterizedTest
  @CsvSource({"2, 4", "4, 8", "8, 12"})
  void theWorldIsToldInWords(String cap, int messages) {
    assertThat(Spsc.ROOM.world(Spsc.ROOM.settings("cap=" + cap)))
        .startsWith(
            "a ring of %s slots, one producer, one consumer and %d".formatted(cap, messages));
  }

  /** Who is stuck says for what. */
  @ParameterizedTest
  @CsvSource({
    "2, opaque, Message 3 is gone from slot 0: the consumer waits for it for ever.",
    "4, opaque, Message 5 is gone from slot 0: the consumer waits for it for ever.",
    "8, plain, Message 9 is gone from slot 0: the consumer waits for it for ever.",
  })
  void aWaitThatNeverEndsSaysWhoWaitsForWhat(String cap, String mode, String sentence) {
    String settings = "cap=%s mode=%s".formatted(cap, mode);
    List<String> stories =
        stories(Spsc.ROOM, settings, schedule(explore(Spsc.ROOM, settings), "waits-end"));
    assertThat(stories.getLast()).endsWith(sentence);
    assertThat(stories.subList(0, stories.size() - 1)).noneMatch(s -> s.contains("for ever"));
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    assertThat(
            Spsc.ROOM.sentence(
                findings(
                    List.of(
                        counted("unwritten", "mode=plain", 12, 2_000_000),
                        counted("unwritten", "mode=acquire-release", 0, 50_000)),
                    List.of(
                        measured("ring-beats-lock", "SpscRing", 2),
                        measured("ring-beats-lock", "ArrayBlockingQueue", 80)))))
        .isEqualTo(
            "A relaxed ring can hand over a message that is not written, in 6 steps; here 12 of 2.0"
                + " million with plain, 0 of 50,000 with acquire-release. 500 million messages/s;"
                + " ArrayBlockingQueue 13.");
  }
}
