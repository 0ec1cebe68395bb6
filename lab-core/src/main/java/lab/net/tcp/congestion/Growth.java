package lab.net.tcp.congestion;

/** How the window moves with acknowledgements, up and down. */
final class Growth {
  private Growth() {}

  /** What acknowledged segments add: slow start below ssthresh, then avoidance. */
  static void grow(Flow f, int n, long now) {
    Window w = f.window;
    int left = w.slowStartLeft(n);
    if (w.slowStart()) {
      w = w.slowStart(n);
    }
    if (left > 0) {
      int each = w.cwnd();
      if (f.rules.fault() == Fault.MULTIPLICATIVE_INCREASE) {
        each = 8;
      } else if (f.rules.algorithm() == Algorithm.CUBIC) {
        long rtt = f.roundTrip.known() ? f.roundTrip.least() : 0;
        f.cubic = f.cubic.acknowledged(left, w.cwnd(), now, rtt);
        each = f.cubic.pace().each();
      }
      w = w.avoid(left, each);
    }
    f.window = w;
  }

  /**
   * Proportional rate reduction (RFC 6937, 3): above ssthresh as many leave as the ratio of the
   * windows allows, below it as many as arrived, and one more where the repair goes well (Linux).
   */
  static void comeDown(Flow f, int delivered, boolean well) {
    if (!f.rules.recovery().prr() || delivered <= 0) {
      return;
    }
    Episode.Prr old = f.episode.prr();
    Episode.Prr prr = new Episode.Prr(old.delivered() + delivered, old.out(), old.before());
    f.episode = f.episode.with(prr);
    int pipe = f.pipe();
    int ssthresh = f.window.ssthresh();
    long send;
    if (pipe > ssthresh) {
      long share = (long) prr.delivered() * ssthresh + prr.before() - 1;
      send = share / prr.before() - prr.out();
    } else {
      int bound = Math.max(prr.delivered() - prr.out(), delivered) + (well ? 1 : 0);
      send = Math.min(ssthresh - pipe, bound);
    }
    send = Math.max(send, prr.out() == 0 ? 1 : 0);
    f.window = f.window.withCwnd(pipe + (int) send);
  }
}
