package lab.concurrent.nic.rdma;

/** What became of posting a work request. */
public enum Post {
  POSTED,
  /** As many are outstanding as the queue is deep: {@code ENOMEM} of verbs. */
  FULL,
  /** The state of the queue pair does not allow it: {@code EINVAL} of verbs. */
  WRONG_STATE,
  /** A length below 0, or inline and longer than {@link WorkQueue#INLINE_BYTES}. */
  BAD_LENGTH
}
