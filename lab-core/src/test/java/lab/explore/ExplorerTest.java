package lab.explore;

import static lab.explore.Exploration.Outcome.BREAKS;
import static lab.explore.Exploration.Outcome.NO_ANSWER;
import static lab.explore.Exploration.Outcome.REACHED;
import static lab.explore.Exploration.Outcome.SAFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What each kind of claim is answered, on machines small enough to check by eye: by both explorers.
 */
class ExplorerTest {
  private static final Bounds ONE = Bounds.DEFAULT.withThreads(1);

  private static Claim<Integer> never(int bad) {
    return new Claim.Never<>("never", bad + " is not reached", s -> s == bad);
  }

  private static Claim<Integer> stuck(int goal) {
    return new Claim.Stuck<>("stuck", goal + " stays reachable", s -> s == goal);
  }

  private static int[] to(int... targets) {
    return targets;
  }

  private static Exploration both(Numbers machine, int from) {
    return Agreement.of(machine, from, 1_000, 1);
  }

  private static Exploration.Answer only(Numbers machine) {
    return both(machine, 0).answers().getFirst();
  }

  private static void breaks(Exploration.Answer answer, String schedule) {
    assertThat(answer.outcome()).isEqualTo(BREAKS);
    assertThat(answer.schedule()).map(Schedule::toString).contains(schedule);
  }

  @Test
  void theShortestOfTwoWaysIsReported() {
    // Depth first would find 0-1-2-5; the first step of the short way comes second.
    breaks(only(Numbers.graph(List.of(never(5)), to(1, 3), to(2), to(5), to(5))), "g.go:1,g.go:0");
  }

  @Test
  void ofEquallyShortWaysTheFirstInActionOrderIsReported() {
    // 0-1-4, 0-2-4 and twice 0-3-4.
    Numbers machine = Numbers.graph(List.of(never(4)), to(1, 2, 3), to(0, 4), to(4), to(4, 4));
    breaks(only(machine), "g.go:0,g.go:1");
  }

  @Test
  void ofSeveralStepsToTheSameStateTheFirstIsReported() {
    breaks(only(Numbers.graph(List.of(never(1)), to(0, 1, 1))), "g.go:1");
  }

  @Test
  void theStartMayBeBad() {
    breaks(only(Numbers.graph(List.of(never(0)), to(1))), "");
  }

  @Test
  void whatIsNeverReachedIsSafe() {
    Exploration found = both(Numbers.graph(List.of(never(7)), to(1), to(0)), 0);
    assertThat(found.answers().getFirst().outcome()).isEqualTo(SAFE);
    assertThat(found.answers().getFirst().schedule()).isEmpty();
    assertThat(found.extent()).isEqualTo("complete: 2 states, depth 1");
  }

  @Test
  void aDeadlockIsStuck() {
    breaks(only(Numbers.graph(List.of(stuck(3)), to(1, 2), to(3), to(), to())), "g.go:1");
  }

  @Test
  void aLivelockIsStuck() {
    // 4 and 5 step for ever and never come back.
    Numbers machine = Numbers.graph(List.of(stuck(3)), to(1), to(2), to(3, 4), to(3), to(5), to(4));
    breaks(only(machine), "g.go:0*2,g.go:1");
  }

  @Test
  void aLoopThatCanBeLeftIsNotStuck() {
    Numbers machine = Numbers.graph(List.of(stuck(3)), to(1), to(2), to(0, 3), to());
    assertThat(only(machine).outcome()).isEqualTo(SAFE);
  }

  @Test
  void whereNoGoalExistsTheStartIsStuck() {
    breaks(only(Numbers.graph(List.of(stuck(9)), to(1), to(0))), "");
  }

  @Test
  void aGoalThatWasPassedMayBeLostForEver() {
    // The goal is 1; nothing leads back to it.
    breaks(only(Numbers.graph(List.of(stuck(1)), to(1), to(2), to(2))), "g.go:0*2");
  }

