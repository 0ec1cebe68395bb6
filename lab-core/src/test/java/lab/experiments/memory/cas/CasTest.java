package lab.experiments.memory.cas;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.counted;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.measured;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.steps;
import static lab.experiments.RoomFixture.stories;
import static lab.experiments.RoomFixture.story;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.experiments.Whereabouts;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Modes;
import lab.memorymodel.ProgramState;
import lab.room.Findings;
import lab.room.ProgramControls.ProgramSetup;
import lab.stage.Board.Place;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CasTest {
  private static final String LOSES = "adder.read,adder.compute,intruder.write,adder.cas";

  /** Not wait-free: however many writes the intruder is given, the adder can fail as often. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void theAdderFailsAsOftenAsTheIntruderMayWriteAndNeverOftener(int writes) {
    Exploration found = explore(Cas.ROOM, "op=cas interference=" + writes);
    for (int k = 1; k <= 3; k++) {
      String claim = "retries-" + k;
      assertThat(found.answer(claim).outcome())
          .isEqualTo(k <= writes ? Outcome.REACHED : Outcome.NO_ANSWER);
      assertThat(steps(found, claim)).isEqualTo(k <= writes ? 4 * k : 0);
    }
    assertThat(found.answer("vain-failure").outcome()).isEqualTo(Outcome.SAFE);
    assertThat(found.answer("finishes").outcome()).isEqualTo(Outcome.SAFE);
  }

  @ParameterizedTest
  @CsvSource({
    "store, sc, acquire-release, 44, 4",
    "store, tso, acquire-release, 54, 5",
    "store, java, acquire-release, 44, 4",
    "store, java, plain, 44, 4",
    "store, java, volatile, 44, 4",
    "cas, sc, acquire-release, 70, 0",
    "cas, tso, acquire-release, 70, 0",
    "cas, java, acquire-release, 120, 0",
    "cas, java, plain, 74, 0",
    "cas, java, opaque, 74, 0",
    "cas, java, volatile, 74, 0",
  })
  void accessByAccess(String op, String model, String mode, long states, int steps) {
    Exploration found =
        explore(Cas.ROOM, "op=%s grain=accesses model=%s mode=%s".formatted(op, model, mode));
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(states);
    assertThat(steps(found, "lost-update")).isEqualTo(steps);
    Exploration whole = explore(Cas.ROOM, "op=" + op);
    assertThat(answers(found)).isEqualTo(answers(whole));
  }

  @Test
  void aStaleReadUnderJavaFailsTheCasAndLosesNothing() {
    CasMachine machine =
        new CasMachine(true, 1, new ProgramSetup(MemoryModel.JAVA, Grain.ACCESSES, Modes.SHIPPED));
    ProgramState last = last(machine, "intruder.write,adder.read:0,adder.compute,adder.cas");
    assertThat(CasMachine.failures(last)).isEqualTo(1);
    assertThat(CasProgram.VALUE.in(last)).isEqualTo(10);
    assertThat(story(machine, "intruder.write,adder.read:0"))
        .isEqualTo(
            "The adder reads value = 0, an old value: the write of 10 is not yet in its view.");
    assertThat(story(machine, "adder.read,adder.compute"))
        .isEqualTo("The adder computes what it wants instead: 1.");
  }

  @Test
  void theStoriesTellWhatIsLost() {
    assertThat(stories(Cas.ROOM, "op=store", LOSES))
        .containsExactly(
            "The adder reads value = 0 and expects to find it again.",
            "The adder computes what it wants instead: 1.",
            "The intruder adds 10 in one step, which cannot fail: value = 10.",
            "The adder writes value = 1 without looking: it was 10 by now, and the intruder's 10"
                + " are lost.");
    assertThat(stories(Cas.ROOM, "op=store", "adder.read,adder.compute,adder.cas"))
        .endsWith("The adder writes value = 1 without looking; nobody has changed it meanwhile.");
    assertThat(stories(Cas.ROOM, "op=cas", LOSES + ",adder.read,adder.compute,adder.cas"))
        .endsWith(
            "The adder finds value = 10, not 0: its CAS fails, retry 1.",
            "The adder reads value = 10 and expects to find it again.",
            "The adder computes what it wants instead: 11.",
            "The adder finds value = 10 as expected and sets it to 11 in the same step; retries:"
                + " 1.");
  }

  @Test
  void thePictureShowsTheRegistersAndTheLoss() {
    Stage start = picture(Cas.ROOM, "op=store", "");
    assertThat(start.board().orElseThrow().places())
        .extracting(Place::title)
        .containsExactly("the adder", "the value", "the intruder");
    assertThat(start.unplaced()).isEmpty();
    assertThat(cells(start, "registers")).containsExactly("-", "-", "-", "read");
    Stage disturbed = picture(Cas.ROOM, "op=cas", "adder.read,adder.compute,intruder.write");
    assertThat(cells(disturbed, "registers")).containsExactly("0", "1", "no: retries", "0", "CAS");
    Piece.Table registers = (Piece.Table) disturbed.piece("registers").orElseThrow();
    assertThat(registers.rows().getLast().click()).contains(new Click.Step("adder.cas"));
    assertThat(registers.rows().get(2).click()).contains(new Click.Set("op=store"));
    assertThat(labels(disturbed, "left")).containsExactly("·", "10", "10");
    assertThat(drawn(disturbed, "left").get(1).click()).contains(new Click.Step("intruder.write"));
    Stage lost = picture(Cas.ROOM, "op=store", LOSES);
    assertThat(drawn(lost, "memory").getFirst().tone()).isEqualTo(Tone.BAD);
    assertThat(drawn(lost, "sum")).map(Piece.Cell::tone).startsWith(Tone.A, Tone.BAD, Tone.IDLE);
    assertThat(cells(lost, "registers")).endsWith("done");
  }

  /** Each amount is with the one who adds it, in the value, or lost. */
  @Test
  void anAmountMovesIntoTheValueAndMayBeLostThere() {
    String first = "the intruder's first 10";
    assertThat(Whereabouts.of("the adder's 1", Cas.ROOM, "op=store", LOSES))
        .containsExactly("the adder", "the adder", "the adder", "the adder", "the value");
    assertThat(Whereabouts.of(first, Cas.ROOM, "op=store", LOSES))
        .endsWith("the intruder", "the value", "");
    assertThat(Whereabouts.of(first, Cas.ROOM, "op=cas", LOSES))
        .endsWith("the intruder", "the value", "the value");
    assertThat(Whereabouts.of("the intruder's 10", Cas.ROOM, "op=cas interference=1", LOSES))
        .endsWith("the value", "the value");
  }

  /** Only what came between reading and writing is lost: neither what was read nor what follows. */
  @ParameterizedTest
  @CsvSource({
    "sc, adder.read, adder.cas, intruder.write",
    "tso, adder.read, 'adder.cas,adder.drain', intruder.write",
    "java, adder.read:10, adder.cas, intruder.write:11",
  })
  void whatIsLostIsWhatCameBetween(String model, String read, String writes, String third) {
    List<String> schedule =
        List.of("intruder.write", read, "adder.compute", "intruder.write", writes, third);
    Stage stage = picture(Cas.ROOM, "grain=accesses model=" + model, String.join(",", schedule));
    assertThat(Whereabouts.all(stage))
        .containsOnlyKeys("the adder's 1", "the intruder's first 10", "the intruder's third 10");
    assertThat(labels(stage, "sum")).containsExactly("1", "10", "10", "10");
    assertThat(drawn(stage, "sum").get(2).tone()).isEqualTo(Tone.BAD);
    assertThat(stage.board().orElseThrow().of("adder")).map(Place::key).contains("adder");
  }

  /** A store in its buffer is not in the value, and it is not about to be made a second time. */
  @Test
  void aStoreMayWaitInItsBuffer() {
    String waits = "adder.read,adder.compute,adder.cas";
    Stage stage = picture(Cas.ROOM, "grain=accesses model=tso", waits);
    assertThat(cells(stage, "registers")).endsWith("wait for its store");
    assertThat(Whereabouts.all(stage)).containsEntry("the adder's 1", "the adder");
    Stage drained = picture(Cas.ROOM, "grain=accesses model=tso", waits + ",adder.drain");
    assertThat(cells(drained, "registers")).endsWith("done");
    assertThat(Whereabouts.all(drained)).containsEntry("the adder's 1", "the value");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void theLoopNeedsOneAtomicOperationMoreForEachFailure(int writes) {
    Claim.Costs costs =
        explore(Cas.ROOM, "interference=" + writes).answer("add-beats-loop").costs().orElseThrow();
    assertThat(costs.a()).isEqualTo(1);
    assertThat(costs.b()).isEqualTo(1 + writes);
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    assertThat(Cas.ROOM.sentence(findings(List.of(), List.of())))
        .isEqualTo("A plain write back loses an update in 4 steps.");
    Findings found =
        findings(
            List.of(
                counted("lost-update", "op=store", 31, 2_000_000),
                counted("lost-update", "op=cas", 0, 3_000_000)),
            List.of(
                measured("add-beats-loop", "CAS loop, two threads", 40),
                measured("add-beats-loop", "exchange-and-add, two threads", 20),
                measured("add-beats-loop", "LongAdder, two threads", 4)),
            List.of(
                value("tries per success, two threads", "1.50"),
                value("tries per success, one thread", "1.00")));
    assertThat(Cas.ROOM.sentence(found))
        .isEqualTo(
            "A plain write back loses an update in 4 steps; here 31 of 2.0 million. With CAS: 0 of"
                + " 3.0 million. With two threads each success took 1.50 tries, alone 1.00. An"
                + " increment costs 40.0 ns by CAS loop, 20.0 by exchange-and-add, 4.0 by"
                + " LongAdder.");
  }

  private static Findings.Value value(String name, String text) {
    return new Findings.Value("vain-failure", name, text);
  }

  private static List<String> cells(Stage stage, String table) {
    Piece.Table found = (Piece.Table) stage.piece(table).orElseThrow();
    return found.rows().stream().map(r -> r.cells().getLast()).toList();
  }

  private static List<String> labels(Stage stage, String key) {
    return drawn(stage, key).stream().map(Piece.Cell::label).toList();
  }

  private static List<Piece.Cell> drawn(Stage stage, String key) {
    return ((Piece.Cells) stage.piece(key).orElseThrow()).cells();
  }
}
