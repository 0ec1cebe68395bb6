package lab.experiments.cpu.branch;

import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.measured;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.scheduleOrSafe;
import static lab.experiments.RoomFixture.stories;
import static lab.experiments.RoomFixture.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.input.BadInput;
import lab.room.Bench;
import lab.room.Findings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BranchTest {
  private static final String MODEL =
      "Model: 4,096 elements take 4,126 cycles sorted, 34,336 shuffled. A branch first costs less"
          + " than none at 94 percent that go the usual way.";
  private static final String ALL = "cpu.next*64,cpu.rest";

  /**
   * 66 places, from none done to all, with every choice of outcomes that are turned round; and once
   * more for each percent above the predictability that is set, where outcomes are drawn.
   */
  @ParameterizedTest
  @CsvSource({
    "flips=0, 1, 50",
    "flips=1, 65, 50",
    "flips=2, 2081, 50",
    "flips=1 predictability=90, 65, 10",
    "flips=1 predictability=100, 65, 0",
    "flips=1 pattern=loop, 65, 0"
  })
  void reachableStatesAreAPlaceAndAChoice(String settings, long choices, long steadier) {
    assertThat(explore(Branch.ROOM, settings).states()).isEqualTo(66 * (choices + steadier));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; cpu.next*16",
        "branchless=on; safe",
        "pattern=sorted; safe",
        "pattern=sorted flips=2; cpu.next*14,data.flip:15,cpu.next,data.flip:16,cpu.next",
        "pattern=alternating; cpu.next*16",
        "pattern=loop; cpu.next*16",
        "pattern=loop start=3 flips=0; safe",
        "pattern=loop predictor=not-taken; cpu.next*16",
        "predictability=100; safe",
      })
  void branchesCostMoreThanNoneOrNever(String settings, String schedule) {
    assertThat(scheduleOrSafe(explore(Branch.ROOM, settings), BranchMachine.PAYS))
        .isEqualTo(schedule);
  }

  /** Why counters have two bits: one outcome out of line is one mispredict, not two. */
  @Test
  void oneBitPaysTwiceForOneOutcomeOutOfLine() {
    Exploration one = explore(Branch.ROOM, "pattern=sorted predictor=one-bit");
    assertThat(one.answer(BranchMachine.PAYS).schedule().orElseThrow().size()).isEqualTo(17);
    assertThat(end("pattern=sorted predictor=one-bit", "data.flip:9,cpu.next*16").mispredicts())
        .isEqualTo(2);
    assertThat(end("pattern=sorted", "data.flip:9,cpu.next*16").mispredicts()).isEqualTo(1);
  }

  private static BranchMachine machine(String settings) {
    return new BranchMachine(Branch.setup(Branch.ROOM.settings(settings)));
  }

  private static BranchMachine.State end(String settings, String schedule) {
    return Replay.run(machine(settings), Schedule.parse(schedule)).last();
  }

  /** What is compared is what stepping through all elements counts. */
  @ParameterizedTest
  @CsvSource({"''", "pattern=sorted", "pattern=periodic predictor=tage", "predictability=93"})
  void whatIsComparedIsWhatSteppingCounts(String settings) {
    BranchMachine machine = machine(settings);
    BranchMachine.State last = end(settings, ALL);
    assertThat(last.at()).isEqualTo(4096);
    assertThat(machine.cycles(last))
        .isEqualTo(machine.setup().whole(machine.setup().pattern()))
        .isEqualTo(4096 + 15L * last.mispredicts());
  }

  @Test
  void costsAreCycles() {
    Exploration found = explore(Branch.ROOM, "");
    assertThat(found.answer(BranchMachine.SORTED_BEATS).costs().orElseThrow().witness())
        .isEqualTo(Schedule.parse(ALL));
    assertThat(costs(found, BranchMachine.SORTED_BEATS)).containsExactly(4126L, 34336L);
    assertThat(costs(found, BranchMachine.BRANCHLESS_BEATS)).containsExactly(8192L, 34336L);
    assertThat(costs(found, BranchMachine.HISTORY_BEATS)).containsExactly(8296L, 32881L);
  }

  private static List<Long> costs(Exploration found, String claim) {
    Claim.Costs costs = found.answer(claim).costs().orElseThrow();
    return List.of(costs.a(), costs.b());
  }

  /** Without branches the order of the data is nothing; without chance it is none. */
  @ParameterizedTest
  @CsvSource({"branchless=on", "predictability=100", "predictor=taken", "predictor=not-taken"})
  void sortingMayBuyNothing(String settings) {
    assertThat(explore(Branch.ROOM, settings).answer(BranchMachine.SORTED_BEATS).outcome())
        .isEqualTo(Exploration.Outcome.BREAKS);
  }

  /** The longer the period, the less seven outcomes tell where one is. */
  @Test
  void sevenOutcomesRememberLessAndLessOfALongerPeriod() {
    long before = 0;
    for (int period = 8; period <= 512; period *= 2) {
      long cycles = machine("period=" + period).setup().repeating(Setup.Kind.TWO_LEVEL);
      assertThat(cycles).as("period " + period).isGreaterThan(before);
      before = cycles;
    }
    assertThat(before)
        .isGreaterThan(6 * machine("period=8").setup().repeating(Setup.Kind.TWO_LEVEL));
  }

  /** Of 4,096 branches, 80 percent going the usual way where they are drawn: mispredicts. */
  @ParameterizedTest
  @CsvSource({
    "two-bit, 970, 2, 1151, 1006, 2048, 130",
    "one-bit, 1275, 1, 1279, 1302, 4096, 256",
    "taken, 3268, 3268, 3200, 3240, 2048, 128",
    "not-taken, 828, 828, 896, 856, 2048, 3968",
    "backward, 828, 828, 896, 856, 2048, 128",
    "two-level, 957, 9, 390, 517, 5, 150",
    "gshare, 950, 12, 268, 714, 7, 159",
    "perceptron, 845, 4, 333, 464, 3, 128",
    "tage, 885, 2, 268, 508, 4, 6",
  })
  void everyPredictorMispredictsEveryPatternInItsWay(
      String predictor,
      long shuffled,
      long sorted,
      long periodic,
      long correlated,
      long alternating,
      long loop) {
    Setup setup = machine("predictability=80 predictor=" + predictor).setup();
    assertThat(Arrays.stream(Setup.Pattern.values()).map(pattern -> setup.mispredicts(pattern, 80)))
        .containsExactly(shuffled, sorted, periodic, correlated, alternating, loop);
  }

  @Test
  void withoutBranchesNothingIsSaidOfThem() {
    assertThat(Branch.ROOM.claims(Branch.ROOM.settings("branchless=on")))
        .extracting(Claim::name)
        .doesNotContain(BranchMachine.BRANCH_PAYS, BranchMachine.FLUSHES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; outcomes in no order, the usual way with a chance of 50 % or more, guessed by a"
            + " two-bit counter",
        "predictability=100 branchless=on; outcomes in no order, all going the usual way, done"
            + " without a branch",
        "pattern=loop predictor=backward; the branch that closes a loop, guessed to be taken if it"
            + " leads back, as a loop's does",
      })
  void worldsAreToldInWords(String settings, String words) {
    assertThat(Branch.ROOM.world(Branch.ROOM.settings(settings)))
        .isEqualTo("4,096 elements, " + words + ", of the first 64 at most one turned round");
  }

  @Test
  void theStoriesSayWhatWasGuessed() {
    assertThat(stories(Branch.ROOM, "", "cpu.next*2,data.flip:3"))
        .containsExactly(
            "Branch 1 is taken, predicted not taken: a flush, 16 cycles.",
            "Branch 2 is not taken, as predicted: 1 cycle.",
            "Outcome 3 is turned round: it will be taken.");
    assertThat(story(Branch.ROOM, "", ALL))
        .isEqualTo("The other 4,032 elements run: 1,985 branches are mispredicted.");
    assertThat(stories(Branch.ROOM, "branchless=on", "cpu.next"))
        .containsExactly("Element 1 is done without a branch: 2 cycles whichever way.");
    assertThat(story(Branch.ROOM, "branchless=on", ALL))
        .isEqualTo("The other 4,032 elements are done without a branch.");
  }

  @Test
  void whatCannotRunNowSaysWhy() {
    String late = "data.steadier elements have run: data become steadier before the first";
    assertThat(refused(Branch.ROOM, "", ""))
        .containsExactly("cpu.rest the elements that are shown run one by one, by cpu.next");
    assertThat(refused(Branch.ROOM, "", "data.flip:1"))
        .contains("data.flip:1 no more outcomes may be turned round: flips=1");
    assertThat(refused(Branch.ROOM, "", "cpu.next*64"))
        .containsExactly(late, "cpu.next the elements that are not shown run at once, by cpu.rest");
    assertThat(refused(Branch.ROOM, "", ALL))
        .containsExactly(late, "cpu.next all elements are done");
  }

  @ParameterizedTest
  @CsvSource({"predictability=49", "predictability=101", "period=0", "start=4", "flush=0"})
  void whatIsOutOfRangeIsRefused(String settings) {
    assertThatThrownBy(() -> Branch.ROOM.settings(settings))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(settings.substring(settings.indexOf('=') + 1));
  }

  @Test
  void theSentenceUsesWhatWasFound() {
    assertThat(Branch.ROOM.sentence(findings(List.of(), List.of()))).isEqualTo(MODEL);
    Findings some =
        findings(
            List.of(),
            List.of(
                measured(BranchMachine.SORTED_BEATS, "sorted", 0.52),
                measured(BranchMachine.SORTED_BEATS, "shuffled", 4.0),
                measured(BranchMachine.SORTED_BEATS, "branchless", 0.6)));
    assertThat(Branch.ROOM.sentence(some))
        .isEqualTo(
            MODEL
                + " Here sorted takes 0.52 ns an element, shuffled 4.00: 7.7×. Without a branch:"
                + " 0.60 ns.");
  }

  /** The same comparison, in a JVM that may make no conditional moves. */
  @Test
  void theJvmWithoutConditionalMovesIsAskedTheSame() {
    assertThat(Branch.ROOM.evidence())
        .filteredOn(Bench.class::isInstance)
        .hasSize(2)
        .allMatch(e -> e.claim().equals(BranchMachine.SORTED_BEATS))
        .allMatch(e -> e.analogue().isEmpty());
  }
}
