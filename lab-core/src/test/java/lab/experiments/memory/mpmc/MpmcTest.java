package lab.experiments.memory.mpmc;

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
import lab.explore.Exploration.Outcome;
import lab.room.Findings;
import lab.room.Stress;
import lab.room.StressTest;
import lab.stage.Board;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MpmcTest {
  private static final String LOSES =
      "producer1.step,producer2.steal,producer1.step*3,producer2.step";
  private static final String BLOCKS = "producer1.step*2,producer2.steal,producer2.step*2";
  private static final String FIXED = "reserve=cas";

  /** The contrast: where nobody else moves the tail, a plain increment is enough. */
  @ParameterizedTest
  @CsvSource({"plain, off, 66", "plain, on, 81", "cas, off, 66", "cas, on, 81"})
  void oneProducerNeedsNoCompareAndSet(String reserve, String stall, long states) {
    Exploration found =
        explore(Mpmc.ROOM, "producers=1 reserve=%s stall=%s".formatted(reserve, stall));
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(states);
    assertThat(found.answers())
        .filteredOn(a -> !a.claim().name().equals("blocked"))
        .extracting(Exploration.Answer::outcome)
        .containsOnly(Outcome.SAFE, Outcome.REACHED);
    assertThat(found.answer("blocked").outcome()).isEqualTo(Outcome.NO_ANSWER);
  }

  /** The known weakness: not lock-free, whatever the reservation. */
  @Test
  void aProducerThatStopsBehindItsReservationHoldsUpAllThatComesAfter() {
    Exploration found = explore(Mpmc.ROOM, "reserve=cas stall=on");
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(51_547);
    assertThat(schedule(found, "drains"))
        .isEqualTo("producer1.step*2,producer1.stall,producer2.steal,producer2.step*2");
    assertThat(found.answer("one-slot").outcome()).isEqualTo(Outcome.SAFE);
  }

  @ParameterizedTest
  @CsvSource({
    "plain, sc, acquire-release, 317, 9, 0",
    "plain, tso, acquire-release, 1502, 14, 0",
    "plain, java, acquire-release, 579, 9, 0",
    "plain, java, volatile, 704, 9, 0",
    "cas, sc, acquire-release, 219, 0, 0",
    "cas, tso, acquire-release, 542, 0, 0",
    "cas, java, acquire-release, 347, 0, 0",
    "cas, java, volatile, 384, 0, 0",
    "cas, java, opaque, 9998, 10, 11",
    "cas, java, plain, 9998, 10, 11",
    "cas, tso, opaque, 542, 0, 0",
  })
  void accessByAccess(
      String reserve, String model, String mode, long states, int lost, int unwritten) {
    Exploration found =
        explore(
            Mpmc.ROOM,
            "grain=accesses reserve=%s model=%s mode=%s".formatted(reserve, model, mode));
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(states);
    assertThat(steps(found, "one-slot")).isEqualTo(lost);
    assertThat(steps(found, "unwritten")).isEqualTo(unwritten);
    assertThat(found.answer("both-arrive").outcome()).isEqualTo(Outcome.REACHED);
  }

  /** The ring that ships: what its test may see in a mode is what the model finds in it. */
  @ParameterizedTest
  @CsvSource({
    "plain, MpmcRing plain, java", "opaque, MpmcRing opaque, java",
    "acquire-release, '', ''", "volatile, MpmcRing volatile, ''"
  })
  void theShippedRingIsAskedInEveryMode(String mode, String weakening, String allowing) {
    StressTest test =
        Mpmc.ROOM.evidence().stream()
            .filter(e -> e.claim().equals("unwritten"))
            .flatMap(e -> ((Stress) e).cases().stream())
            .filter(t -> t.settings().get("mode").equals(mode))
            .findFirst()
            .orElseThrow();
    assertThat(test.weakening().map(Object::toString).orElse("")).isEqualTo(weakening);
    assertThat(
            Mpmc.ROOM
                .models()
                .allowing(
                    test.outcomes().get(1),
                    Mpmc.ROOM.controls().with(Mpmc.ROOM.controls().defaults(), test.settings())))
        .isEqualTo(allowing.isEmpty() ? List.of() : List.of(allowing));
  }

  @Test
  void theStoriesTellWhoHasWhichSlot() {
    assertThat(stories(Mpmc.ROOM, "", LOSES))
        .containsExactly(
            "Producer1 reads tail = 0: slot 0 is free, and it plans to reserve it.",
            "Producer2 steals tail, from 0 to 1: it has slot 0.",
            "Producer1 moves tail from 1 to 1: it has slot 0, and so has the other producer.",
            "Producer1 writes 11 into slot 0.",
            "Producer1 publishes slot 0: its sequence is 1.",
            "Producer2 writes 22 into slot 0, over the 11 that was there.");
    assertThat(stories(Mpmc.ROOM, FIXED, "producer1.step,producer2.steal,producer1.step*3"))
        .containsExactly(
            "Producer1 reads tail = 0: slot 0 is free, and it plans to reserve it.",
            "Producer2 steals tail, from 0 to 1: it has slot 0.",
            "Producer1 finds tail = 1, not 0: its CAS fails, and it begins again.",
            "Producer1 reads tail = 1: slot 1 is free, and it plans to reserve it.",
            "Producer1 moves tail from 1 to 2: it has slot 1.");
    assertThat(stories(Mpmc.ROOM, FIXED, BLOCKS + ",producer1.step*2,consumer.take*2"))
        .endsWith(
            "Producer1 writes 11 into slot 0.",
            "Producer1 publishes slot 0: its sequence is 1.",
            "The consumer takes 11 from slot 0 and frees it for the next lap.",
            "The consumer takes 22 from slot 1 and frees it for the next lap.");
    assertThat(stories(Mpmc.ROOM, "stall=on", "producer1.step*2,producer1.stall"))
        .endsWith("Producer1 is stopped for good; its slot stays reserved.");
  }

  @Test
  void theRingFillsUpAndIsLapped() {
    String full = "producer1.step*20" + ",producer2.steal,producer2.step*2".repeat(3);
    assertThat(refused(Mpmc.ROOM, FIXED, full))
        .containsExactly(
            "producer2.step slot 0 is not free: its sequence is 1, and tail = 8",
            "producer2.steal slot 0 is not free: its sequence is 1, and tail = 8");
    assertThat(stories(Mpmc.ROOM, FIXED, full + ",consumer.take,producer2.steal"))
        .endsWith(
            "The consumer takes 11 from slot 0 and frees it for the next lap.",
            "Producer2 steals tail, from 8 to 9: it has slot 0.");
  }

  @Test
  void whatTheConsumerCannotHaveHasAReason() {
    assertThat(refused(Mpmc.ROOM, FIXED, ""))
        .containsExactly(
            "consumer.take nothing to take: the sequence of slot 0 is 0, not head + 1 = 1");
    assertThat(refused(Mpmc.ROOM, FIXED, BLOCKS))
        .containsExactly(
            "consumer.take slot 0 is only reserved: the payload behind it must wait for it");
  }

  @Test
  void thePictureShowsReservationsAndTheWait() {
    Stage stage = picture(Mpmc.ROOM, FIXED, BLOCKS);
    assertThat(stage.unplaced()).isEmpty();
    Piece.Cells ring = (Piece.Cells) stage.piece("ring").orElseThrow();
    assertThat(ring.cells()).extracting(Piece.Cell::label).startsWith("?", "22", "·").hasSize(8);
    assertThat(ring.marks())
        .extracting(m -> m.label() + " " + m.cell())
        .containsExactly("HEAD slot0", "TAIL slot2", "producer1 slot0");
    assertThat(plans(stage))
        .containsExactly("reserved, will write", "idle", "waits for a reserved slot");
    assertThat(((Piece.Table) stage.piece("consumer.plan").orElseThrow()).rows().getFirst().click())
        .isEmpty();

    Stage twice = picture(Mpmc.ROOM, "", "producer1.step,producer2.steal,producer1.step");
    assertThat(((Piece.Cells) twice.pieces().getFirst()).cells().getFirst().tone())
        .isEqualTo(Tone.BAD);
    Stage stalled = picture(Mpmc.ROOM, "stall=on", "producer1.step*2,producer1.stall");
    assertThat(plans(stalled)).startsWith("stalled for good");
  }

  private static List<String> plans(Stage stage) {
    return Stream.of("producer1", "producer2", "consumer")
        .map(actor -> (Piece.Table) stage.piece(actor + ".plan").orElseThrow())
        .map(plan -> plan.rows().getFirst().cells().getFirst())
        .toList();
  }

  /** Which messages producers, ring and consumer hold. */
  private static List<String> where(String settings, String schedule) {
    Stage stage = picture(Mpmc.ROOM, settings, schedule);
    return Stream.of("producer1.messages", "producer2.messages", "ring", "consumer.messages")
        .map(key -> (Piece.Cells) stage.piece(key).orElseThrow())
        .map(piece ->
            piece.cells().stream()
                .flatMap(c -> c.token().stream())
                .map(token -> token.substring("the ".length()))
                .collect(Collectors.joining(", ")))
        .toList();
  }

  @Test
  void eachMessageIsWhereItIs() {
    String in = "producer1.step*4,producer2.steal,producer2.step*2";
    assertThat(where(FIXED, in))
        .containsExactly(
            "second 11, third 11, fourth 11, fifth 11",
            "second 22, third 22, fourth 22, fifth 22",
            "first 11, first 22",
            "");
    assertThat(where(FIXED, in + ",consumer.take")).endsWith("first 22", "first 11");
    assertThat(where(FIXED, in + ",consumer.take*2")).endsWith("", "first 11, first 22");
    String next = ",consumer.take*2,producer1.step*4,consumer.take";
    assertThat(where(FIXED, in + next)).endsWith("", "second 11, first 22");
  }

  /** What is overwritten is in no place, whether it was published or not. */
  @Test
  void anOverwrittenPayloadIsNowhere() {
    String owned = "producer1.step,producer2.steal,producer1.step";
    List<String> left =
        List.of("second 11, third 11, fourth 11", "second 22, third 22, fourth 22", "first 22", "");
    assertThat(where("", owned + ",producer1.step*2,producer2.step"))
        .containsExactlyElementsOf(left);
    String written = owned + ",producer1.step,producer2.step";
    assertThat(where("", written)).containsExactlyElementsOf(left);
    assertThat(plans(picture(Mpmc.ROOM, "", written)))
        .startsWith("has written, will publish", "has written, will publish");
  }

  /** The payload is taken when it is read, and not twice in the picture. */
  @Test
  void accessByAccessAPayloadIsInOneHandAtATime() {
    String single = "reserve=cas grain=accesses model=tso mode=plain";
    String written =
        "producer1.index,producer1.look,producer1.reserve,producer1.write,producer1.publish";
    assertThat(where(single, written)).containsExactly("first 11", "first 22", "", "");
    assertThat(where(single, written + ",producer1.drain"))
        .containsExactly("", "first 22", "first 11", "");
    String read =
        written + ",producer1.drain*2,consumer.index,consumer.look,consumer.reserve,consumer.read";
    assertThat(where(single, read)).containsExactly("", "first 22", "", "first 11");
  }

  /** All of memory is in the picture; beside it stands what it does not say. */
  @Test
  void accessByAccessTheCodeStandsWithItsThread() {
    Stage stage = picture(Mpmc.ROOM, "grain=accesses", "");
    assertThat(stage.pieces())
        .extracting(Piece::key)
        .endsWith("producer1", "producer2", "consumer")
        .doesNotContain("consumer.plan", "memory");
    Board board = stage.board().orElseThrow();
    assertThat(board.of("producer1")).isEqualTo(board.of("producer1.messages"));
    Piece.Table producer = (Piece.Table) stage.piece("producer1").orElseThrow();
    assertThat(producer.rows())
        .extracting(r -> r.cells().getFirst())
        .contains(
            "p = producerIndex",
            "s = sequence[p]",
            "if s == p: the slot is free",
            "producerIndex = p + 1");
  }

  /** Who is stuck says for what. */
  @ParameterizedTest
  @CsvSource({
    "'', The consumer is past it already: this 11 is never taken.",
    "reserve=cas stall=on, 'The consumer waits for slot 0, which nobody will ever publish.'",
  })
  void aPayloadThatIsNeverTakenSaysWhy(String settings, String sentence) {
    List<String> stories =
        stories(Mpmc.ROOM, settings, schedule(explore(Mpmc.ROOM, settings), "drains"));
    assertThat(stories.getLast()).endsWith(sentence);
    assertThat(stories.subList(0, stories.size() - 1)).noneMatch(s -> s.contains("ever"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'two producers of 4 messages each, one consumer'",
    "reserve=cas, 'two producers of 5 messages each, one consumer'",
    "producers=1, 'one producer of 5 messages, one consumer'",
    "grain=accesses, 'two producers of 1 message each, one consumer'",
    "stall=on, 'two producers of 4 messages each, the first of which may stop for good, one"
        + " consumer'",
  })
  void theWorldIsToldInWords(String settings, String words) {
    assertThat(Mpmc.ROOM.world(Mpmc.ROOM.settings(settings)))
        .isEqualTo("a ring of 8 slots, " + words);
  }

  /** The ring that ships has no plain reservation, and time is not read-modify-writes. */
  @Test
  void whatIsNotTheRingOrNotTheClaimIsAnAnalogue() {
    assertThat(Mpmc.ROOM.evidence())
        .filteredOn(e -> e.analogue().isPresent())
        .extracting(e -> e.claim() + " " + e.rows())
        .containsExactly("one-slot [{reserve=plain, producers=2}]", "spsc-beats-mpmc [{}]");
  }

  @Test
  void aMessageOneToOneNeedsNoAtomicOperationAndManyToManyTwo() {
    Claim.Costs costs = Mpmc.ROOM.models().costs("spsc-beats-mpmc");
    assertThat(costs.a()).isZero();
    assertThat(costs.b()).isEqualTo(2);
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    assertThat(Mpmc.ROOM.sentence(findings(List.of(), List.of())))
        .isEqualTo("A plain increment of the index loses a payload in 6 steps.");
    Findings found =
        findings(
            List.of(
                counted("one-slot", "reserve=plain", 31, 2_000_000),
                counted("one-slot", "reserve=cas", 0, 3_000_000),
                counted("unwritten", "mode=plain", 2, 1_000_000),
                counted("unwritten", "mode=acquire-release", 0, 1_000_000)),
            List.of(
                measured("spsc-beats-mpmc", "SPSC ring, one to one", 2),
                measured("spsc-beats-mpmc", "MPMC ring, one to one", 20),
                measured("spsc-beats-mpmc", "JCTools MpmcArrayQueue, one to one", 25)));
    assertThat(Mpmc.ROOM.sentence(found))
        .isEqualTo(
            "A plain increment of the index loses a payload in 6 steps; here, in"
                + " miniature, 31 of 2.0 million. With CAS: 0 of 3.0 million. Payloads taken"
                + " unwritten: 2 of 1.0 million with plain, 0 of 1.0 million with acquire-release."
                + " Between one producer and one consumer the ring takes 20.0 ns a message, 10.0"
                + " times the SPSC ring's; JCTools' takes 25.0 ns.");
  }
}
