package lab.net.collective;

import static lab.experiments.RoomFixture.scheduleOrSafe;
import static lab.experiments.RoomFixture.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lab.explore.Bounds;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.input.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every order in which the ranks of a small all-reduce may go on. */
class RanksTest {
  private static Exploration search(Algorithm algorithm, int ranks, Fault fault, int slots) {
    return Explorer.explore(RanksMachine.of(algorithm, ranks, fault, slots), Bounds.DEFAULT);
  }

  private static boolean breaks(Exploration found, String claim) {
    return found.answer(claim).outcome() == Exploration.Outcome.BREAKS;
  }

  @ParameterizedTest
  @EnumSource
  void whateverTheOrderAllHaveTheWholeSum(Algorithm algorithm) {
    for (int ranks = 2; ranks <= 4; ranks++) {
      for (int slots = 1; slots <= 2; slots++) {
        Exploration found = search(algorithm, ranks, Fault.NONE, slots);
        assertThat(found.complete()).isTrue();
        assertThat(breaks(found, RanksMachine.WHOLE)).isFalse();
        assertThat(breaks(found, RanksMachine.ONCE)).isFalse();
        assertThat(breaks(found, RanksMachine.ENDS)).as("%s of %d", algorithm, ranks).isFalse();
        assertThat(found.answer(RanksMachine.DONE).outcome())
            .isEqualTo(Exploration.Outcome.REACHED);
      }
    }
  }

  /** Every break of the facts, by its shortest schedule. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RING | 3 | OFF_BY_ONE | whole-sum | 21",
        "RING | 3 | OFF_BY_ONE | once | 7",
        "RING | 3 | GATHERS_EARLY | whole-sum | 15",
        "RING | 3 | GATHERS_EARLY | once | 0",
        "RECURSIVE_DOUBLING | 2 | IN_PLACE | once | 4",
        "RABENSEIFNER | 2 | IN_PLACE | once | 0",
        "RING | 3 | IN_PLACE | whole-sum | 0",
        "RING | 3 | NO_CREDIT | whole-sum | 20",
        "RECURSIVE_DOUBLING | 4 | NO_CREDIT | whole-sum | 0",
      })
  void theShortestBreaks(Algorithm algorithm, int ranks, Fault fault, String claim, int steps) {
    assertThat(algorithm.has(fault, ranks)).isTrue();
    assertThat(steps(search(algorithm, ranks, fault, 1), claim)).isEqualTo(steps);
  }

  @Test
  void anExchangeInPlaceCountsTwice() {
    Exploration found = search(Algorithm.RECURSIVE_DOUBLING, 2, Fault.IN_PLACE, 1);
    assertThat(scheduleOrSafe(found, RanksMachine.ONCE))
        .isEqualTo("rank0.send,rank1.take,rank1.send,rank0.take");
  }

  /** Wrong before anybody has moved: one is forgotten, or one never moves. */
  @Test
  void whoIsForgottenAndWhoIsDead() {
    for (Algorithm algorithm : List.of(Algorithm.RECURSIVE_DOUBLING, Algorithm.RABENSEIFNER)) {
      assertThat(breaks(search(algorithm, 3, Fault.NO_FOLD, 1), RanksMachine.WHOLE)).isTrue();
    }
    for (Algorithm algorithm : Algorithm.values()) {
      Exploration found = search(algorithm, 3, Fault.DEAD_RANK, 1);
      assertThat(breaks(found, RanksMachine.ENDS)).as(algorithm.word()).isTrue();
      assertThat(breaks(found, RanksMachine.WHOLE)).as(algorithm.word()).isFalse();
    }
  }

  /** With a slot for each message nobody has to ask; else a fast sender can overtake. */
  @Test
  void enoughSlotsNeedNoCredit() {
    int[] steps = {20, 20, 0, 0};
    for (int slots = 1; slots <= 4; slots++) {
      assertThat(steps(search(Algorithm.RING, 3, Fault.NO_CREDIT, slots), RanksMachine.WHOLE))
          .as("%d slots", slots)
          .isEqualTo(steps[slots - 1]);
    }
  }

  @Test
  void aConnectionHasASlotAndARankACount() {
    assertThatThrownBy(() -> RanksMachine.of(Algorithm.RING, 2, Fault.NONE, 0))
        .isInstanceOf(BadInput.class)
        .hasMessage("a connection has at least 1 slot (got 0)");
    assertThatThrownBy(() -> RanksMachine.of(Algorithm.RING, 16, Fault.NONE, 1))
        .isInstanceOf(BadInput.class)
        .hasMessage("rank by rank there are at most 15 (got 16)");
  }

  @Test
  void aMistakeThatAPlanCannotMakeChangesNothing() {
    for (Fault fault : Fault.values()) {
      for (Algorithm algorithm : Algorithm.values()) {
        boolean planned = fault != Fault.IN_PLACE && fault != Fault.NO_CREDIT;
        if (planned && fault != Fault.DEAD_RANK && fault != Fault.NONE) {
          assertThat(algorithm.plan(3, fault).equals(algorithm.plan(3)))
              .isEqualTo(!algorithm.has(fault, 3));
        }
        assertThat(algorithm.plan(4, Fault.NO_FOLD)).isEqualTo(algorithm.plan(4));
      }
    }
  }
}
