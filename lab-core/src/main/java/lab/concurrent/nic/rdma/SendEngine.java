package lab.concurrent.nic.rdma;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.LongSupplier;

/**
 * The device's side of one direction: executes the sends of one endpoint against the other, which
 * is its peer. It plays both ends of the wire: the requester's, and the responder's in the peer's
 * memory. So every ring has one writer and one reader, and each end needs an engine of its own.
 *
 * <p>A message is copied once, from the sender's buffer to the receiver's: the DMA. What is wrong
 * with a request ends in its completion, never in an exception (IBTA volume 1, chapter 9.9, and the
 * rxe driver of Linux where it differs).
 *
 * <p>One thread at a time; {@link #progress} never waits.
 */
public final class SendEngine {
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

  private final Endpoint local;
  private final Endpoint peer;
  private final WorkQueue sends;
  private final WorkQueue receives;
  private final LongSupplier nanos;

  /** A completion queue overran, or the doorbell was wrong: that queue is dead. */
  private boolean sendsDead;

  private boolean receivesDead;

  // Of the request that could not be finished when it was last tried.
  private boolean waiting;
  private long waitUntil;
  private int rnrTries;
  private int timeouts;

  private long messages;
  private long receiverNotReady;

  /**
   * An engine whose timers follow {@link System#nanoTime}.
   *
   * @param local whose sends are executed
   * @param peer where they go
   */
  public SendEngine(Endpoint local, Endpoint peer) {
    this(local, peer, System::nanoTime);
  }

  /**
   * An engine with a clock of the caller's.
   *
   * @param nanos a clock in nanoseconds
   */
  public SendEngine(Endpoint local, Endpoint peer, LongSupplier nanos) {
    this.local = local;
    this.peer = peer;
    this.nanos = nanos;
    sends = local.sendQueue();
    receives = peer.receiveQueue();
  }

  /** Requests that were executed with success. */
  public long messages() {
    return messages;
  }

  /** How often the peer had no receive posted. */
  public long receiverNotReady() {
    return receiverNotReady;
  }

  /**
   * Does what there is to do, at most so many requests.
   *
   * @return how many were done, flushed ones included
   */
  public int progress(int most) {
    int done = 0;
    while (done < most && step()) {
      done++;
    }
    return done;
  }

  private boolean step() {
    QpState state = local.state();
    boolean sending = state == QpState.RTS;
    if ((sending || state == QpState.ERR)
        && !sendsDead
        && work(sends, local, local.forgottenSends())) {
      if (!sending) {
        return finish(WcStatus.WR_FLUSH_ERR, opcode(sends.request()), 0);
      }
      if (request()) {
        return true;
      }
    }
    // Nothing is being sent, so there is time to look after the peer's receives.
    waiting &= sending;
    return flushReceives();
  }

  /** Whether the queue has work that was not reset away; a doorbell that cannot be is fatal. */
  private boolean work(WorkQueue queue, Endpoint owner, long forgotten) {
    if (!queue.hasWork()) {
      return false;
    }
    if (!queue.plausible()) {
      if (queue == sends) {
        sendsDead = true;
      } else {
        receivesDead = true;
      }
      owner.raise(AsyncEvent.QP_FATAL);
      return false;
    }
    while (queue.head() < forgotten) {
      queue.next();
      if (!queue.hasWork()) {
        return false;
      }
    }
    return true;
  }

  private boolean flushReceives() {
    if (peer.state() != QpState.ERR
        || receivesDead
        || !work(receives, peer, peer.forgottenReceives())) {
      return false;
    }
    received(WcStatus.WR_FLUSH_ERR, 0);
    return true;
  }

  /** Tries the oldest request; false if it has to wait. */
  private boolean request() {
    if (waiting && nanos.getAsLong() - waitUntil < 0) {
      return false;
    }
    long at = sends.request();
    MemorySegment memory = sends.memory();
    Opcode opcode = opcode(at);
    int length = memory.get(INT, at + WorkQueue.LENGTH);
    long address = memory.get(LONG, at + WorkQueue.ADDRESS);
    boolean inline = (memory.get(INT, at + WorkQueue.FLAGS) & WorkQueue.INLINED) != 0;
    if (opcode == Opcode.RECEIVE || length < 0 || (inline && length > WorkQueue.INLINE_BYTES)) {
      return finish(WcStatus.LOC_QP_OP_ERR, opcode, 0);
    }
    int access = opcode == Opcode.READ ? Access.LOCAL_WRITE : Access.LOCAL_READ;
    int key = memory.get(INT, at + WorkQueue.LOCAL_KEY);
    if (!inline && !local.regions().allows(key, address, length, access)) {
      return finish(WcStatus.LOC_PROT_ERR, opcode, 0);
    }
    if (!peer.state().responds()) {
      return noAnswer(opcode);
    }
    if (opcode == Opcode.SEND) {
      MemorySegment from = inline ? memory : local.data();
      return send(from, inline ? at + WorkQueue.INLINE : address, length);
    }
    return direct(opcode, at, address, length);
  }

