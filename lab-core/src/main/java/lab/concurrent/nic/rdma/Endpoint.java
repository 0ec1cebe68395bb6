package lab.concurrent.nic.rdma;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import lab.concurrent.layout.CacheLine;

/**
 * One end of a connection as it lies in memory: the state of the queue pair, its two work queues
 * with their completion queues, the registered regions, and the memory that may be registered.
 * Application and devices, perhaps of two processes, see the same bytes.
 *
 * <pre>
 *   0    magic, shape          written once
 *   128  state                 the application and both devices, by CAS
 *   256  event                 devices; the application takes it
 *   384  attributes            the application
 *   512  forgotten             the application: requests before these were reset away
 *   640  regions, send queue, receive queue, data
 * </pre>
 */
public final class Endpoint {
  /**
   * How large the queues and the memory are.
   *
   * @param sendDepth requests that may be outstanding, a power of two, as the others are
   * @param sendCompletions entries of the send queue's completion queue
   * @param receiveDepth receives that may be outstanding
   * @param receiveCompletions entries of the receive queue's completion queue
   * @param dataBytes of memory, 1 to 2<sup>30</sup>
   */
  public record Shape(
      int sendDepth,
      int sendCompletions,
      int receiveDepth,
      int receiveCompletions,
      long dataBytes) {
    public Shape {
      WorkQueue.checked("sendDepth", sendDepth);
      WorkQueue.checked("sendCompletions", sendCompletions);
      WorkQueue.checked("receiveDepth", receiveDepth);
      WorkQueue.checked("receiveCompletions", receiveCompletions);
      if (dataBytes < 1 || dataBytes > 1 << 30) {
        throw new IllegalArgumentException("dataBytes must be 1..2^30: dataBytes=" + dataBytes);
      }
    }

    /** Queues of one depth, with room for every completion. */
    public static Shape of(int depth, long dataBytes) {
      return new Shape(depth, depth, depth, depth, dataBytes);
    }

    /** Size of an endpoint: a multiple of two cache lines. */
    public long bytes() {
      return aligned(dataBegin() + dataBytes);
    }

    private long sendBegin() {
      return aligned(REGIONS + MemoryRegions.BYTES);
    }

    private long receiveBegin() {
      return aligned(sendBegin() + WorkQueue.bytes(sendDepth, sendCompletions));
    }

    private long dataBegin() {
      return aligned(receiveBegin() + WorkQueue.bytes(receiveDepth, receiveCompletions));
    }

    private static long aligned(long bytes) {
      return (bytes + CacheLine.PAIR_BYTES - 1) / CacheLine.PAIR_BYTES * CacheLine.PAIR_BYTES;
    }
  }

  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final VarHandle WORD = LONG.varHandle();
  private static final QpState[] STATES = QpState.values();
  private static final AsyncEvent[] EVENTS = AsyncEvent.values();

  private static final long MAGIC = 0x6C61_6252_444D_4131L;
  private static final long SHAPE = 8;
  private static final long STATE = CacheLine.PAIR_BYTES;
  private static final long EVENT = 2L * CacheLine.PAIR_BYTES;
  private static final long ATTRIBUTES = 3L * CacheLine.PAIR_BYTES;
  private static final long FORGOTTEN = 4L * CacheLine.PAIR_BYTES;
  private static final long REGIONS = 5L * CacheLine.PAIR_BYTES;

  private final MemorySegment memory;
  private final Shape shape;
  private final MemorySegment data;
  private final MemoryRegions regions;

  private Endpoint(MemorySegment memory, Shape shape) {
    this.memory = memory;
    this.shape = shape;
    data = memory.asSlice(shape.dataBegin(), shape.dataBytes());
    regions = new MemoryRegions(memory.asSlice(REGIONS, MemoryRegions.BYTES), shape.dataBytes());
  }

  /**
   * A new endpoint in that memory, in {@link QpState#RESET}.
   *
   * @param memory at least {@link Shape#bytes} long, aligned to a cache line
   */
  public static Endpoint create(MemorySegment memory, Shape shape) {
    MemorySegment own = memory.asSlice(0, shape.bytes());
    own.fill((byte) 0);
    long[] sizes = {
      shape.sendDepth(),
      shape.sendCompletions(),
      shape.receiveDepth(),
      shape.receiveCompletions(),
      shape.dataBytes()
    };
    for (int i = 0; i < sizes.length; i++) {
      own.set(LONG, SHAPE + (long) i * Long.BYTES, sizes[i]);
    }
    Endpoint endpoint = new Endpoint(own, shape);
    endpoint.setAttributes(QpAttributes.USUAL);
    // Release: publishes the endpoint; pairs with E2. No stress test maps an endpoint that is still
    // being written; opaque, open could find the magic and a shape of zeros.
    WORD.setRelease(own, 0L, MAGIC); // E1
    return endpoint;
  }

