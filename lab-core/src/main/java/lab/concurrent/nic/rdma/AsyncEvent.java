package lab.concurrent.nic.rdma;

/** What happened to a queue pair that no completion tells; it is in {@link QpState#ERR} then. */
public enum AsyncEvent {
  NONE(0),
  /** A completion queue was full: it is dead (ibv_poll_cq(3)). */
  CQ_ERR(1),
  /** The peer asked for memory that it may not have. */
  QP_ACCESS_ERR(2),
  /** The doorbell said what cannot be: more than the queue holds, or less than before. */
  QP_FATAL(3);

  private final int number;

  AsyncEvent(int number) {
    this.number = number;
  }

  /** As it stands in memory. */
  int number() {
    return number;
  }
}
