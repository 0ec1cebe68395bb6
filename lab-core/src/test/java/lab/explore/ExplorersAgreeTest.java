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
 * On generated machines the explorer says what the sequential one says, whatever the codec, the
 * bound and the number of threads.
 */
class ExplorersAgreeTest {
  private static final long ALL = 1_000_000;

  @Test
  void smallMachines() {
    for (int seed = 1; seed <= 400; seed++) {
      Numbers machine = Numbers.random(seed, 1 + seed % 90, 1 + seed % 5, seed % 4);
      assertThat(Agreement.of(machine, machine.start(), ALL, 1, 2, 4).complete()).isTrue();
      Agreement.of(machine, seed % 11, 1 + seed % 40, 1, 2, 4);
    }
  }

  @Test
  void machinesWideEnoughForParallelRounds() {
    for (int seed = 1; seed <= 2; seed++) {
      Numbers machine = Numbers.random(seed, 40_000, 6, 1);
      for (int width = 0; width <= 3; width++) {
        Exploration all = Agreement.of(machine.withWidth(width), 0, ALL, 1, 2, 3, 4);
        assertThat(all.states()).isGreaterThan(30_000);
        assertThat(all.complete()).isTrue();
      }
    }
  }

  @Test
  void aBoundInTheMiddleOfAParallelRound() {
    Numbers machine = Numbers.random(3, 40_000, 6, 1);
    for (long most : new long[] {9_999, 20_480, 31_234}) {
      Exploration some = Agreement.of(machine, 0, most, 1, 2, 3, 4);
      assertThat(some.end()).isEqualTo(Exploration.End.STATES);
      assertThat(some.states()).isEqualTo(most);
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
    Exploration found = Agreement.of(machine, 0, ALL, 1, 2, 3, 4);
    assertThat(found.states()).isGreaterThan(39_990);
    Numbers asked = new Numbers(0, 1, machine.next(), List.of(never(31_337)));
    assertThat(found.answer("back").schedule())
        .isEqualTo(SequentialExplorer.explore(asked, 0, ALL).answer("never-31337").schedule());
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
    List<Claim<Integer>> claims =
        List.of(
            new Claim.Stuck<>("stuck", "850 stays reachable", s -> s == 850),
            new Claim.Never<>("never", "1400 is not reached", s -> s == 1_400));
    Agreement.of(
        new Numbers(0, 1, s -> s == 0 ? fan : s < 900 ? fan : new int[0], claims), 0, ALL, 1, 3);
  }
}
