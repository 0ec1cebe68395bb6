package lab.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * On generated machines the explorer says what a naive search says, whatever the codec and however
 * many threads.
 */
class ExplorerAgreesWithOracleTest {

  @Test
  void smallMachines() {
    for (int seed = 1; seed <= 400; seed++) {
      Numbers machine = Numbers.random(seed, 1 + seed % 90, 1 + seed % 5, seed % 4);
      agree(machine, Bounds.DEFAULT.withThreads(1 + seed % 3));
    }
  }

  @Test
  void machinesWideEnoughForParallelRounds() {
    for (int seed = 1; seed <= 2; seed++) {
      Numbers machine = Numbers.random(seed, 40_000, 6, 1);
      NaiveSearch<Integer> oracle = new NaiveSearch<>(machine, machine.start());
      assertThat(oracle.states()).isGreaterThan(30_000);
      for (int width = 0; width <= 3; width++) {
        for (int threads = 1; threads <= 4; threads++) {
          agree(oracle, machine.withWidth(width), Bounds.DEFAULT.withThreads(threads));
        }
      }
    }
  }

  @Test
  void schedulesToStatesDeepInWideLevels() {
    // Nearly every state is met many times in one round: only the first step to it may count.
    List<Claim<Integer>> claims =
        IntStream.range(0, 300)
            .mapToObj(i -> never(40_000 * i / 300 + 7))
            .collect(Collectors.toCollection(ArrayList::new));
    claims.add(new Claim.Stuck<>("back", "0 stays reachable", s -> s == 0));
    IntFunction<int[]> random = Numbers.random(5, 40_000, 6, 1).next();
    // 31337 alone has no way on, and the others always have one.
    Numbers machine =
        new Numbers(0, 1, s -> s == 31_337 ? new int[0] : withOne(random.apply(s), s), claims);
    NaiveSearch<Integer> oracle = new NaiveSearch<>(machine, 0);
    assertThat(oracle.states()).isGreaterThan(39_990);
    assertThat(oracle.schedule(claims.getLast())).isEqualTo(oracle.schedule(never(31_337)));
    for (int threads = 1; threads <= 4; threads++) {
      agree(oracle, machine, Bounds.DEFAULT.withThreads(threads));
    }
  }

  private static int[] withOne(int[] steps, int state) {
    int[] more = Arrays.copyOf(steps, steps.length + 2);
    more[steps.length] = state / 2;
    more[steps.length + 1] = (state + 1) % 40_000;
    return more;
  }

  private static Claim<Integer> never(int bad) {
    return new Claim.Never<>("never-" + bad, bad + " is not reached", s -> s == bad);
  }

  @Test
  void statesWithThousandsOfStepsAndNone() {
    int[] fan = IntStream.range(1, 1_500).toArray();
    for (int threads : new int[] {1, 3}) {
      agree(
          new Numbers(0, 1, s -> s == 0 ? fan : s < 900 ? fan : new int[0], claims()),
          Bounds.DEFAULT.withThreads(threads));
    }
  }

  private static List<Claim<Integer>> claims() {
    return List.of(
        new Claim.Stuck<>("stuck", "850 stays reachable", s -> s == 850),
        new Claim.Never<>("never", "1400 is not reached", s -> s == 1_400));
  }

  private static void agree(Numbers machine, Bounds bounds) {
    agree(new NaiveSearch<>(machine, machine.start()), machine, bounds);
  }

  private static void agree(NaiveSearch<Integer> oracle, Numbers machine, Bounds bounds) {
    Exploration found = Explorer.explore(machine, bounds);
    assertThat(found.end()).isEqualTo(Exploration.End.COMPLETE);
    assertThat(found.states()).isEqualTo(oracle.states());
    assertThat(found.depth()).isEqualTo(oracle.depth());
    for (Claim<Integer> claim : machine.claims()) {
      assertThat(found.answer(claim.name()).schedule())
          .as("%s of %d states", claim.name(), oracle.states())
          .isEqualTo(oracle.schedule(claim));
    }
  }
}
