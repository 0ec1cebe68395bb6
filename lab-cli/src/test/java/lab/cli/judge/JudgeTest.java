package lab.cli.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.cli.answer.Count;
import lab.cli.answer.HostResult;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.Score;
import lab.cli.answer.Verdict;
import lab.explore.Exploration;
import lab.memorymodel.Architecture;
import lab.room.Bench;
import lab.room.VerdictWord;
import org.junit.jupiter.api.Test;

/** Every row of the table of verdicts. */
class JudgeTest {
  private static final List<String> ALL = List.of("sc", "tso", "java");
  private static final Judge QUIET = new Judge(Architecture.of("amd64"), 0.98, true, List.of());

  @Test
  void canHappenAndSeenIsConfirmed() {
    Verdict v = counted(model(Exploration.Outcome.BREAKS), row("plain", ALL, 3, 7));
    assertThat(v.word()).isEqualTo(VerdictWord.CONFIRMED);
    assertThat(v.sentence()).isEqualTo("seen in 3 of 10");
    assertThat(v.settings()).isEqualTo(Map.of("mode", "plain"));
  }

  @Test
  void canHappenAndNotSeenIsNotSeenWithTheReason() {
    Verdict v = counted(model(Exploration.Outcome.BREAKS), row("plain", List.of("java"), 0, 10));
    assertThat(v.word()).isEqualTo(VerdictWord.NOT_SEEN);
    assertThat(v.sentence()).startsWith("0 of 10: x86-64 keeps this order").contains("2.0 s");
  }

  @Test
  void cannotHappenAndNotSeenIsConsistent() {
    Verdict v = counted(model(Exploration.Outcome.SAFE), row("volatile", List.of(), 0, 10));
    assertThat(v.word()).isEqualTo(VerdictWord.CONSISTENT);
    assertThat(v.sentence()).contains("0 of 10").contains("complete: 5 states");
  }

  @Test
  void cannotHappenAndSeenIsContradicted() {
    Verdict v = counted(model(Exploration.Outcome.SAFE), row("volatile", List.of(), 1, 9));
    assertThat(v.word()).isEqualTo(VerdictWord.CONTRADICTED);
    assertThat(v.sentence()).contains("seen in 1 of 10").contains("rules it out");
  }

  @Test
  void whatViolatesAnotherClaimSaysNothingOfThisOne() {
    Count other = count("2, 2", "fifo", ALL, 5);
    Count good = count("1, 1", null, ALL, 7);
    HostResult.Outcomes row = outcomes("plain", other, good);
    assertThat(row.violations()).isZero();
    assertThat(counted(model(Exploration.Outcome.BREAKS), row).word())
        .isEqualTo(VerdictWord.NOT_SEEN);
    assertThat(counted(model(Exploration.Outcome.SAFE), row).word())
        .isEqualTo(VerdictWord.CONSISTENT);
  }

  @Test
  void anOutcomeThatNoModelAllowsIsContradictedEvenIfTheClaimIsSilentAboutIt() {
    HostResult.Outcomes row =
        outcomes("plain", count("1, 0", "c", ALL, 4), count("7, 7", null, List.of(), 1));
    Verdict v = counted(model(Exploration.Outcome.BREAKS), row);
    assertThat(v.word()).isEqualTo(VerdictWord.CONTRADICTED);
    assertThat(v.sentence()).contains("no model allows 7, 7 (seen 1 times)");
  }

  @Test
  void aModelWithoutAnAnswerIsInconclusive() {
    Verdict v = counted(model(Exploration.Outcome.NO_ANSWER), row("plain", ALL, 1, 9));
    assertThat(v.word()).isEqualTo(VerdictWord.INCONCLUSIVE);
  }

  @Test
  void anAnalogueIsCalledOne() {
    HostResult.Outcomes row =
        new HostResult.Outcomes(
            "stress",
            "c",
            "t",
            Map.of(),
            Optional.of(false),
            Optional.of("a thread plays the device"),
            "default",
            List.of(),
            1_000,
            Optional.empty(),
            false,
            List.of(),
            List.of());
    assertThat(counted(model(Exploration.Outcome.SAFE), row).sentence())
        .endsWith("(an analogue: a thread plays the device)");
  }

  @Test
  void apartInTheSameDirectionIsConfirmedWithRatioAndInterval() {
    Verdict v =
        compare(QUIET, Exploration.Outcome.SAFE, time("a", 9, 10, 11), time("b", 36, 40, 44));
    assertThat(v.word()).isEqualTo(VerdictWord.CONFIRMED);
    assertThat(v.sentence()).contains("b costs 4.00 times as much as a (3.27 to 4.89)");
  }

  @Test
  void apartTheOtherWayRoundIsContradicted() {
    Verdict v =
        compare(QUIET, Exploration.Outcome.SAFE, time("a", 36, 40, 44), time("b", 9, 10, 11));
    assertThat(v.word()).isEqualTo(VerdictWord.CONTRADICTED);
  }

  @Test
  void overlappingIntervalsAreInconclusive() {
    Verdict v =
        compare(QUIET, Exploration.Outcome.SAFE, time("a", 9, 10, 12), time("b", 11, 13, 14));
    assertThat(v.word()).isEqualTo(VerdictWord.INCONCLUSIVE);
    assertThat(v.sentence()).contains("overlap");
  }

