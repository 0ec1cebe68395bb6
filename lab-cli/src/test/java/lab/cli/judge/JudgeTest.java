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
  private static final Optional<String> NONE = Optional.empty();
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
    assertThat(v.sentence()).isEqualTo("of 5 samples 1 was (7, 7), which the model does not allow");
    ModelAnswer asked = within(model(Exploration.Outcome.BREAKS), ALL, false);
    assertThat(counted(asked, row).sentence())
        .endsWith("which neither sc, tso nor java (RC11-style) allows");
  }

  @Test
  void whatTheTestDoesNotForeseeNoModelWasAskedAbout() {
    Count strange = new Count("9, 9", Count.UNEXPECTED, Optional.empty(), List.of(), 2);
    HostResult.Outcomes row = outcomes("plain", count("1, 1", null, ALL, 8), strange);
    Verdict v = counted(within(model(Exploration.Outcome.SAFE), ALL, false), row);
    assertThat(v.word()).isEqualTo(VerdictWord.CONTRADICTED);
    assertThat(v.sentence())
        .isEqualTo("of 10 samples 2 were (9, 9), which the test does not expect");
  }

  @Test
  void loadBufferingIsNoContradictionWhereTheCpuMayDoIt() {
    HostResult.Outcomes row = row("opaque", List.of(), 3, 7);
    ModelAnswer buffers = within(model(Exploration.Outcome.SAFE), ALL, true);
    Verdict onArm = judge("aarch64").counted(buffers, Row.alone(row), NONE, NONE);
    assertThat(onArm.word()).isEqualTo(VerdictWord.INCONCLUSIVE);
    assertThat(onArm.sentence()).endsWith("java leaves load buffering out and AArch64 may do it");
    for (String keeps : List.of("amd64", "s390x")) {
      assertThat(judge(keeps).counted(buffers, Row.alone(row), NONE, NONE).word())
          .isEqualTo(VerdictWord.CONTRADICTED);
    }
    ModelAnswer ordered = within(model(Exploration.Outcome.SAFE), ALL, false);
    assertThat(judge("aarch64").counted(ordered, Row.alone(row), NONE, NONE).word())
        .isEqualTo(VerdictWord.CONTRADICTED);
    // The same where the claim breaks by another outcome, and this one nobody allows.
    HostResult.Outcomes mixed =
        outcomes("opaque", count("1, 0", "c", ALL, 4), count("7, 7", null, List.of(), 1));
    ModelAnswer breaks = within(model(Exploration.Outcome.BREAKS), ALL, true);
    assertThat(judge("aarch64").counted(breaks, Row.alone(mixed), NONE, NONE).word())
        .isEqualTo(VerdictWord.INCONCLUSIVE);
  }

  @Test
  void anAnswerOfTheCpuAloneIsNotContradictedByTheCompiler() {
    ModelAnswer cpu =
        model(Exploration.Outcome.SAFE)
            .within(
                new ModelAnswer.Scope(
                    ALL,
                    Optional.empty(),
                    Optional.of("by the CPU alone"),
                    Optional.of("The CPU alone, the compiler left out: ask java for both."),
                    false));
    Verdict seen = counted(cpu, row("plain", List.of("java"), 3, 7));
    assertThat(seen.word()).isEqualTo(VerdictWord.INCONCLUSIVE);
    assertThat(seen.sentence())
        .isEqualTo(
            "seen in 3 of 10, and the model rules it out by the CPU alone"
                + " (complete: 5 states, depth 4); the CPU alone, the compiler left out: ask java"
                + " for both; no contradiction, for java allows it");
    assertThat(counted(cpu, row("volatile", List.of(), 0, 10)).sentence())
        .isEqualTo(
            "0 of 10; that it cannot happen by the CPU alone is the model's proof (complete: 5"
                + " states, depth 4); the CPU alone, the compiler left out: ask java for both");
    assertThat(counted(cpu, row("volatile", List.of(), 1, 9)).word())
        .isEqualTo(VerdictWord.CONTRADICTED);
  }

  @Test
  void aProofNamesItsWorldAndIsNotLeantOnWhereAnotherRan() {
    ModelAnswer proof =
        model(Exploration.Outcome.SAFE)
            .within(
                new ModelAnswer.Scope(
                    ALL,
                    Optional.of("3 nodes and a tag that never wraps"),
                    Optional.empty(),
                    Optional.empty(),
                    false));
    HostResult.Outcomes row = row("volatile", List.of(), 0, 10);
    assertThat(counted(proof, row).sentence())
        .isEqualTo(
            "0 of 10; that it cannot happen is the model's proof in a world of 3 nodes and a tag"
                + " that never wraps (complete: 5 states, depth 4)");
    Verdict other =
        QUIET.counted(proof, Row.alone(row), NONE, Optional.of("the class's tag has 32 bits"));
    assertThat(other.word()).isEqualTo(VerdictWord.CONSISTENT);
    assertThat(other.sentence())
        .isEqualTo(
            "0 of 10; that is all there is, for no proof is of what ran: the class's tag has 32"
                + " bits");
  }

  @Test
  void aTwinIsInNoRowAndSaysBesideAZeroThatTheTestCanFail() {
    HostResult.Outcomes ships = row("plain", ALL, 0, 2_048);
    HostResult.Outcomes twin = twin(1_795, 253);
    for (List<HostResult.Outcomes> host : List.of(List.of(twin, ships), List.of(ships, twin))) {
      Row row = Row.of(host, ships);
      assertThat(row.samples()).isEqualTo("2,048");
      assertThat(row.sum().violations()).isZero();
      for (Exploration.Outcome answer :
          List.of(Exploration.Outcome.BREAKS, Exploration.Outcome.SAFE)) {
        assertThat(QUIET.counted(model(answer), row, NONE, NONE).sentence())
            .startsWith("0 of 2,048")
            .endsWith(
                "; the test can fail: its broken twin (reused first) was seen 1,795 of 2,048");
      }
    }
    assertThat(Twins.words(twin(0, 2_048)))
        .isEqualTo(
            "its broken twin (reused first) was not seen to fail this time, in 2,048 samples");
    assertThat(Row.of(List.of(twin, row("opaque", ALL, 0, 1)), row("opaque", ALL, 0, 1)).twins())
        .isEmpty();
  }

  private static HostResult.Outcomes twin(long bad, long good) {
    return new HostResult.Outcomes(
        "stress",
        "c",
        "lab.stress.RingStress$ReusedFirst",
        Map.of("mode", "plain"),
        Optional.of(true),
        Optional.empty(),
        "default",
        List.of(bad(bad), count("1, 1", null, ALL, good)),
        2_000,
        Optional.empty(),
        false,
        List.of(),
        List.of());
  }

  private static ModelAnswer within(ModelAnswer model, List<String> models, boolean loadBuffers) {
    return model.within(
        new ModelAnswer.Scope(
            models, Optional.empty(), Optional.empty(), Optional.empty(), loadBuffers));
  }

  private static Judge judge(String architecture) {
    return new Judge(Architecture.of(architecture), 0.98, true, List.of());
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
    assertThat(row.seen()).isEqualTo("1 of 5 (t), 0 of 1,000 (t)");
    assertThat(QUIET.counted(model(Exploration.Outcome.BREAKS), row, NONE, NONE).sentence())
        .isEqualTo("seen in 1 of 5 (t), 0 of 1,000 (t)");
    assertThat(row.samples()).isEqualTo("1,005 samples of 2 tests");
    HostResult.Outcomes more = outcomes("plain", count("0, 1", null, ALL, 1_000), bad(3));
    HostResult.Outcomes most = outcomes("plain", count("0, 1", null, ALL, 1_000), bad(5));
    assertThat(Row.of(List.of(more, most), more).seen()).isEqualTo("8 of 2,008");
    // That one test saw it says nothing of the other, which may be the class that ships.
    assertThat(Row.of(List.of(races, more), races).seen())
        .isEqualTo("3 of 1,003 (t), 0 of 1,000 (t)");
  }

  @Test
  void whatIsNoTimeIsNoRatio() {
    HostResult.Scored none = bytes("a", 0);
    Verdict v = QUIET.compared(arithmetic(), BENCH, List.of(none, bytes("b", 24)));
    assertThat(v.word()).isEqualTo(VerdictWord.CONFIRMED);
    assertThat(v.sentence())
        .isEqualTo(
            "a costs 0.00 B/op (0.00 to 0.00), b 24.00 B/op (24.00 to 24.00); the arithmetic of"
                + " bytes allocated: a 0, b 24");
    assertThat(QUIET.compared(arithmetic(), BENCH, List.of(none, time("b", 1, 2, 3))).sentence())
        .endsWith("their units differ");
  }

  @Test
  void whatIsMeasuredIsWhatIsClaimedOrAnAnalogue() {
    ModelAnswer atomics = costs("atomic operations", false);
    List<HostResult> times = List.of(time("a", 9, 10, 11), time("b", 36, 40, 44));
    assertThat(QUIET.compared(atomics, BENCH, times).sentence())
        .isEqualTo(
            "b costs 4.00 times as much as a (3.27 to 4.89); the model counts atomic operations:"
                + " a 0, b 24 (an analogue: atomic operations are claimed, ns/op is measured)");
    assertThat(QUIET.compared(atomics, BENCH.analogue("a time"), times).sentence())
        .endsWith("(an analogue: a time)");
    assertThat(QUIET.compared(costs("ns", false), BENCH, times).sentence())
        .doesNotContain("analogue");
    assertThat(QUIET.compared(arithmetic(), BENCH, times).sentence())
        .doesNotContain("the model")
        .doesNotContain("proof");
  }

  private static ModelAnswer arithmetic() {
    return costs("bytes allocated", true);
  }

  private static ModelAnswer costs(String unit, boolean arithmetic) {
    return new ModelAnswer(
        "c",
        Map.of(),
        "safe",
        Optional.empty(),
        5,
        true,
        Map.of(),
        "complete: 5 states, depth 4",
        Optional.of(new ModelAnswer.Costs(0, 24, Optional.of(unit), Optional.of(arithmetic))));
  }

  private static HostResult.Scored bytes(String label, double each) {
    return new HostResult.Scored(
        "bench",
        "c",
        label,
        Map.of(),
        Optional.empty(),
        label,
        new Score("B/op", false, each, each, each, List.of(each), Optional.empty()),
        List.of(),
        List.of());
  }

  private static Count bad(long count) {
    return count("1, 0", "c", ALL, count);
  }

  private static Verdict counted(ModelAnswer model, HostResult.Outcomes alone) {
    return QUIET.counted(model, Row.alone(alone), NONE, NONE);
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
