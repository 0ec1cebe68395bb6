package lab.net.sim;

import lab.net.tcp.congestion.Ack;

/**
 * What will happen. Of things at the same time those of the earlier {@link Kind} come first, then
 * those of the earlier flow, then what was planned first. A packet that leaves a queue leaves it
 * before another one arrives at the same time.
 *
 * @param atNanos when
 * @param kind what
 * @param flow whose
 * @param segment the segment's number, where one arrives
 * @param marked whether it is marked
 * @param ack what is acknowledged, null otherwise
 * @param serial which thing this was to be planned
 */
public record Pending(
    long atNanos, Kind kind, int flow, long segment, boolean marked, Ack ack, long serial) {

  /** What can happen. */
  public enum Kind {
    /** A packet comes to the switch. */
    ARRIVES(0),
    /** A packet comes to its receiver. */
    DELIVERED(1),
    /** An acknowledgement comes to its sender. */
    ACKED(2),
    /** A receiver has waited long enough for a second segment. */
    ACK_DUE(3),
    /** A sender wanted to be woken. */
    TIMER(4),
    /** An application has something to send. */
    ASKED(5);

    final int rank;

    Kind(int rank) {
      this.rank = rank;
    }
  }

  boolean before(Pending other) {
    if (atNanos != other.atNanos) {
      return atNanos < other.atNanos;
    }
    if (kind != other.kind) {
      return kind.rank < other.kind.rank;
    }
    return flow != other.flow ? flow < other.flow : serial < other.serial;
  }

  /** Whether a packet is on its way. */
  public boolean packet() {
    return kind == Kind.ARRIVES || kind == Kind.DELIVERED;
  }
}