  @Test
  void sometimesAndReach() {
    List<Claim<Integer>> claims =
        List.of(
            new Claim.Sometimes<>("some", "2 is reached", s -> s == 2),
            new Claim.Sometimes<>("none", "9 is reached", s -> s == 9),
            new Claim.Reach<>("goal", "3 is reached", s -> s == 3),
            new Claim.Reach<>("nowhere", "9 is reached", s -> s == 9));
    Exploration found = both(Numbers.graph(claims, to(1, 2), to(2), to(3)), 0);
    assertThat(found.answer("some").outcome()).isEqualTo(REACHED);
    assertThat(found.answer("some").schedule()).map(Schedule::toString).contains("g.go:1");
    assertThat(found.answer("none").outcome()).isEqualTo(NO_ANSWER);
    assertThat(found.answer("goal").schedule()).map(Schedule::size).contains(2);
    assertThat(found.answer("nowhere").outcome()).isEqualTo(NO_ANSWER);
    assertThat(found.answer("nowhere").schedule()).isEmpty();
  }

  @Test
  void beatsComparesTheTwoCosts() {
    for (long a = 1; a <= 3; a++) {
      Claim.Costs costs = new Claim.Costs(a, 2, Schedule.parse("g.go:0"));
      Claim<Integer> beats = new Claim.Beats<>("cheap", "A is cheaper", "x", "A", "B", () -> costs);
      Exploration.Answer answer = only(Numbers.graph(List.of(beats), to(0)));
      assertThat(answer.outcome()).isEqualTo(a < 2 ? SAFE : BREAKS);
      assertThat(answer.costs()).contains(costs);
      assertThat(answer.schedule()).contains(costs.witness());
    }
  }

  @Test
  void searchesFromAnyState() {
    Numbers machine = Numbers.graph(List.of(never(4), stuck(0)), to(1, 2), to(0), to(3), to(2, 4));
    Exploration found = both(machine, 3);
    breaks(found.answer("never"), "g.go:1");
    breaks(found.answer("stuck"), "");
    assertThat(found.states()).isEqualTo(3);
  }

  @Test
  void endsEarlyOnlyWhenAskedAndWhenEveryClaimIsDecided() {
    Numbers line = new Numbers(0, 1, s -> to(s + 1), List.of(never(100), never(200)));
    Explorer.Options decided = Explorer.Options.within(ONE).withUntil(Explorer.Until.DECIDED);
    Exploration found = Explorer.explore(line, 0, decided);
    assertThat(found.end()).isEqualTo(Exploration.End.DECIDED);
    assertThat(found.states()).isBetween(201L, 300L);
    assertThat(found.extent()).startsWith("stopped at 20").endsWith("every claim is decided");
    assertThat(found.answers()).allMatch(a -> a.outcome() == BREAKS);

    Numbers ring = new Numbers(0, 1, s -> to((s + 1) % 500), List.of(never(100), stuck(5)));
    found = Explorer.explore(ring, 0, decided);
    assertThat(found.end())
        .as("a stuck claim needs all states")
        .isEqualTo(Exploration.End.COMPLETE);
    assertThat(found.states()).isEqualTo(500);
    assertThat(Explorer.explore(ring, ONE).end()).isEqualTo(Exploration.End.COMPLETE);
  }

  @Test
  void aMachineThatChangesItsMindIsCaughtWhenTheScheduleIsMade() {
    int[] calls = new int[1];
    Numbers fickle = new Numbers(0, 1, s -> to(calls[0]++ == 0 ? 1 : 2), List.of(never(1)));
    assertThatThrownBy(() -> Explorer.explore(fickle, ONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("stepping a state again did not lead to the same states")
        .hasMessageContaining("hash order");
  }

  @Test
  void aMachinesExceptionReachesTheCaller() {
    for (int threads : new int[] {1, 4}) {
      Numbers wide =
          new Numbers(
              0,
              1,
              s -> {
                if (s == 150_000) {
                  throw new IllegalStateException("at 150000");
                }
                return to(2 * s + 1, 2 * s + 2);
              },
              List.of());
      assertThatThrownBy(() -> Explorer.explore(wide, ONE.withThreads(threads)))
          .hasMessage("at 150000");
    }
  }

  @Test
  void aDeepNarrowMachineCostsNothingPerLevel() {
    Numbers line = new Numbers(0, 1, s -> s < 400_000 ? to(s + 1) : to(), List.of(never(400_000)));
    Exploration found = Explorer.explore(line, Bounds.DEFAULT.withThreads(4));
    assertThat(found.depth()).isEqualTo(400_000);
    assertThat(found.answer("never").schedule()).map(Schedule::size).contains(400_000);
    assertThat(found.answer("never").schedule().map(Schedule::toString))
        .isEqualTo(Optional.of("g.go:0*400000"));
    assertThat(found.took().toMillis()).isLessThan(5_000);
  }
}
