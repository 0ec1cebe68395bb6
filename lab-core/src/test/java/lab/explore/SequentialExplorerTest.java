package lab.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link Agreement} cannot show: the visit of end states, and an extent without a clock. */
class SequentialExplorerTest {
  private static final List<Claim<Integer>> NOTHING = List.of();

  private static int[] to(int... targets) {
    return targets;
  }

  private static EndStates<Integer> ends(Numbers machine, long mostStates) {
    return SequentialExplorer.ends(machine, mostStates, action -> true);
  }

  @Test
  void eachEndStateIsVisitedOnceInOrderOfDiscovery() {
    // 4 is met first, after 0-1; 3 is met twice; 5 is not met.
    Numbers machine = Numbers.graph(NOTHING, to(1, 2), to(4, 3), to(3, 0), to(), to(), to());
    assertThat(ends(machine, 100)).isEqualTo(new EndStates<>(List.of(4, 3), 5, true));
  }

  @Test
  void theStartMayBeTheEnd() {
    assertThat(ends(Numbers.graph(NOTHING), 1)).isEqualTo(new EndStates<>(List.of(0), 1, true));
  }

  @Test
  void aMachineThatGoesRoundHasNone() {
    assertThat(ends(Numbers.graph(NOTHING, to(1), to(0), to()), 9))
        .isEqualTo(new EndStates<>(List.of(), 2, true));
  }

  @Test
  void stepsThatAreLeftOutLeadNowhere() {
    Numbers machine = Numbers.graph(NOTHING, to(1, 2), to(3, 0), to(1), to());
    assertThat(SequentialExplorer.ends(machine, 9, action -> !action.arg().equals("1")))
        .isEqualTo(new EndStates<>(List.of(3), 3, true));
    // Now 2 is an end, although the machine goes on there.
    assertThat(SequentialExplorer.ends(machine, 9, action -> !action.arg().equals("0")))
        .isEqualTo(new EndStates<>(List.of(2), 2, true));
  }

  @Test
  void beyondTheBoundNothingIsVisitedAndWhatWasVisitedIsAsked() {
    // 0 to 9 in a row, and from each a way to an end of its own, which is discovered first.
    Numbers machine = new Numbers(0, 1, s -> s < 10 ? to(100 + s, s + 1) : to(), NOTHING);
    for (int most = 1; most <= 20; most++) {
      List<Integer> kept = IntStream.range(100, 100 + most / 2).boxed().toList();
      assertThat(ends(machine, most)).isEqualTo(new EndStates<>(kept, most, false));
    }
    assertThat(ends(machine, 21)).isEqualTo(ends(machine, 22));
    assertThat(ends(machine, 21).all()).hasSize(11).last().isEqualTo(10);
    assertThat(ends(machine, 21).complete()).isTrue();
  }

  @Test
  void someOfThemMayBeAskedFor() {
    Numbers machine = Numbers.graph(NOTHING, to(1, 2, 3));
    assertThat(ends(machine, 9).which(s -> s % 2 == 1))
        .isEqualTo(new EndStates<>(List.of(1, 3), 4, true));
  }

  @Test
  void theExtentSpeaksOfNoTimeThatNobodyMeasured() {
    Numbers endless = new Numbers(0, 0, s -> to(s + 1), NOTHING);
    Exploration found = SequentialExplorer.explore(endless, 0, 1_500);
    assertThat(found.extent()).isEqualTo("bounded at 1,500 states (most states)");
    assertThat(found.bounds()).isEqualTo(Bounds.ofStates(1_500));
  }

  @Test
  void someStateIsAlwaysVisited() {
    assertThatThrownBy(() -> ends(Numbers.graph(NOTHING), 0))
        .hasMessage("mostStates must be at least 1 (got 0)");
  }
}
