package lab.cpu.branch;

/**
 * How often a predictor is wrong about outcomes that are drawn each by itself, in the long run: by
 * formula, where there is one. {@code q} is the chance of the rarer way, 0 to 1/2.
 */
public final class AgainstNoise {
  private AgainstNoise() {}

  /** One that always says the usual way; nobody does better. */
  public static double always(double q) {
    return q;
  }

  /** One that repeats the last outcome is wrong where two neighbours differ. */
  public static double oneBit(double q) {
    return 2 * q * (1 - q);
  }

  /**
   * A two-bit counter. Its four states are a walk that goes up with q and down with 1-q; in the
   * long run they are as likely as the powers 0 to 3 of q/(1-q), and the upper two are wrong with
   * 1-q, the lower two with q.
   */
  public static double twoBit(double q) {
    double product = q * (1 - q);
    return product / (1 - 2 * product);
  }
}
