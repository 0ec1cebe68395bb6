package lab.experiments.cpu.batching;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.measured;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.possible;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.scheduleOrSafe;
import static lab.experiments.RoomFixture.stories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import lab.experiments.cpu.batching.BatchMachine.State;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Step;
import lab.input.BadInput;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Plot;
import lab.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchingTest {
  private static Setup setup(String settings) {
    return Setup.of(Batching.ROOM.settings(settings));
  }

  private static BatchMachine machine(String settings) {
    return new BatchMachine(setup(settings));
  }

  private static Claim.Costs costs(String settings) {
    return explore(Batching.ROOM, settings).answer("batch-beats-single").costs().orElseThrow();
  }

  /** The page's 1,269,760 and the table of the explanation, counted by running the machine. */
  @ParameterizedTest
  @CsvSource({"1, 1269760", "2, 655360", "16, 117760", "64, 60160", "3, 450760"})
  void theMachineTakesWhatTheFormulaSays(int size, long units) {
    assertThat(costs("batch=" + size).a()).isEqualTo(units);
    assertThat(setup("").total(4096, size)).isEqualTo(units);
    assertThat(costs("batch=" + size).b()).isEqualTo(1_269_760);
  }

  /** Whatever it waits for: where all are there it waits for nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"full", "timer", "idle"})
  void aBacklogGoesInFullBatchesByEachPolicy(String send) {
    assertThat(costs("send=" + send).a()).isEqualTo(117_760);
  }

  /** The page's 96.8 %, and the 3.2 % of the plateau that it calls 5 %. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.0032258, 96.774, 3.226",
    "16, 0.0347826, 65.217, 34.783",
    "30, 0.05, 50, 50",
    "64, 0.0680851, 31.915, 68.085",
  })
  void throughputOverheadAndPlateau(int size, double rate, double overhead, double plateau) {
    Setup page = setup("");
    assertThat(page.throughput(size)).isEqualTo(rate, within(1e-7));
    assertThat(page.overhead(size)).isEqualTo(overhead, within(1e-3));
    assertThat(page.ofPlateau(size)).isEqualTo(plateau, within(1e-3));
  }

  @Test
  void theSizesOfThePageAreTwentyOneFoldApart() {
    assertThat(1_269_760.0 / 60_160).isEqualTo(21.1, within(0.05));
    assertThat(100 * setup("").throughput(1) / setup("").throughput(64))
        .as("what the page calls 5 %")
        .isEqualTo(4.74, within(0.01));
    assertThat(answers(explore(Batching.ROOM, "perBatch=0")))
        .as("nothing to share")
        .containsEntry("batch-beats-single", "breaks");
  }

  /** The worst is max(T, F + cB) + F + cB; by hand. Each control changes one of these. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                               | app.item,clock.tick*7",
        "batch=1                        | safe",
        "batch=2                        | app.item,clock.tick*7",
        "send=timer                     | safe",
        "send=timer timer=540           | safe",
        "send=timer timer=460 deadline=900 | app.item*15,clock.tick*5",
        "send=idle                      | safe",
        "deadline=400                   | app.item,clock.tick",
        "perBatch=500                   | app.item,clock.tick*5",
        "perItem=50                     | app.item,clock.tick*7",
        "arrivals=closed                | sender.send,clock.tick*5,sender.send",
        "arrivals=closed deadline=1900  | safe",
      })
  void theShortestBreaks(String settings, String schedule) {
    String given = settings == null ? "" : settings;
    assertThat(scheduleOrSafe(explore(Batching.ROOM, given), "in-time")).isEqualTo(schedule);
  }

  @Test
  void theTimerMeetsTheDeadlineUpToItsLongest() {
    assertThat(explore(Batching.ROOM, "send=timer timer=550").answer("in-time").schedule())
        .isPresent();
    assertThat(explore(Batching.ROOM, "send=idle deadline=900").answer("in-time").schedule())
        .as("twice a full batch is 920")
        .isPresent();
  }

  /** An item more than the sender can take: the more come, the later, whatever the size. */
  @Test
  void aSmallBatchCannotKeepUpAndALargeOneWaits() {
    String often = "arrivals=poisson gap=40 deadline=1500 ";
    assertThat(answers(explore(Batching.ROOM, often + "batch=1")))
        .containsEntry("in-time", "breaks");
    assertThat(answers(explore(Batching.ROOM, often + "batch=16")))
        .containsEntry("in-time", "safe");
    assertThat(answers(explore(Batching.ROOM, often + "batch=64")))
        .containsEntry("in-time", "breaks");
  }

  /** The table is the middle of 64 equal parts of the exponential distribution. */
  @Test
  void theGapsAreExponential() {
    int sum = 0;
    for (int i = 0; i < 64; i++) {
      long exact = Math.round(-1000 * StrictMath.log((i + 0.5) / 64));
      assertThat(Arrivals.QUANTILES.get(i)).isEqualTo((int) exact);
      sum += Arrivals.QUANTILES.get(i);
    }
    assertThat(sum / 64).isEqualTo(994);
    List<Integer> many = Arrivals.of(setup("arrivals=poisson"), 10_000).due();
    assertThat(many.getLast() / 10_000.0).as("the mean gap").isEqualTo(100, within(4.0));
    long long1 = 0;
    for (int i = 1; i < many.size(); i++) {
      long1 += many.get(i) - many.get(i - 1) > 100 ? 1 : 0;
    }
    assertThat(long1 / 10_000.0).as("longer than the mean: 1/e").isEqualTo(0.368, within(0.03));
  }

  @Test
  void aSeedGivesTheSameGapsAndAnotherOthers() {
    List<Integer> one = Arrivals.of(setup("arrivals=poisson"), 64).due();
    assertThat(one).isEqualTo(Arrivals.of(setup("arrivals=poisson seed=1"), 64).due()).isSorted();
    assertThat(one).isNotEqualTo(Arrivals.of(setup("arrivals=poisson seed=2"), 64).due());
    assertThat(Arrivals.of(setup("arrivals=closed"), 3).due()).containsExactly(0, 0, 0);
  }

  /** No item is lost or sent twice, no batch is too large, time never goes back. */
  @Test
  void theInvariantsHoldAlongRandomWalks() {
    SplittableRandom random = new SplittableRandom(6);
    for (String arrivals : List.of("any", "poisson", "closed")) {
      for (String send : List.of("full", "timer", "idle")) {
        for (int batch : new int[] {1, 3, 16}) {
          walk(
              "arrivals=%s send=%s batch=%d deadline=10000 gap=50".formatted(arrivals, send, batch),
              random);
        }
      }
    }
  }

  private static void walk(String settings, SplittableRandom random) {
    Setup setup = setup(settings);
    BatchMachine machine = new BatchMachine(setup);
    Machine.Codec<State> codec = machine.codec().orElseThrow();
    State s = machine.start();
    int came = s.waiting();
    int sent = 0;
    for (int i = 0; i < 300; i++) {
      List<Step<State>> steps = Step.from(machine, s);
      if (steps.isEmpty()) {
        break;
      }
      Step<State> step = steps.get(random.nextInt(steps.size()));
      State next = step.next();
      came += step.action().equals(BatchMachine.ITEM) ? 1 : 0;
      if (step.action().equals(BatchMachine.SEND)) {
        assertThat(s.left()).as("one batch after the other").isZero();
        assertThat(next.sending()).isBetween(1, setup.batch());
        assertThat(next.left()).isEqualTo(setup.service(next.sending()));
        sent += next.sending();
      }
      assertThat(came - sent).isEqualTo(next.waiting());
      assertThat(next.age()).isNotNegative();
      assertThat(next.left()).isNotNegative();
      assertThat(next.left() == 0).isEqualTo(next.sending() == 0);
      long[] words = new long[codec.longs()];
      codec.pack(next, words, 0);
      assertThat(codec.unpack(words, 0)).isEqualTo(next);
      s = next;
    }
    if (setup.coming() != Setup.Coming.ANY && !machine.late(s) && Step.from(machine, s).isEmpty()) {
      assertThat(sent).isEqualTo(BatchMachine.RUN);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch=0", "batch=65", "perItem=0", "deadline=0", "send=never"})
  void nonsenseIsRefused(String settings) {
    assertThatThrownBy(() -> setup(settings)).isInstanceOf(BadInput.class);
  }

  @Test
  void whatIsNotPossibleHasAReason() {
    assertThat(refused(machine(""), ""))
        .containsExactly(
            "sender.send nothing waits", "clock.tick nothing waits, and nothing is under way");
    assertThat(refused(machine(""), "app.item*3"))
        .containsExactly("sender.send 3 of 16 items are there");
    assertThat(refused(machine("send=timer"), "app.item*3,clock.tick"))
        .containsExactly("sender.send 3 of 16 items are there, and the timer runs for 400 units");
    assertThat(refused(machine("batch=2"), "app.item*2"))
        .containsExactly(
            "app.item the batch is full: the application is held back",
            "clock.tick the batch is due: it is sent first");
    assertThat(refused(machine("batch=2"), "app.item*2,sender.send,app.item"))
        .containsExactly("sender.send the sender is busy for 320 units");
    assertThat(refused(machine(""), "app.item,clock.tick*7"))
        .containsExactly(
            "app.item the run ends: an item is too late",
            "sender.send the run ends: an item is too late",
            "clock.tick the run ends: an item is too late");
    assertThat(refused(machine("arrivals=closed"), "")).contains("app.item all 64 items have come");
    assertThat(refused(machine("arrivals=poisson"), ""))
        .anyMatch(r -> r.startsWith("app.item the next item comes in "));
    assertThat(refused(machine("arrivals=poisson gap=10"), "clock.tick"))
        .contains("clock.tick an item comes now");
  }

  @Test
  void theTimerStopsTheClockWhenItRunsOut() {
    BatchMachine machine = machine("send=timer timer=150");
    assertThat(last(machine, "app.item,clock.tick*2").age()).isEqualTo(150);
    assertThat(possible(machine, "app.item,clock.tick*2"))
        .containsExactly("app.item", "sender.send");
  }

  @Test
  void theStoriesSayHowLongTheFirstWaits() {
    assertThat(
            stories(
                machine("send=timer timer=120 batch=2"),
                "app.item,clock.tick*2,sender.send,app.item,clock.tick*4"))
        .containsExactly(
            "An item comes, the first of a batch: its deadline is in 1000 units.",
            "100 units pass; the oldest item has waited 100 units.",
            "20 units pass; the oldest item has waited 120 units.",
            "One item goes in 310 units; the first is done 430 after it came.",
            "An item comes, the first of a batch: its deadline is in 1000 units.",
            "100 units pass; the oldest item has waited 100 units.",
            "20 units pass; the oldest item has waited 120 units.",
            "100 units pass; the oldest item has waited 220 units.",
            "90 units pass: the batch is done; the oldest item has waited 310 units.");
    assertThat(stories(machine("batch=2"), "app.item*2,sender.send,clock.tick*4"))
        .endsWith(
            "An item comes: 2 wait, the oldest for 0 units.",
            "2 items go in 320 units; the first is done 320 after it came.",
            "100 units pass.",
            "100 units pass.",
            "100 units pass.",
            "20 units pass: the batch is done.");
  }

  @Test
  void thePictureHasBothCurvesAndOneBatch() {
    Stage stage = picture(Batching.ROOM, "gap=40 deadline=2000", "app.item*2");
    Plot plot = (Plot) stage.piece("curves").orElseThrow();
    assertThat(plot.control()).contains("batch");
    assertThat(plot.cursor()).isEqualTo(16);
    assertThat(plot.series().get(1).points())
        .as("(B - 1) * gap + F + c * B of the deadline")
        .contains(new Plot.Point(1, 15.5), new Plot.Point(16, 53), new Plot.Point(64, 173));
    Piece.Segments one = (Piece.Segments) stage.piece("one").orElseThrow();
    assertThat(one.bars().getFirst().segments())
        .extracting(Piece.Segment::value)
        .containsExactly(600.0, 300.0, 160.0);
    Piece.Cells waiting = (Piece.Cells) stage.piece("waiting").orElseThrow();
    assertThat(waiting.cells()).hasSize(16);
    assertThat(waiting.cells().get(2).click()).contains(new Click.Step("app.item"));
  }

  /** With a timer the wait and what is gathered both end with it. */
  @ParameterizedTest
  @CsvSource({"full, 6300, 64", "timer, 500, 6", "idle, 0, 1"})
  void howLongABatchFillsIsThePolicys(String send, int units, int items) {
    assertThat(setup("send=" + send).fill(64)).isEqualTo(units);
    assertThat(setup("send=" + send).filled(64)).isEqualTo(items);
    assertThat(setup("arrivals=closed send=" + send).firstDone(64)).isEqualTo(940);
  }

  /** Two points decide F and c; the third is then predicted. */
  @Test
  void aFitGoesThroughItsEnds() {
    Fit fit = Fit.of(1, 315.6, 64, 5.3);
    assertThat(fit.item(1)).isEqualTo(315.6, within(1e-9));
    assertThat(fit.item(64)).isEqualTo(5.3, within(1e-9));
    assertThat(fit.perBatch()).isEqualTo(315.2, within(0.1));
    assertThat(fit.item(8)).as("39.3 was measured").isEqualTo(39.8, within(0.1));
  }

  @Test
  void theSentenceUsesWhatWasFound() {
    String model =
        "Model: 4,096 items take 1,269,760 units one by one, 117,760 in batches of 16: 10.8×; the"
            + " first of a batch misses its deadline after 8 steps. With a timer of 500 it never"
            + " does, and sizes 13 to 20 give 30 % of the plateau as well.";
    assertThat(Batching.ROOM.sentence(findings(List.of(), List.of()))).isEqualTo(model);
    String claim = "batch-beats-single";
    assertThat(
            Batching.ROOM.sentence(
                findings(
                    List.of(),
                    List.of(
                        measured(claim, "write, batch=1", 324),
                        measured(claim, "write, batch=16", 25),
                        measured(claim, "write, batch=64", 9),
                        measured(claim, "pipe, batch=1", 5),
                        measured(claim, "pipe, batch=16", 5),
                        measured(claim, "pipe, batch=64", 6)))))
        .isEqualTo(
            model
                + " Here write: 320 ns a batch and 4.0 an item, by its ends; in batches of 16 an"
                + " item is then 24.0, and took 25.0.");
  }
}
