package lab.net.tcp;

/** Whose TCP it is, where RFC 9293 leaves a choice or Linux takes another way. */
public enum Stack {
  /** As 3.10 reads. */
  RFC_9293,
  /**
   * A SYN that comes again in SYN-RECEIVED gets the SYN,ACK again; a close with unread data is a
   * reset; a half-open connection that is given up leaves its listener alone.
   */
  LINUX
}
