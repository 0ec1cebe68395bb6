package lab.cli.report.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import lab.cli.answer.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that runs are compared by, and how they are written. */
final class EstimateTest {

  /** R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3: Wilson's score. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void theIntervalOfAShareIsThePublishedOne(long seen, long samples, double low, double high) {
    Estimate share = Estimate.share(seen, samples);
    assertThat(share.low()).isEqualTo(low, within(5e-5));
    assertThat(share.high()).isEqualTo(high, within(5e-5));
    assertThat(share.middle()).isEqualTo((double) seen / samples);
  }

  @Test
  void aShareOfAllIsTheMirrorOfNone() {
    assertThat(Estimate.share(20, 20).low())
        .isEqualTo(1 - Estimate.share(0, 20).high(), within(1e-12));
    assertThat(Estimate.share(20, 20).high()).isEqualTo(1);
  }

  private static Score score(String unit, double low, double median, double high) {
    return new Score(
        unit, Score.moreIsBetter(unit), median, low, high, List.of(), Optional.empty());
  }

  @Test
  void aRatioIsOfCostsAndAsWideAsBothIntervals() {
    Estimate ratio =
        Estimate.ratio(score("ns/op", 2, 2.5, 4), score("ns/op", 8, 10, 12)).orElseThrow();
    assertThat(ratio.middle()).isEqualTo(4);
    assertThat(ratio.low()).isEqualTo(2);
    assertThat(ratio.high()).isEqualTo(6);
  }

  @Test
  void ofThroughputsTheLowerOneCostsMore() {
    assertThat(Estimate.ratio(score("ops/ms", 90, 100, 110), score("ops/ms", 40, 50, 60)))
        .hasValueSatisfying(r -> assertThat(r.middle()).isEqualTo(2, within(1e-9)));
  }

  @Test
  void whatCannotBeDividedHasNoRatio() {
    assertThat(Estimate.ratio(score("ns/op", 1, 1, 1), score("B/op", 1, 1, 1))).isEmpty();
    assertThat(Estimate.ratio(score("B/op", 0, 0, 0), score("B/op", 1, 1, 1))).isEmpty();
  }

  @Test
  void intervalsThatTouchAreNotApart() {
    Estimate one = new Estimate(Estimate.Kind.RATIO, 1, 1.5, 2);
    assertThat(one.apart(new Estimate(Estimate.Kind.RATIO, 2, 2.5, 3))).isFalse();
    assertThat(one.apart(new Estimate(Estimate.Kind.RATIO, 2.01, 2.5, 3))).isTrue();
    assertThat(new Estimate(Estimate.Kind.RATIO, 2.01, 2.5, 3).apart(one)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 %",
    "1, 100 %",
    "0.000045287, 0.0045 %",
    "0.125, 13 %",
    "0.5, 50 %",
    "0.999954, 99.995 %",
    "0.9999999, 99.999 %",
    "NaN, an unknown share"
  })
  void nearlyNoneIsNotNoneAndNearlyAllIsNotAll(double share, String words) {
    assertThat(Estimate.percent(share)).isEqualTo(words);
  }
}
