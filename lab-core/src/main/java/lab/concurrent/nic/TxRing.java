package lab.concurrent.nic;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The driver's side of the transmit ring; one thread at a time. Each slot has a buffer of its own,
 * and frames are written where they lie:
 *
 * <pre>{@code
 * int n = tx.claim(32);
 * for (int i = 0; i < n; i++) {
 *   tx.memory().set(LONG, tx.next(), ...);
 *   tx.post(60);
 * }
 * tx.ring();
 * }</pre>
 */
public final class TxRing {

  /*
   *   post:   D1  descriptor[tail] = address, word    plain
   *               tail++
   *   ring:       TDT = tail                          Device.write: behind D1 (M2 in RegisterFile)
   *   reap:   D2  done = descriptor[next with RS]     acquire
   *               if DD: all up to it are free
   *
   * DD comes back only in descriptors with RS, and then all before it are done too: the device
   * works in order. Slots clean .. tail-1 are not ours: posted and not reaped. At most slots-1 may
   * be, for with head == tail the device owns nothing.
   */

  private static final VarHandle WORD = Descriptors.HANDLE;

  private final Device device;
  private final MemorySegment memory;
  private final DmaBuffer ring;
  private final DmaBuffer buffers;
  private final int slots;
  private final int mask;
  private final int reportEvery;
  private final boolean barrier;

  /** Positions of descriptors with RS that are not reaped yet, oldest first. */
  private final long[] reports;

  private long reportHead;
  private long reportTail;
  private long clean;
  private long tail;
  private long rung;
  private long failed;

  TxRing(Device device, DmaAllocator allocator, DriverConfig config) {
    this.device = device;
    memory = allocator.memory();
    slots = config.txSlots();
    mask = slots - 1;
    reportEvery = config.reportEvery();
    barrier = config.barrier();
    reports = new long[slots];
    ring = allocator.allocate((long) slots * Descriptors.BYTES, DmaAccess.BOTH);
    buffers = allocator.allocate((long) slots * DriverConfig.BUFFER_STRIDE, DmaAccess.READ);
  }

  /** Empties the ring and tells the device where it is. */
  void init() {
    memory.asSlice(ring.offset(), ring.bytes()).fill((byte) 0);
    reportHead = reportTail = clean = tail = rung = 0;
    device.write(Registers.TDBAL, (int) ring.iova());
    device.write(Registers.TDBAH, (int) (ring.iova() >>> Integer.SIZE));
    device.write(Registers.TDLEN, (int) ring.bytes());
    device.write(Registers.TDH, 0);
    device.write(Registers.TDT, 0);
  }

  /** What {@link #next} is an offset in. */
  public MemorySegment memory() {
    return memory;
  }

  public int slots() {
    return slots;
  }

  /** How many of so many wanted frames can be posted now. */
  public int claim(int wanted) {
    if (slots - 1 - (tail - clean) < wanted) {
      reap();
    }
    return (int) Math.min(wanted, slots - 1 - (tail - clean));
  }

  /** Where the next frame is to be written: up to 2048 bytes, at a multiple of 64. */
  public long next() {
    return buffers.offset() + bufferOf(tail);
  }

  /** Posts the frame in the next buffer; the device hears of it with {@link #ring}. */
  public void post(int length) {
    post(buffers.iova() + bufferOf(tail), length, Descriptors.CMD_EOP | Descriptors.CMD_IFCS);
  }

  /**
   * Posts any buffer: nothing about it is checked, that is the IOMMU's and the device's task.
   *
   * @param command EOP, IFCS; RS is added where it is due
   * @throws IllegalStateException if no slot was {@linkplain #claim claimed}
   */
  public void post(long iova, int length, int command) {
    if (tail - clean >= slots - 1) {
      throw new IllegalStateException(
          "all " + (slots - 1) + " descriptors are posted: claim first");
    }
    boolean report = reportEvery > 0 && tail + 1 - lastReport() >= reportEvery;
    write(iova, length, report ? command | Descriptors.CMD_RS : command);
    if (report) {
      reports[(int) reportTail++ & mask] = tail;
    }
    tail++;
  }

  private long lastReport() {
    return reportTail == 0 ? 0 : reports[(int) (reportTail - 1) & mask] + 1;
  }

  private void write(long iova, int length, int command) {
    long at = at(tail);
    memory.set(Descriptors.LONG, at + Descriptors.ADDRESS, iova);
    // Plain: published by the doorbell; the word clears the status of the lap before, too.
    WORD.set(memory, at + Descriptors.WORD, Descriptors.tx(length, command)); // D1
  }

  /** Rings the doorbell, if anything was posted since. */
  public void ring() {
    if (tail == rung) {
      return;
    }
    if (reportEvery > 0 && lastReport() != tail) {
      long at = at(tail - 1) + Descriptors.WORD;
      long word = memory.get(Descriptors.LONG, at);
      memory.set(Descriptors.LONG, at, word | Descriptors.tx(0, Descriptors.CMD_RS));
      reports[(int) reportTail++ & mask] = tail - 1;
    }
    rung = tail;
    if (barrier) {
      device.write(Registers.TDT, (int) tail & mask);
    } else {
      device.writeRelaxed(Registers.TDT, (int) tail & mask);
    }
  }

  /**
   * Takes back what the device is done with.
   *
   * @return how many descriptors
   */
  public int reap() {
    long before = clean;
    while (reportHead != reportTail) {
      long position = reports[(int) reportHead & mask];
      // Acquire: the device has read the buffers; pairs with X1 in TxEngine. Opaque, the next
      // frame's bytes may be written before the last one has left.
      long word = (long) WORD.getAcquire(memory, at(position) + Descriptors.WORD); // D2
      if (!Descriptors.isDone(word)) {
        break;
      }
      if ((Descriptors.status(word) & Descriptors.STATUS_TU) != 0) {
        failed++;
      }
      reportHead++;
      clean = position + 1;
    }
    return (int) (clean - before);
  }

  /** Posted and not known to be done. */
  public int outstanding() {
    return (int) (tail - clean);
  }

  /** How many frames were posted since {@link #init}. */
  public long posted() {
    return tail;
  }

  /** How many descriptors came back with an error: only those with RS say so. */
  public long failed() {
    return failed;
  }

  /** Where a descriptor lies in {@link #memory()}: for those who look at it. */
  public long descriptor(int slot) {
    return at(slot);
  }

  private long at(long position) {
    return ring.offset() + (position & mask) * Descriptors.BYTES;
  }

  private long bufferOf(long position) {
    return (position & mask) * DriverConfig.BUFFER_STRIDE;
  }
}
