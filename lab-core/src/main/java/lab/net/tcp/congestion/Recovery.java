package lab.net.tcp.congestion;

import lab.input.BadInput;

/**
 * How losses are found and repaired.
 *
 * @param sack whether acknowledgements say what arrived above a hole (RFC 2018, 6675)
 * @param prr whether the window comes down with each acknowledgement (RFC 6937), as in Linux;
 *     otherwise at once: with SACK by RFC 6675, without by NewReno's inflation (RFC 6582)
 * @param limitedTransmit whether the first two duplicate acknowledgements release a new segment
 *     each (RFC 3042)
 * @param probe whether a silent tail is probed before the timeout (TLP, RFC 8985, 7)
 * @param rack whether a segment is lost when one sent later has arrived (RACK, RFC 8985, 6), and
 *     not when three above it have
 */
public record Recovery(
    boolean sack, boolean prr, boolean limitedTransmit, boolean probe, boolean rack) {

  /** RFC 6582, without SACK. */
  public static final Recovery NEWRENO = new Recovery(false, false, true, false, false);

  /** RFC 6675. */
  public static final Recovery SACK = new Recovery(true, false, true, false, false);

  /** Linux with {@code tcp_recovery} 0 and {@code tcp_early_retrans} 0: as it was about 2008. */
  public static final Recovery LINUX_CLASSIC = new Recovery(true, true, true, false, false);

  /** Linux today. */
  public static final Recovery LINUX = new Recovery(true, true, true, true, true);

  /**
   * Checks the combination.
   *
   * @throws BadInput if there is RACK or TLP without SACK
   */
  public Recovery {
    if ((rack || probe) && !sack) {
      throw new BadInput("RACK and TLP need SACK (got sack off)");
    }
  }

  public Recovery withSack(boolean on) {
    return new Recovery(on, prr, limitedTransmit, on && probe, on && rack);
  }

  public Recovery withLimitedTransmit(boolean on) {
    return new Recovery(sack, prr, on, probe, rack);
  }

  public Recovery withRack(boolean on) {
    return new Recovery(sack, prr, limitedTransmit, on, on);
  }
}
