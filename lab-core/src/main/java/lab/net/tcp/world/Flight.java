package lab.net.tcp.world;

import java.util.Comparator;
import lab.net.tcp.Segment;

/**
 * A segment in the network.
 *
 * @param to the host that it goes to, 0 or 1
 * @param era which incarnation of its sender sent it; 0 is one before this world began
 */
public record Flight(int to, Segment segment, int era) implements Comparable<Flight> {
  private static final Comparator<Flight> ORDER =
      Comparator.comparingInt(Flight::to)
          .thenComparing(Flight::segment)
          .thenComparingInt(Flight::era);

  @Override
  public int compareTo(Flight other) {
    return ORDER.compare(this, other);
  }
}
