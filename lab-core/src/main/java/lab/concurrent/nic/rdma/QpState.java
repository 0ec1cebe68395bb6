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
  RESET(0),
  /** Receives may be posted. */
  INIT(1),
  /** Ready to receive. */
  RTR(2),
  /** Ready to send. */
  RTS(3),
  /** Sends may be posted and are not started. */
  SQD(4),
  /** A send has failed and receiving goes on. */
  SQE(5),
  /** Everything posted is flushed. */
  ERR(6);

  private final int number;

  QpState(int number) {
    this.number = number;
  }

  /** As it stands in memory. */
  int number() {
    return number;
  }

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
