package lab.concurrent.nic.rdma;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import lab.concurrent.layout.CacheLine;

/**
 * A work queue and its completion queue in memory that an application and a device share: of one
 * process, or of two that have mapped the same file. Each side makes an object of its own over the
 * same memory and calls the methods of its role only, from one thread at a time.
 *
 * <p>Both rings count from 0 and never wrap; request i lies in slot i mod depth. No method waits.
 */
final class WorkQueue {

  /*
   * The algorithm, after the mlx5 provider of rdma-core (qp.c, cq.c), with one index per side:
   *
   *   application                                  device
   *     write the request into slot[tail++]          D1  posted = doorbell
   *     A1  doorbell = tail                           read slot[head], do it, head++
   *                                                   if p - ci == entries:
   *     A2  owner of entry[c]: this lap's?             D2  ci = consumed; still full: overrun
   *         if not: nothing has completed             write status, request, length
   *     read the entry, c++                          D3  owner of entry[p++] = this lap's
   *     A3  consumed = c
   *
   * The owner word of an entry says in which lap it was written, by parity: the device writes 1 in
   * the first lap, 0 in the second, 1 in the third, so nobody has to clear it.
   *
   * Invariants
   *  - posted = completed or silent + outstanding, and outstanding <= depth: a slot is free again
   *    when a completion of it or of a later one has been polled, not before (A2). A queue whose
   *    requests are all silent fills up and stays full.
   *  - Completions come in the order of the requests.
   *  - The device writes no entry that has not been consumed (D2).
   *
   * Non-invariant: the device is not told which entries are consumed until A3, so it may find the
   * queue overrun a little early; it never finds it late.
   */

  /** Bytes of a message that travel within the request. */
  static final int INLINE_BYTES = 64;

  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final VarHandle WORD = LONG.varHandle();

  // The header: what each side writes has two lines of its own.
  private static final long DOORBELL = 0;
  private static final long CONSUMED = CacheLine.PAIR_BYTES;
  private static final long HEADER = 2L * CacheLine.PAIR_BYTES;

  // A request.
  static final long WORK_REQUEST = 0;
  static final long OPCODE = 8;
  static final long FLAGS = 12;
  static final long ADDRESS = 16;
  static final long LENGTH = 24;
  static final long LOCAL_KEY = 28;
  static final long REMOTE_ADDRESS = 32;
  static final long REMOTE_KEY = 40;
  static final long INLINE = 64;
  private static final long REQUEST_BYTES = INLINE + INLINE_BYTES;

  static final int SIGNALED = 1;
  static final int INLINED = 2;

  // An entry of the completion queue.
  private static final long STATUS = 8;
  private static final long WHAT = 12;
  private static final long BYTES = 16;
  private static final long INDEX = 24;
  private static final long OWNER = 56;
  private static final long ENTRY_BYTES = CacheLine.BYTES;

  private final MemorySegment memory;
  private final int depth;
  private final int entries;

  /** The application's: requests written; slots before {@code freed} are free; entries polled. */
  private long tail;

  private long freed;
  private long polled;

  /** The device's: requests taken, the doorbell as last read, entries written and consumed. */
  private long head;

  private long posted;
  private long written;
  private long consumed;

  /**
   * @param memory zeroed before the first use, at least {@link #bytes} long, aligned to a line
   * @param depth requests that may be outstanding, a power of two
   * @param entries of the completion queue, a power of two
   */
  WorkQueue(MemorySegment memory, int depth, int entries) {
    this.memory = memory;
    this.depth = checked("depth", depth);
    this.entries = checked("entries", entries);
  }

  static int checked(String what, int size) {
    if (size < 1 || size > 1 << 20 || Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException(
          "%s must be a power of two, 1..%d: %s=%d".formatted(what, 1 << 20, what, size));
    }
    return size;
  }

  static long bytes(int depth, int entries) {
    return HEADER + depth * REQUEST_BYTES + entries * ENTRY_BYTES;
  }

