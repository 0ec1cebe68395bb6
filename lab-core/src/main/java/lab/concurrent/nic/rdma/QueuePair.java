package lab.concurrent.nic.rdma;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The application's side of a reliable connection: posts work requests, rings the doorbell, polls
 * completions. One thread at a time.
 *
 * <pre>{@code
 * QueuePair qp = new QueuePair(endpoint);
 * int key = endpoint.regions().register(0, 4096, Access.LOCAL_WRITE);
 * qp.connect();
 * qp.postReceive(1, 2048, 64, key);
 * qp.ringReceive();
 * qp.postSend(2, 0, 64, key, true);
 * qp.ringSend();
 * while (!qp.pollSend(done)) { … }
 * }</pre>
 *
 * <p>No method waits, allocates or enters the kernel, {@link #connect} and {@link #modify} aside,
 * which may allocate. Addresses are offsets in {@link Endpoint#data}. A buffer belongs to the
 * device from the doorbell until the completion of its request, or of a later one of the same
 * queue, has been polled; changing it earlier changes what is sent. Inline messages are copied when
 * they are posted, and their buffer is free at once.
 *
 * <p>A request that is not signaled completes without a word if it succeeds. Its place in the queue
 * comes back with the next polled completion, as with mlx5: with none among so many requests as the
 * queue is deep, it never does. A failure is always told; all after it are flushed.
 */
public final class QueuePair {
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

  private final Endpoint endpoint;
  private final WorkQueue sends;
  private final WorkQueue receives;
  private long forgottenSends;
  private long forgottenReceives;

  /** Of a new endpoint: queues count from where they are, which is 0 then only. */
  public QueuePair(Endpoint endpoint) {
    this.endpoint = endpoint;
    sends = endpoint.sendQueue();
    receives = endpoint.receiveQueue();
  }

  /** The class of its rings, for whoever looks at their accesses. */
  public static Class<?> ringClass() {
    return WorkQueue.class;
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  public QpState state() {
    return endpoint.state();
  }

  /** Sets how patient this side is, from the next wait on. */
  public void setAttributes(QpAttributes attributes) {
    endpoint.setAttributes(attributes);
  }

  /**
   * Moves to another state. To {@link QpState#RESET} forgets everything posted; the device may
   * still be at the request that it had begun.
   *
   * @throws IllegalStateException if there is no such transition; the message names those there are
   */
  public void modify(QpState to) {
    while (true) {
      QpState from = state();
      if (!from.next().contains(to)) {
        throw new IllegalStateException(
            "%s -> %s is no transition; from %s: %s".formatted(from, to, from, from.next()));
      }
      if (endpoint.move(from, to)) {
        break;
      }
    }
    if (to == QpState.RESET) {
      forgottenSends = sends.tail();
      forgottenReceives = receives.tail();
      endpoint.forget(forgottenSends, forgottenReceives);
      sends.forget();
      receives.forget();
    }
  }

  /** From RESET to RTS in the steps that there are. */
  public void connect() {
    modify(QpState.INIT);
    modify(QpState.RTR);
    modify(QpState.RTS);
  }

  /** A message into the next receive of the peer. */
  public Post postSend(long workRequest, long address, int length, int key, boolean signaled) {
    int flags = signaled ? WorkQueue.SIGNALED : 0;
    return post(workRequest, Opcode.SEND, flags, address, length, key, 0, 0);
  }

  /** Into memory of the peer. */
  public Post postWrite(
      long workRequest,
      long address,
      int length,
      int key,
      long remoteAddress,
      int remoteKey,
      boolean signaled) {
    int flags = signaled ? WorkQueue.SIGNALED : 0;
    return post(workRequest, Opcode.WRITE, flags, address, length, key, remoteAddress, remoteKey);
  }

  /** From memory of the peer. */
  public Post postRead(
      long workRequest,
      long address,
      int length,
      int key,
      long remoteAddress,
      int remoteKey,
      boolean signaled) {
    int flags = signaled ? WorkQueue.SIGNALED : 0;
    return post(workRequest, Opcode.READ, flags, address, length, key, remoteAddress, remoteKey);
  }

  /** A message that is copied here and now: the buffer needs no key and is free at once. */
  public Post postInline(long workRequest, long address, int length, boolean signaled) {
    int flags = WorkQueue.INLINED | (signaled ? WorkQueue.SIGNALED : 0);
    return post(workRequest, Opcode.SEND, flags, address, length, 0, 0, 0);
  }

  private Post post(
      long workRequest,
      Opcode opcode,
      int flags,
      long address,
      int length,
      int key,
      long remoteAddress,
      int remoteKey) {
    boolean inline = (flags & WorkQueue.INLINED) != 0;
    if (!state().takesSends()) {
      return Post.WRONG_STATE;
    }
    if (length < 0 || (inline && length > WorkQueue.INLINE_BYTES)) {
      return Post.BAD_LENGTH;
    }
    long at = write(sends, workRequest, opcode, flags, address, length, key);
    if (at < 0) {
      return Post.FULL;
    }
    MemorySegment memory = sends.memory();
    memory.set(LONG, at + WorkQueue.REMOTE_ADDRESS, remoteAddress);
    memory.set(INT, at + WorkQueue.REMOTE_KEY, remoteKey);
    if (inline) {
      MemorySegment.copy(endpoint.data(), address, memory, at + WorkQueue.INLINE, length);
    }
    sends.posted();
    return Post.POSTED;
  }

  /** Room for one message of the peer. */
  public Post postReceive(long workRequest, long address, int length, int key) {
    if (!state().takesReceives()) {
      return Post.WRONG_STATE;
    }
    if (length < 0) {
      return Post.BAD_LENGTH;
    }
    if (write(receives, workRequest, Opcode.RECEIVE, 0, address, length, key) < 0) {
      return Post.FULL;
    }
    receives.posted();
    return Post.POSTED;
  }

  private static long write(
      WorkQueue queue,
      long workRequest,
      Opcode opcode,
      int flags,
      long address,
      int length,
      int key) {
    long at = queue.claim();
    if (at >= 0) {
      MemorySegment memory = queue.memory();
      memory.set(LONG, at + WorkQueue.WORK_REQUEST, workRequest);
      memory.set(INT, at + WorkQueue.OPCODE, opcode.number());
      memory.set(INT, at + WorkQueue.FLAGS, flags);
      memory.set(LONG, at + WorkQueue.ADDRESS, address);
      memory.set(INT, at + WorkQueue.LENGTH, length);
      memory.set(INT, at + WorkQueue.LOCAL_KEY, key);
    }
    return at;
  }

  /** Shows the device every send that has been posted. */
  public void ringSend() {
    sends.ring();
  }

  /** Shows the peer's device every receive that has been posted. */
  public void ringReceive() {
    receives.ring();
  }

  /** Sends without a polled completion, of them or of a later one. */
  public int outstandingSends() {
    return sends.outstanding();
  }

  /** Takes the oldest completion of a send; false if there is none. */
  public boolean pollSend(Completion into) {
    return poll(sends, forgottenSends, into);
  }

  /** Takes the oldest completion of a receive; false if there is none. */
  public boolean pollReceive(Completion into) {
    return poll(receives, forgottenReceives, into);
  }

  /** Completions of requests that were reset away are passed over. */
  private static boolean poll(WorkQueue queue, long forgotten, Completion into) {
    while (queue.poll(into)) {
      if (into.index >= forgotten) {
        return true;
      }
    }
    return false;
  }
}
