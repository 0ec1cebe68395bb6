package lab.cli.judge;

import lab.cli.answer.Score;

/** What a score costs: time as it is, throughput turned upside down. */
public record Cost(double low, double middle, double high) {
  public static Cost of(Score score) {
    return score.moreIsBetter()
        ? new Cost(1 / score.high(), 1 / score.median(), 1 / score.low())
        : new Cost(score.low(), score.median(), score.high());
  }

  /** Whether all of this interval lies below all of the other. */
  boolean below(Cost other) {
    return high < other.low;
  }

  Cost times(double factor) {
    return new Cost(low * factor, middle * factor, high * factor);
  }
}
