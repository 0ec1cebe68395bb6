package lab.cli.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Axes begin at 0 unless what they show differs too much, and have few, round ticks. */
final class ScaleTest {

  @Test
  void anAxisBeginsAtZero() {
    Scale scale = Scale.of(List.of(5.0, 100.0), List.of(5.0, 100.0));
    assertThat(scale.log()).isFalse();
    assertThat(scale.at(0)).isZero();
    assertThat(scale.at(52)).isEqualTo(50, within(1e-9));
    assertThat(scale.ticks()).containsExactly(0.0, 50.0, 100.0);
  }

  @Test
  void whatDiffersByMoreThanTwentyTimesCountsInPowers() {
    Scale scale = Scale.of(List.of(5.0, 101.0), List.of(5.0, 101.0));
    assertThat(scale.log()).isTrue();
    assertThat(scale.from()).isEqualTo(1);
    assertThat(scale.to()).isEqualTo(1000);
    assertThat(scale.at(10)).isEqualTo(100 / 3.0, within(1e-9));
    assertThat(scale.at(0)).isZero();
    assertThat(scale.ticks()).containsExactly(1.0, 10.0, 100.0, 1000.0);
  }

  @Test
  void anOutlierAmongTheWindowsAloneMakesNoPowers() {
    assertThat(Scale.of(List.of(5.0, 6.0), List.of(5.0, 6.0, 4000.0)).log()).isFalse();
  }

  @Test
  void sharesOfNoneStandAtTheLeftEnd() {
    Scale scale = Scale.ofShares(List.of(0.0, 0.5, 20.0));
    assertThat(scale.at(0)).isZero();
    assertThat(scale.at(0.5)).isBetween(20.0, 70.0);
    assertThat(scale.to()).isEqualTo(100);
  }

  @Test
  void nonsenseHasAnAxisToo() {
    List<Double> odd = List.of(Double.NaN, Double.POSITIVE_INFINITY, -1e308, 1e-320, 0.0);
    Scale scale = Scale.of(odd, odd);
    assertThat(scale.ticks()).hasSizeBetween(1, 12);
    odd.forEach(v -> assertThat(scale.at(v)).isBetween(0.0, 100.0));
    assertThat(Scale.ofShares(odd).ticks()).hasSizeBetween(1, 12);
    assertThat(Scale.of(List.of(), List.of()).at(1)).isBetween(0.0, 100.0);
  }

  @Test
  void ticksAreWrittenWithFewDigits() {
    assertThat(List.of(0.0, 0.5, 20.0, 1e-6, 2e6, 0.0001).stream().map(Scale::label))
        .containsExactly("0", "0.5", "20", "1e-6", "2e6", "0.0001");
  }
}
