package lab.net.sim;

import java.util.ArrayList;
import java.util.List;
import lab.net.tcp.congestion.Flow;
import lab.net.tcp.congestion.Phase;

/**
 * Keeps each change of the windows and of what recovery is at, and the queue at those times: what a
 * sawtooth is drawn of.
 */
public final class Trace implements Watcher {
  private final List<Point> points = new ArrayList<>();
  private final int[] cwnd;
  private final int[] ssthresh;
  private final Phase[] phase;
  private final int most;

  /**
   * A trace of nothing yet.
   *
   * @param flows how many flows there are
   * @param most points that it keeps; further ones are not taken
   */
  public Trace(int flows, int most) {
    cwnd = new int[flows];
    ssthresh = new int[flows];
    phase = new Phase[flows];
    this.most = most;
  }

  /**
   * A window, or a phase, that has changed.
   *
   * @param atNanos when
   * @param flow whose
   * @param cwnd the window since then, in segments
   * @param ssthresh its threshold
   * @param phase where loss recovery is
   * @param waiting packets that wait at the port
   */
  public record Point(long atNanos, int flow, int cwnd, int ssthresh, Phase phase, int waiting) {}

  @Override
  public void happened(Pending what, Simulation network) {
    int i = what.flow();
    Flow flow = network.flow(i);
    boolean changed =
        flow.cwnd() != cwnd[i] || flow.ssthresh() != ssthresh[i] || flow.phase() != phase[i];
    if (points.size() < most && changed) {
      cwnd[i] = flow.cwnd();
      ssthresh[i] = flow.ssthresh();
      phase[i] = flow.phase();
      points.add(
          new Point(network.nowNanos(), i, cwnd[i], ssthresh[i], phase[i], network.waiting()));
    }
  }

  public List<Point> points() {
    return List.copyOf(points);
  }
}