  MemorySegment memory() {
    return memory;
  }

  /** Application: where the next request is to be written, or -1 if the queue is full. */
  long claim() {
    return tail - freed == depth ? -1 : slot(tail);
  }

  /** Application: the claimed request is written; the device sees it with the next doorbell. */
  void posted() {
    tail++;
  }

  /** Application: requests without a polled completion, of them or of a later one. */
  int outstanding() {
    return (int) (tail - freed);
  }

  /** Application: how many requests were ever written. */
  long tail() {
    return tail;
  }

  /** Application: rings the doorbell for everything posted. */
  void ring() {
    // Release: publishes the requests and the buffers they name; pairs with the acquire at D1.
    // Opaque, the device may take a slot for a request that holds the one of a lap before (program:
    // wire-bytes breaks under java).
    WORD.setRelease(memory, DOORBELL, tail); // A1
  }

  /** Application: the oldest completion, if there is one. */
  boolean poll(Completion into) {
    long at = entry(polled);
    // Acquire: pairs with the release at D3. Opaque, the fields may be those of the lap before
    // (program: completion breaks under java).
    if ((long) WORD.getAcquire(memory, at + OWNER) != lap(polled)) { // A2
      return false;
    }
    into.workRequest = memory.get(LONG, at);
    into.status = memory.get(INT, at + STATUS);
    into.opcode = memory.get(INT, at + WHAT);
    into.bytes = memory.get(INT, at + BYTES);
    into.index = memory.get(LONG, at + INDEX);
    polled++;
    freed = Math.max(freed, into.index + 1);
    // Release: the entry has been read; pairs with the acquire at D2. No model notices opaque here:
    // a read that saw a later write of the device would have to come before itself.
    WORD.setRelease(memory, CONSUMED, polled); // A3
    return true;
  }

  /** Application: forgets what is outstanding, after a reset. */
  void forget() {
    freed = tail;
  }

  /** Device: whether a request is waiting. */
  boolean hasWork() {
    if (head == posted) {
      // Acquire: pairs with the release at A1.
      posted = (long) WORD.getAcquire(memory, DOORBELL); // D1
    }
    return head != posted;
  }

  /** Device: whether the doorbell makes sense: nothing taken back, no more than the queue holds. */
  boolean plausible() {
    return posted >= head && posted - head <= depth;
  }

  /** Device: where the oldest waiting request lies. */
  long request() {
    return slot(head);
  }

  /** Device: the number of the oldest waiting request. */
  long head() {
    return head;
  }

  /** Device: goes on to the next request. */
  void next() {
    head++;
  }

  /**
   * Device: completes the oldest waiting request.
   *
   * @return false if the completion queue is full; nothing is written then
   */
  boolean complete(long workRequest, WcStatus status, Opcode opcode, int bytes) {
    if (written - consumed == entries) {
      // Acquire: pairs with the release at A3. No model notices opaque here, as said there.
      consumed = (long) WORD.getAcquire(memory, CONSUMED); // D2
      if (written - consumed == entries) {
        return false;
      }
    }
    long at = entry(written);
    memory.set(LONG, at, workRequest);
    memory.set(INT, at + STATUS, status.number());
    memory.set(INT, at + WHAT, opcode.number());
    memory.set(INT, at + BYTES, bytes);
    memory.set(LONG, at + INDEX, head);
    // Release: publishes the entry, and everything the device did for the request: what a receive
    // put into memory, and that a send has been read; pairs with the acquire at A2.
    WORD.setRelease(memory, at + OWNER, lap(written)); // D3
    written++;
    return true;
  }

  private long slot(long index) {
    return HEADER + (index & (depth - 1)) * REQUEST_BYTES;
  }

  private long entry(long index) {
    return HEADER + depth * REQUEST_BYTES + (index & (entries - 1)) * ENTRY_BYTES;
  }

  /** What the owner word of that entry is in its lap: 1, 0, 1, 0 … */
  private long lap(long index) {
    return 1 - (index / entries & 1);
  }
}
