package lab.concurrent.nic.rdma;

/** What happened to a queue pair that no completion tells; it is in {@link QpState#ERR} then. */
public enum AsyncEvent {
  NONE,
  /** A completion queue was full: it is dead (ibv_poll_cq(3)). */
  CQ_ERR,
  /** The peer asked for memory that it may not have. */
  QP_ACCESS_ERR,
  /** The doorbell said what cannot be: more than the queue holds, or less than before. */
  QP_FATAL
}
