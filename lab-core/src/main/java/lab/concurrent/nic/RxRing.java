package lab.concurrent.nic;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * The driver's side of the receive ring; one thread at a time.
 *
 * <p>All slots but one are armed: the tail stays one behind on purpose, for with head == tail the
 * device would own nothing (as ixy does).
 */
public final class RxRing {

  /*
   *   poll:   P1  word = descriptor[next]          acquire
   *               if not DD: empty
   *               use the buffer
   *           P2  descriptor[refill] = a buffer, no status   plain
   *   once:       RDT = refill - 1                 Device.write: behind P2
   *
   * Slots refill .. next-1 have been received and have no buffer yet; refill <= next.
   */

  private static final VarHandle WORD = Descriptors.HANDLE;
  private static final int MOST_UNRUNG = 32;

  /** Frames whose bytes are asked for before the first of them is handed over. */
  private static final int AHEAD = 16;

  private final Device device;
  private final MemorySegment memory;
  private final DmaBuffer ring;
  private final DmaBuffer buffers;
  private final int slots;
  private final int mask;
  private final boolean refills;
  private final int unrungLimit;

  /** Which buffer lies in a slot; the device may overwrite the address in the descriptor. */
  private final int[] inSlot;

  private final int[] free;
  private int freeCount;
  private long next;
  private long refill;
  private long rung;
  private long received;
  private long failed;

  /** What was read too early to matter; kept, or a compiler leaves the reading out. */
  @SuppressWarnings("unused")
  private long foreseen;

  RxRing(Device device, DmaAllocator allocator, DriverConfig config) {
    this.device = device;
    memory = allocator.memory();
    slots = config.rxSlots();
    mask = slots - 1;
    refills = config.refill();
    unrungLimit = Math.min(MOST_UNRUNG, slots / 4);
    inSlot = new int[slots];
    free = new int[slots + config.extraBuffers()];
    ring = allocator.allocate((long) slots * Descriptors.BYTES, DmaAccess.BOTH);
    buffers = allocator.allocate((long) free.length * DriverConfig.BUFFER_STRIDE, DmaAccess.WRITE);
  }

  /** Gives every slot a buffer, all but one to the device. */
  void init() {
    freeCount = 0;
    for (int buffer = free.length - 1; buffer >= slots; buffer--) {
      free[freeCount++] = buffer;
    }
    for (int slot = 0; slot < slots; slot++) {
      arm(slot, slot);
    }
    next = 0;
    refill = 0;
    rung = 0;
    device.write(Registers.RDBAL, (int) ring.iova());
    device.write(Registers.RDBAH, (int) (ring.iova() >>> Integer.SIZE));
    device.write(Registers.RDLEN, (int) ring.bytes());
    device.write(Registers.RDH, 0);
    device.write(Registers.RDT, slots - 1);
  }

  private void arm(long position, int buffer) {
    int slot = (int) position & mask;
    inSlot[slot] = buffer;
    long at = descriptor(slot);
    memory.set(Descriptors.LONG, at + Descriptors.ADDRESS, buffers.iova() + bufferOf(buffer));
    // Plain: published by the doorbell. DD must be gone before the tail passes it, or the frame of
    // this lap is taken for received in the next one.
    WORD.set(memory, at + Descriptors.WORD, 0L); // P2
  }

  /** What frames are offsets in. */
  public MemorySegment memory() {
    return memory;
  }

  public int slots() {
    return slots;
  }

  /** Whether a frame waits. */
  public boolean isReady() {
    return isReady(0);
  }

  /**
   * Whether so many frames wait and one more. A host that lets a few gather reads the lines of the
   * descriptors when the device has left them.
   *
   * @param distance 0 or more; as many as are armed never wait
   */
  public boolean isReady(int distance) {
    // Beyond the armed slots lie received ones, which have had DD set for long.
    return distance < slots - (next - refill) && Descriptors.isDone(word(next + distance));
  }

  private long word(long position) {
    // Acquire: the frame behind DD; pairs with R1 in RxEngine. Opaque, what is read may be the
    // frame of the lap before.
    long at = descriptor((int) position & mask) + Descriptors.WORD;
    return (long) WORD.getAcquire(memory, at); // P1
  }

  /**
   * Hands over received frames and gives their slots a buffer again.
   *
   * @param budget how many at most
   * @return how many; fewer than {@code budget} means that the ring was found empty
   */
  public int poll(int budget, FrameHandler handler) {
    int n = 0;
    while (n < budget) {
      if (n % AHEAD == 0) {
        foresee(Math.min(AHEAD, budget - n));
      }
      long word = word(next);
      if (!Descriptors.isDone(word)) {
        break;
      }
      int buffer = inSlot[(int) next & mask];
      next++;
      n++;
      if (take(word, buffer, handler)) {
        recycle(buffer);
      }
    }
    if (refill < next) {
      refillFromFree();
    }
    if (refill - rung >= unrungLimit) {
      ring();
    }
    return n;
  }

  /** Reads a byte of each frame that waits: their lines come at the same time, see TxEngine. */
  private void foresee(int most) {
    long sum = 0;
    for (int i = 0; i < most && isReady(i); i++) {
      sum += memory.get(ValueLayout.JAVA_BYTE, offset(inSlot[(int) (next + i) & mask]));
    }
    foreseen = sum;
  }

  private boolean take(long word, int buffer, FrameHandler handler) {
    if (Descriptors.errors(word) != 0) {
      failed++;
      return true;
    }
    received++;
    boolean last = (Descriptors.status(word) & Descriptors.STATUS_EOP) != 0;
    return handler.frame(buffer, offset(buffer), Descriptors.length(word), last);
  }

  private void recycle(int buffer) {
    if (!refills || refill != next - 1) {
      free[freeCount++] = buffer;
    } else {
      arm(refill++, buffer);
    }
  }

  private void refillFromFree() {
    while (refills && refill < next && freeCount > 0) {
      arm(refill++, free[--freeCount]);
    }
  }

  /** Tells the device of the buffers it has not heard of yet; {@link #poll} does in batches. */
  public void ring() {
    if (refill != rung) {
      rung = refill;
      device.write(Registers.RDT, (int) (refill - 1) & mask);
    }
  }

  /**
   * Gives back a buffer that a handler has kept.
   *
   * @throws IllegalStateException if every buffer is free or in the ring already
   */
  public void giveBack(int buffer) {
    if (buffer < 0 || buffer >= free.length || freeCount == free.length) {
      throw new IllegalStateException("buffer " + buffer + " is not one that was kept");
    }
    free[freeCount++] = buffer;
  }

  /** Where a buffer begins in {@link #memory()}. */
  public long offset(int buffer) {
    return buffers.offset() + bufferOf(buffer);
  }

  /** Frames (or parts of long ones) handed over. */
  public long received() {
    return received;
  }

  /** Buffers that came back with an error. */
  public long failed() {
    return failed;
  }

  /** Where a descriptor lies in {@link #memory()}: for those who look at it. */
  public long descriptor(int slot) {
    return ring.offset() + (long) slot * Descriptors.BYTES;
  }

  private static long bufferOf(int buffer) {
    return (long) buffer * DriverConfig.BUFFER_STRIDE;
  }
}
