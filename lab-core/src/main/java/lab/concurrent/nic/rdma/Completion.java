package lab.concurrent.nic.rdma;

/**
 * A completion, filled in by {@link QueuePair#pollSend} and {@link QueuePair#pollReceive}, so that
 * polling allocates nothing. After a failure only {@link #workRequest} and {@link #status} mean
 * something.
 */
public final class Completion {
  long workRequest;
  int status;
  int opcode;
  int bytes;

  /** Which request of its queue this is, counted from 0. */
  long index;

  /** The number that the application gave to the request. */
  public long workRequest() {
    return workRequest;
  }

  public WcStatus status() {
    return WcStatus.of(status);
  }

  public boolean succeeded() {
    return status == 0;
  }

  public Opcode opcode() {
    return Opcode.of(opcode);
  }

  /** Of a receive: how long the message is. */
  public int bytes() {
    return bytes;
  }
}
