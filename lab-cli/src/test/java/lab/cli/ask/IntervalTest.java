package lab.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IntervalTest {
  @Test
  void theEstimateIsTheMedianOfTheForksMedians() {
    Interval interval =
        Interval.of(
            List.of(new double[] {1, 2, 90}, new double[] {4, 4, 4}, new double[] {3, 9, 3}));
    assertThat(interval.median()).isEqualTo(3);
  }

  @Test
  void theSameSamplesGiveTheSameInterval() {
    List<double[]> forks = List.of(noise(1, 60, 10), noise(2, 60, 10));
    assertThat(Interval.of(forks)).isEqualTo(Interval.of(forks));
  }

  @Test
  void twoForksThatDifferMakeAnIntervalThatHoldsBoth() {
    Interval interval = Interval.of(List.of(noise(1, 60, 10), noise(2, 60, 20)));
    assertThat(interval.low()).isLessThan(11);
    assertThat(interval.high()).isGreaterThan(19);
  }

  @Test
  void onlyForksNotWindowsMakeItNarrow() {
    Interval two = Interval.of(List.of(noise(1, 60, 10), noise(2, 60, 11)));
    Interval eight =
        Interval.of(
            List.of(
                noise(1, 60, 10),
                noise(2, 60, 11),
                noise(3, 60, 10),
                noise(4, 60, 11),
                noise(5, 60, 10),
                noise(6, 60, 11),
                noise(7, 60, 10),
                noise(8, 60, 11)));
    assertThat(eight.high() - eight.low()).isLessThanOrEqualTo(two.high() - two.low());
  }

  /** Coverage: of many experiments with a known true median, nearly all intervals hold it. */
  @Test
  void theIntervalHoldsTheTruthMostOfTheTime() {
    SplittableRandom random = new SplittableRandom(7);
    int held = 0;
    for (int experiment = 0; experiment < 100; experiment++) {
      List<double[]> forks =
          random
              .longs(5)
              .mapToObj(seed -> noise(seed, 20, 10 + new SplittableRandom(seed).nextDouble(-1, 1)))
              .toList();
      Interval interval = Interval.of(forks);
      held += interval.low() <= 10 && 10 <= interval.high() ? 1 : 0;
    }
    assertThat(held).isGreaterThan(80);
  }

  @Test
  void outliersDoNotMoveIt() {
    double[] disturbed = noise(1, 60, 10);
    for (int i = 0; i < 20; i++) {
      disturbed[i * 3] = 5000;
    }
    Interval interval = Interval.of(List.of(disturbed, disturbed.clone()));
    assertThat(interval.high()).isLessThan(12);
  }

  /** Windows around a centre, half a unit to each side. */
  private static double[] noise(long seed, int windows, double centre) {
    SplittableRandom random = new SplittableRandom(seed);
    return random.doubles(windows, centre - 0.5, centre + 0.5).toArray();
  }
}
