package lab.concurrent.nic.rdma;

import java.util.List;

/**
 * The states of a queue pair, and where each may go (InfiniBand Architecture Specification, volume
 * 1, section 10.3.1; Linux, {@code qp_state_table} of drivers/infiniband/core/verbs.c). These are
 * the transitions of all transports; {@link #SQE} is entered by unreliable ones only, so never
 * here.
 */
public enum QpState {
  /** Nothing may be posted. */
  RESET,
  /** Receives may be posted. */
  INIT,
  /** Ready to receive. */
  RTR,
  /** Ready to send. */
  RTS,
  /** Sends may be posted and are not started. */
  SQD,
  /** A send has failed and receiving goes on. */
  SQE,
  /** Everything posted is flushed. */
  ERR;

  /** The states that {@code modify} may go to from here, this one included where that is legal. */
  public List<QpState> next() {
    return switch (this) {
      case RESET -> List.of(RESET, INIT);
      case INIT -> List.of(INIT, RTR, RESET, ERR);
      case RTR -> List.of(RTS, RESET, ERR);
      case RTS -> List.of(RTS, SQD, RESET, ERR);
      case SQD -> List.of(SQD, RTS, RESET, ERR);
      case SQE -> List.of(RTS, RESET, ERR);
      case ERR -> List.of(RESET, ERR);
    };
  }

  /** Whether sends may be posted: they are executed, kept, or flushed. */
  public boolean takesSends() {
    return this == RTS || this == SQD || this == SQE || this == ERR;
  }

  /** Whether receives may be posted. */
  public boolean takesReceives() {
    return this != RESET;
  }

  /** Whether requests of the peer are answered. */
  public boolean responds() {
    return this == RTR || this == RTS || this == SQD || this == SQE;
  }
}