  @Test
  void aRestlessMachineIsInconclusiveHoweverFarApart() {
    Judge restless =
        new Judge(Architecture.of("amd64"), 0.5, false, List.of("others took 40 % of all CPUs"));
    Verdict v =
        compare(restless, Exploration.Outcome.SAFE, time("a", 9, 10, 11), time("b", 36, 40, 44));
    assertThat(v.word()).isEqualTo(VerdictWord.INCONCLUSIVE);
    assertThat(v.sentence()).contains("others took 40 %");
  }

  @Test
  void aModelThatSaysOtherwiseIsHeldAgainstTheMachine() {
    assertThat(
            compare(QUIET, Exploration.Outcome.BREAKS, time("a", 9, 10, 11), time("b", 36, 40, 44))
                .word())
        .isEqualTo(VerdictWord.CONTRADICTED);
  }

  @Test
  void moreOperationsPerTimeCostLess() {
    HostResult.Scored a = score("a", true, 36, 40, 44, Optional.empty());
    HostResult.Scored b = score("b", true, 9, 10, 11, Optional.empty());
    assertThat(compare(QUIET, Exploration.Outcome.SAFE, a, b).word())
        .isEqualTo(VerdictWord.CONFIRMED);
  }

  @Test
  void nearAndFarDoNotCompare() {
    HostResult.Scored a = score("a", false, 9, 10, 11, Optional.of("near"));
    HostResult.Scored b = score("b", false, 36, 40, 44, Optional.of("far"));
    assertThat(compare(QUIET, Exploration.Outcome.SAFE, a, b).word())
        .isEqualTo(VerdictWord.INCONCLUSIVE);
  }

  @Test
  void aMissingSideIsUnavailable() {
    Verdict v =
        QUIET.compared(model(Exploration.Outcome.SAFE), BENCH, List.of(time("b", 36, 40, 44)));
    assertThat(v.word()).isEqualTo(VerdictWord.UNAVAILABLE);
    assertThat(v.sentence()).contains("no score of a");
  }

  @Test
  void whatCouldNotRunIsUnavailable() {
    Verdict v =
        QUIET.unavailable(
            new HostResult.Unavailable(
                "stress", "c", "t", Map.of("mode", "plain"), Optional.empty(), "no such CPU"));
    assertThat(v.word()).isEqualTo(VerdictWord.UNAVAILABLE);
    assertThat(v.sentence()).isEqualTo("no such CPU");
  }

  @Test
  void testsThatCountOtherThingsAreNotAddedUp() {
    HostResult.Outcomes races = outcomes("plain", count("0, 1", null, ALL, 1_000), bad(0));
    HostResult.Outcomes waits =
        outcomes("plain", count("TERMINATED", null, ALL, 4), count("STALE", "c", ALL, 1));
    Row row = Row.of(List.of(races, waits), races);
    assertThat(row.seen()).isEqualTo("1 of 5 (T)");
    assertThat(QUIET.counted(model(Exploration.Outcome.BREAKS), row, Optional.empty()).sentence())
        .isEqualTo("seen in 1 of 5 (T)");
    assertThat(row.samples()).isEqualTo("1,005 samples of 2 tests");
    HostResult.Outcomes more = outcomes("plain", count("0, 1", null, ALL, 1_000), bad(3));
    assertThat(Row.of(List.of(races, more), races).seen()).isEqualTo("3 of 2,003");
  }

  private static Count bad(long count) {
    return count("1, 0", "c", ALL, count);
  }

  private static Verdict counted(ModelAnswer model, HostResult.Outcomes alone) {
    return QUIET.counted(model, Row.alone(alone), Optional.empty());
  }

  private static final Bench BENCH = Bench.of("c", "a", "b");

  private static Verdict compare(
      Judge judge, Exploration.Outcome answer, HostResult a, HostResult b) {
    return judge.compared(model(answer), BENCH, List.of(a, b));
  }

  private static HostResult.Scored time(String label, double low, double median, double high) {
    return score(label, false, low, median, high, Optional.empty());
  }

  private static HostResult.Scored score(
      String label, boolean more, double low, double median, double high, Optional<String> far) {
    return new HostResult.Scored(
        "bench",
        "c",
        label,
        Map.of(),
        Optional.empty(),
        label,
        new Score("ns/op", more, median, low, high, List.of(median), far),
        List.of(),
        List.of());
  }

  static ModelAnswer model(Exploration.Outcome outcome) {
    return new ModelAnswer(
        "c",
        Map.of(),
        outcome.word(),
        Optional.empty(),
        5,
        true,
        Map.of(),
        "complete: 5 states, depth 4",
        Optional.empty());
  }

  /** A row whose bad outcome these models allow. */
  static HostResult.Outcomes row(String mode, List<String> allowed, long bad, long good) {
    return outcomes(mode, count("1, 0", "c", allowed, bad), count("1, 1", null, ALL, good));
  }

  private static HostResult.Outcomes outcomes(String mode, Count... counts) {
    return new HostResult.Outcomes(
        "stress",
        "c",
        "lab.stress.T",
        Map.of("mode", mode),
        Optional.of(false),
        Optional.empty(),
        "default",
        List.of(counts),
        2_000,
        Optional.empty(),
        false,
        List.of(),
        List.of());
  }

  private static Count count(String id, String violates, List<String> allowed, long count) {
    return new Count(id, "words", Optional.ofNullable(violates), allowed, count);
  }
}
