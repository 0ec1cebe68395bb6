package lab.cli.report.kept;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lab.cli.answer.Count;
import lab.cli.answer.HostResult;
import lab.cli.answer.Score;
import lab.cli.judge.Cost;
import lab.room.Findings;

/**
 * A number that runs can be compared by, and how sure it is.
 *
 * @param kind what it is
 * @param low lower end of its 95 % interval
 * @param middle itself
 * @param high upper end
 */
public record Estimate(Kind kind, double low, double middle, double high) {

  /** What numbers are compared. */
  public enum Kind {
    /** Of all samples, those that violate the claim: 0 to 1, with Wilson's interval. */
    SHARE,
    /** How many times as much one thing costs as another; no nanoseconds of two machines. */
    RATIO;

    /** As it stands in JSON. */
    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** 0.975 quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  private static final MathContext TWO_DIGITS = new MathContext(2);

  /**
   * A share with Wilson's score interval (E. B. Wilson, JASA 22, 1927), which is right for shares
   * near 0 too, where most of ours are. It takes samples as independent of each other.
   */
  public static Estimate share(long seen, long samples) {
    double n = samples;
    double p = seen / n;
    double shrink = 1 + Z * Z / n;
    double centre = (p + Z * Z / (2 * n)) / shrink;
    double half = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / shrink;
    // Rounding must not move a bound past what was seen.
    return new Estimate(
        Kind.SHARE,
        seen == 0 ? 0 : Math.max(0, centre - half),
        p,
        seen == samples ? 1 : Math.min(1, centre + half));
  }

  /** Nothing where the two cannot be divided: their units differ, or one is 0. */
  static Optional<Estimate> ratio(Score less, Score more) {
    Cost a = Cost.of(less);
    Cost b = Cost.of(more);
    boolean divides =
        less.unit().equals(more.unit())
            && a.low() > 0
            && a.middle() > 0
            && Double.isFinite(b.high() / a.low());
    return divides
        ? Optional.of(
            new Estimate(
                Kind.RATIO, b.low() / a.high(), b.middle() / a.middle(), b.high() / a.low()))
        : Optional.empty();
  }

  /** The number that a verdict rests on, if it is one. */
  public static Optional<Estimate> of(Observed observed) {
    return switch (observed) {
      case Observed.Counted c when c.tests().stream().map(Estimate::ids).distinct().count() == 1 ->
          Optional.of(c.row().sum())
              .filter(sum -> sum.samples() > 0)
              .map(sum -> share(sum.violations(), sum.samples()));
      // What waits and what races count different things: their sum would be a number of nothing.
      case Observed.Counted c -> Optional.empty();
      case Observed.Weighed w -> ratio(w.less().score(), w.more().score());
      case Observed.Curve c -> Optional.empty();
      case Observed.Nothing n -> Optional.empty();
    };
  }

  private static Set<String> ids(HostResult.Outcomes o) {
    return o.outcomes().stream().map(Count::id).collect(Collectors.toSet());
  }

  /** Whether the two intervals have nothing in common. */
  public boolean apart(Estimate other) {
    return high < other.low || other.high < low;
  }

  /** {@code 0.0045 %}, {@code 3.58 times}. */
  public String words() {
    return kind == Kind.SHARE ? percent(middle) : Findings.fixed(middle, 2) + " times";
  }

  /** {@code 0.0041 % to 0.0050 %}. */
  public String interval() {
    return kind == Kind.SHARE
        ? percent(low) + " to " + percent(high)
        : Findings.fixed(low, 2) + " to " + Findings.fixed(high, 2);
  }

  /** Two digits that count, however small the share. */
  public static String percent(double share) {
    double percent = 100 * share;
    if (!Double.isFinite(percent)) {
      return "an unknown share";
    }
    if (percent == 0 || percent == 100) {
      return Math.round(percent) + " %";
    }
    // Nearly all is not all: near 100 digits are cut off and not rounded.
    BigDecimal digits =
        percent > 99
            ? new BigDecimal(percent).setScale(3, RoundingMode.DOWN).stripTrailingZeros()
            : new BigDecimal(percent).round(TWO_DIGITS);
    return digits.toPlainString() + " %";
  }
}
