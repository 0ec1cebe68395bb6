package lab.concurrent.nic.rdma;

/** How a work request ended, numbered as in {@code enum ibv_wc_status} of verbs.h. */
public enum WcStatus {
  SUCCESS(0),
  /** A message longer than the receive that was posted for it; the receiver's status. */
  LOC_LEN_ERR(1),
  LOC_QP_OP_ERR(2),
  /** A local key that is wrong, or does not cover the buffer, or forbids what is done to it. */
  LOC_PROT_ERR(4),
  /** Not executed, because an earlier request failed or the queue pair is in error. */
  WR_FLUSH_ERR(5),
  /** The peer could not take the message: it was too long. */
  REM_INV_REQ_ERR(9),
  /** A remote key that is wrong, or does not cover the range, or forbids what is asked. */
  REM_ACCESS_ERR(10),
  /** The peer failed by itself, on the buffer of its own receive. */
  REM_OP_ERR(11),
  /** The peer did not answer, as often as it was asked. */
  RETRY_EXC_ERR(12),
  /** The peer had no receive posted, as often as it was asked. */
  RNR_RETRY_EXC_ERR(13);

  private static final WcStatus[] VALUES = values();

  private final int number;

  WcStatus(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** The status of that number; of a completion that this package wrote. */
  static WcStatus of(int number) {
    for (WcStatus status : VALUES) {
      if (status.number == number) {
        return status;
      }
    }
    throw new IllegalStateException("no status has the number " + number);
  }
}