  /**
   * The endpoint that somebody else has created there.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Endpoint open(MemorySegment memory) {
    // Acquire: the shape behind the magic; pairs with E1.
    if (memory.byteSize() < REGIONS || (long) WORD.getAcquire(memory, 0L) != MAGIC) { // E2
      throw new IllegalArgumentException("there is no endpoint in this memory");
    }
    int[] sizes = new int[5];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = (int) memory.get(LONG, SHAPE + (long) i * Long.BYTES);
    }
    Shape shape = new Shape(sizes[0], sizes[1], sizes[2], sizes[3], sizes[4]);
    return new Endpoint(memory.asSlice(0, shape.bytes()), shape);
  }

  /** The memory that may be registered; an address is an offset in it. */
  public MemorySegment data() {
    return data;
  }

  public MemoryRegions regions() {
    return regions;
  }

  public Shape shape() {
    return shape;
  }

  public QpState state() {
    // Acquire: a state is seen with what was set before it, attributes for instance; pairs with E4.
    return STATES[(int) (long) WORD.getAcquire(memory, STATE)]; // E3
  }

  /** Moves from one state to the other, unless somebody was faster. */
  boolean move(QpState from, QpState to) {
    // Volatile, for compareAndSet has nothing weaker: acquire and release would do, as three
    // parties
    // move the state and each must see what the last one did. Pairs with itself and with E3.
    return WORD.compareAndSet(memory, STATE, (long) from.number(), (long) to.number()); // E4
  }

  /** Device: something has failed; a queue pair that has been reset meanwhile stays so. */
  void fail() {
    QpState state = state();
    while (state != QpState.RESET && state != QpState.ERR && !move(state, QpState.ERR)) {
      state = state();
    }
  }

  /** Device: something has happened that no completion tells; the first event stands. */
  void raise(AsyncEvent event) {
    // Volatile, as E4: the first event stands. Pairs with E6.
    WORD.compareAndSet(memory, EVENT, 0L, (long) event.number()); // E5
    fail();
  }

  /** Application: what has happened since the last call, {@link AsyncEvent#NONE} if nothing. */
  public AsyncEvent takeEvent() {
    // Volatile, as E4: an event is taken once. Pairs with E5.
    return EVENTS[(int) (long) WORD.getAndSet(memory, EVENT, 0L)]; // E6
  }

  void setAttributes(QpAttributes a) {
    int[] values = {a.minRnrTimer(), a.rnrRetry(), a.timeout(), a.retryCount()};
    for (int i = 0; i < values.length; i++) {
      // Release: more than is needed, for E4 publishes all of them; opaque would do. No test
      // notices.
      WORD.setRelease(memory, ATTRIBUTES + (long) i * Long.BYTES, (long) values[i]); // E7
    }
  }

  QpAttributes attributes() {
    int[] values = new int[4];
    for (int i = 0; i < values.length; i++) {
      // Acquire: as E7, opaque would do after E3.
      values[i] = (int) (long) WORD.getAcquire(memory, ATTRIBUTES + (long) i * Long.BYTES); // E8
    }
    return new QpAttributes(values[0], values[1], values[2], values[3]);
  }

  /** Application: requests and receives before these numbers were reset away. */
  void forget(long sends, long receives) {
    // Release: the requests before this number are over for the application; pairs with E11.
    WORD.setRelease(memory, FORGOTTEN, sends); // E9
    // Release: as E9, of receives; pairs with E12.
    WORD.setRelease(memory, FORGOTTEN + Long.BYTES, receives); // E10
  }

  long forgottenSends() {
    // Acquire: pairs with E9.
    return (long) WORD.getAcquire(memory, FORGOTTEN); // E11
  }

  long forgottenReceives() {
    // Acquire: pairs with E10.
    return (long) WORD.getAcquire(memory, FORGOTTEN + Long.BYTES); // E12
  }

  /** A view of the send queue, for one role. */
  WorkQueue sendQueue() {
    long bytes = WorkQueue.bytes(shape.sendDepth(), shape.sendCompletions());
    return new WorkQueue(
        memory.asSlice(shape.sendBegin(), bytes), shape.sendDepth(), shape.sendCompletions());
  }

  /** A view of the receive queue, for one role. */
  WorkQueue receiveQueue() {
    long bytes = WorkQueue.bytes(shape.receiveDepth(), shape.receiveCompletions());
    return new WorkQueue(
        memory.asSlice(shape.receiveBegin(), bytes),
        shape.receiveDepth(),
        shape.receiveCompletions());
  }
}
