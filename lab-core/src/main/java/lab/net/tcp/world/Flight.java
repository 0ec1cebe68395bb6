package lab.net.tcp.world;

import lab.net.tcp.Segment;

/**
 * A segment in the network.
 *
 * @param to the host that it goes to, 0 or 1
 * @param era which incarnation of its sender sent it; 0 is one before this world began
 */
public record Flight(int to, Segment segment, int era) implements Comparable<Flight> {

  @Override
  public int compareTo(Flight other) {
    if (to != other.to) {
      return Integer.compare(to, other.to);
    }
    int segments = segment.compareTo(other.segment);
    return segments != 0 ? segments : Integer.compare(era, other.era);
  }
}
