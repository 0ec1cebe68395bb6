package lab.bench.net.handshake;

import java.util.Optional;
import lab.host.SocketFilter;
import lab.net.tcp.Segment;

/**
 * Which segments reach an end: a filter on its socket for the kernel, the same rule for the model.
 * What does not pass is lost. With it a connection stands still in states that it would leave at
 * once.
 */
enum Gate {
  OPEN,
  SHUT,
  /** A SYN passes, its acknowledgement does not. */
  NO_ACKS,
  /** A FIN passes, a bare acknowledgement does not. */
  FINS;

  private static final int FIN = 1;
  private static final int ACK = 16;

  boolean passes(Segment segment) {
    return switch (this) {
      case OPEN -> true;
      case SHUT -> false;
      case NO_ACKS -> !segment.hasAck();
      case FINS -> segment.fin();
    };
  }

  Optional<SocketFilter> filter() {
    return switch (this) {
      case OPEN -> Optional.empty();
      case SHUT -> Optional.of(SocketFilter.nothing());
      case NO_ACKS -> Optional.of(SocketFilter.without(ACK));
      case FINS -> Optional.of(SocketFilter.only(FIN));
    };
  }
}
