package lab.net.tcp.congestion;

/**
 * Where loss recovery is.
 *
 * @param phase its phase
 * @param recover the episode ends when all before this segment is acknowledged: what was in flight
 *     when it began; -1 before the first one
 * @param dupAcks duplicate acknowledgements in a row
 * @param partials acknowledgements of a part of what was in flight, in this episode
 * @param rescued whether a last segment was sent again on suspicion (RFC 6675, NextSeg rule 4)
 * @param prr how far the window has come down
 */
public record Episode(
    Phase phase, long recover, int dupAcks, int partials, boolean rescued, Prr prr) {
  static final Episode NONE = new Episode(Phase.OPEN, -1, 0, 0, false, Prr.NONE);

  /**
   * Proportional rate reduction (RFC 6937), in segments.
   *
   * @param delivered what has arrived since the reduction began
   * @param out what was sent since
   * @param before the window before (Linux takes it for RecoverFS)
   */
  public record Prr(int delivered, int out, int before) {
    static final Prr NONE = new Prr(0, 0, 0);
  }

  Episode with(Phase other) {
    return new Episode(other, recover, dupAcks, partials, rescued, prr);
  }

  Episode withDupAcks(int n) {
    return new Episode(phase, recover, n, partials, rescued, prr);
  }

  Episode withPartials(int n) {
    return new Episode(phase, recover, dupAcks, n, rescued, prr);
  }

  Episode withRescue() {
    return new Episode(phase, recover, dupAcks, partials, true, prr);
  }

  Episode with(Prr other) {
    return new Episode(phase, recover, dupAcks, partials, rescued, other);
  }
}
