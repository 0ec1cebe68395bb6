package lab.net.sim;

import java.util.List;
import lab.input.BadInput;

/**
 * A network: each source has a link of its own to the switch; there all share one port, and its
 * link leads to the receivers.
 *
 * @param sources the flows
 * @param access each source's link to the switch
 * @param port the queue in front of the shared link
 * @param shared the shared link
 * @param backNanos how long an acknowledgement travels, and a request
 * @param frame every packet
 * @param loss what is lost beside what the port drops
 * @param jitterNanos what a host takes at most to give its link a packet, by chance with the seed
 *     of {@code loss}: without it flows keep step, and always the same ones find the port full
 */
public record Plan(
    List<Source> sources,
    Link access,
    Port port,
    Link shared,
    long backNanos,
    Frame frame,
    Loss loss,
    long jitterNanos) {

  /**
   * Checks the network.
   *
   * @throws BadInput if there is no source or more than 1024, or the way back takes no time
   */
  public Plan {
    sources = List.copyOf(sources);
    if (sources.isEmpty() || sources.size() > 1024) {
      throw new BadInput("a network has 1..1024 senders (got " + sources.size() + ")");
    }
    if (backNanos < 1 || backNanos > 10_000_000_000L) {
      throw new BadInput("the way back takes 1..10^10 ns (got " + backNanos + ")");
    }
    if (jitterNanos < 0 || jitterNanos > 1_000_000_000L) {
      throw new BadInput("the jitter is 0..10^9 ns (got " + jitterNanos + ")");
    }
  }

  /** The round trip of a packet that nobody delays. */
  public long baseNanos() {
    return access.nanos(frame.wireOctets())
        + access.delayNanos()
        + shared.nanos(frame.wireOctets())
        + shared.delayNanos()
        + backNanos;
  }

  /** Packets that the shared link carries in such a round trip: the bandwidth-delay product. */
  public double packetsInFlight() {
    return (double) baseNanos() / shared.nanos(frame.wireOctets());
  }

  public Plan with(Port other) {
    return new Plan(sources, access, other, shared, backNanos, frame, loss, jitterNanos);
  }

  public Plan with(Frame other) {
    return new Plan(sources, access, port, shared, backNanos, other, loss, jitterNanos);
  }

  public Plan withAccess(Link other) {
    return new Plan(sources, other, port, shared, backNanos, frame, loss, jitterNanos);
  }

  public Plan withJitter(long nanos) {
    return new Plan(sources, access, port, shared, backNanos, frame, loss, nanos);
  }

  public Plan with(Loss other) {
    return new Plan(sources, access, port, shared, backNanos, frame, other, jitterNanos);
  }

  public Plan with(List<Source> others) {
    return new Plan(others, access, port, shared, backNanos, frame, loss, jitterNanos);
  }
}