  private Opcode opcode(long at) {
    int number = sends.memory().get(INT, at + WorkQueue.OPCODE);
    return number < 0 || number >= Opcode.RECEIVE.number() ? Opcode.RECEIVE : Opcode.of(number);
  }

  private boolean send(MemorySegment from, long offset, int length) {
    if (receivesDead || !work(receives, peer, peer.forgottenReceives())) {
      return receiverNotReadyYet();
    }
    long at = receives.request();
    long into = receives.memory().get(LONG, at + WorkQueue.ADDRESS);
    int room = receives.memory().get(INT, at + WorkQueue.LENGTH);
    int key = receives.memory().get(INT, at + WorkQueue.LOCAL_KEY);
    if (length > room) {
      peer.fail();
      received(WcStatus.LOC_LEN_ERR, 0);
      return finish(WcStatus.REM_INV_REQ_ERR, Opcode.SEND, 0);
    }
    if (!peer.regions().allows(key, into, length, Access.LOCAL_WRITE)) {
      peer.fail();
      received(WcStatus.LOC_PROT_ERR, 0);
      return finish(WcStatus.REM_OP_ERR, Opcode.SEND, 0);
    }
    MemorySegment.copy(from, offset, peer.data(), into, length);
    return received(WcStatus.SUCCESS, length)
        ? finish(WcStatus.SUCCESS, Opcode.SEND, length)
        : finish(WcStatus.REM_OP_ERR, Opcode.SEND, 0);
  }

  /** WRITE and READ: the peer's application is not asked, and only told when it is an attack. */
  private boolean direct(Opcode opcode, long at, long address, int length) {
    long remote = sends.memory().get(LONG, at + WorkQueue.REMOTE_ADDRESS);
    int key = sends.memory().get(INT, at + WorkQueue.REMOTE_KEY);
    int access = opcode == Opcode.WRITE ? Access.REMOTE_WRITE : Access.REMOTE_READ;
    if (!peer.regions().allows(key, remote, length, access)) {
      peer.raise(AsyncEvent.QP_ACCESS_ERR);
      return finish(WcStatus.REM_ACCESS_ERR, opcode, 0);
    }
    if (opcode == Opcode.WRITE) {
      MemorySegment.copy(local.data(), address, peer.data(), remote, length);
    } else {
      MemorySegment.copy(peer.data(), remote, local.data(), address, length);
    }
    return finish(WcStatus.SUCCESS, opcode, length);
  }

  /** Completes the peer's oldest receive; false if its completion queue overran. */
  private boolean received(WcStatus status, int bytes) {
    long id = receives.memory().get(LONG, receives.request() + WorkQueue.WORK_REQUEST);
    boolean room = receives.complete(id, status, Opcode.RECEIVE, bytes);
    if (!room) {
      receivesDead = true;
      peer.raise(AsyncEvent.CQ_ERR);
    }
    receives.next();
    return room;
  }

  /** Completes the oldest send: always if it failed, else if it asked for it. */
  private boolean finish(WcStatus status, Opcode opcode, int bytes) {
    long at = sends.request();
    boolean failed = status != WcStatus.SUCCESS;
    if (failed) {
      local.fail();
    }
    boolean signaled = (sends.memory().get(INT, at + WorkQueue.FLAGS) & WorkQueue.SIGNALED) != 0;
    if (failed || signaled) {
      long id = sends.memory().get(LONG, at + WorkQueue.WORK_REQUEST);
      if (!sends.complete(id, status, opcode, bytes)) {
        sendsDead = true;
        local.raise(AsyncEvent.CQ_ERR);
      }
    }
    sends.next();
    messages += failed ? 0 : 1;
    waiting = false;
    rnrTries = 0;
    timeouts = 0;
    return true;
  }

  private boolean receiverNotReadyYet() {
    receiverNotReady++;
    QpAttributes patience = local.attributes();
    if (patience.rnrRetry() != QpAttributes.RNR_FOR_EVER && rnrTries == patience.rnrRetry()) {
      return finish(WcStatus.RNR_RETRY_EXC_ERR, Opcode.SEND, 0);
    }
    rnrTries++;
    return await(peer.attributes().rnrNanos());
  }

  private boolean noAnswer(Opcode opcode) {
    QpAttributes patience = local.attributes();
    if (waiting && timeouts > patience.retryCount()) {
      return finish(WcStatus.RETRY_EXC_ERR, opcode, 0);
    }
    if (patience.timeoutNanos() == 0) {
      return false;
    }
    timeouts++;
    return await(patience.timeoutNanos());
  }

  private boolean await(long time) {
    waiting = true;
    waitUntil = nanos.getAsLong() + time;
    return false;
  }
}
