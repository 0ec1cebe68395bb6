package lab.net.tcp;

/** Whose TCP it is, where RFC 9293 leaves a choice or Linux takes another way. */
public enum Stack {
  /** As 3.10 reads. */
  RFC_9293,
  /**
   * Linux, whose user closes by {@code close()}: nobody reads any more then (3.6.1, MAY-1), so what
   * was not read, or comes later, is answered by a reset. A half-open connection that is given up
   * leaves its listener alone. {@link Linux} is what it does otherwise with a segment.
   */
  LINUX,
  /**
   * Linux, whose user closes by {@code shutdown(SHUT_WR)}, and still reads: the CLOSE of 3.10.4.
   */
  LINUX_SHUT_DOWN;

  /** Whether the kernel is Linux, however its user closes. */
  public boolean linux() {
    return this != RFC_9293;
  }
}
