package lab.concurrent.nic;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The other family of descriptor rings: no head and no tail, but a bit in every slot that says
 * whose it is (AF_PACKET's TPACKET_V2, the DWMAC and Realtek cards). A ring of n slots holds n; the
 * device looks at its next slot only, so giving back later slots first does not help it; and what
 * finds its slot not owned is dropped and counted.
 *
 * <pre>
 *   0  buffer address                                      8 bytes
 *   8  bit 63: OWN (the device's); bits 0..15: length      8 bytes
 * </pre>
 *
 * One thread is the host, one the device.
 */
public final class OwnRing {

  /*
   *   host  post:      H1  word[p] : is it ours?           acquire
   *                        address[p] = ...                plain
   *                    H2  word[p] = OWN | length          release: the slot is the device's
   *   device  next:    V1  word[d] : is it ours?           acquire
   *   device  done:    V2  word[d] = length, no OWN        release: the slot is the host's
   *   host  reap:      H3  word[c] : is it ours again?     acquire
   */

  private static final VarHandle WORD = Descriptors.HANDLE;
  private static final long OWN = 1L << 63;
  private static final long LENGTH = 0xFFFF;

  private final MemorySegment memory;
  private final long base;
  private final int slots;
  private long posted;
  private long reaped;
  private long device;
  private long dropped;

  /**
   * A ring, all slots the host's.
   *
   * @param slots at least 1
   */
  public OwnRing(DmaAllocator allocator, int slots) {
    if (slots < 1 || slots > 1 << 16) {
      throw new IllegalArgumentException("slots is 1..65536: slots=" + slots);
    }
    this.slots = slots;
    DmaBuffer ring = allocator.allocate((long) slots * Descriptors.BYTES, DmaAccess.BOTH);
    memory = ring.memory();
    base = ring.offset();
  }

  public int slots() {
    return slots;
  }

  /** Host: gives the device a buffer; false if its next slot is not its own. */
  public boolean post(long iova, int length) {
    long at = at(posted);
    // Acquire: the device is done with the slot; pairs with V2.
    if (posted - reaped == slots || ((long) WORD.getAcquire(memory, at + 8) & OWN) != 0) { // H1
      return false;
    }
    memory.set(Descriptors.LONG, at, iova);
    // Release: publishes address and buffer with the bit itself; pairs with V1. Opaque, the device
    // may use the address of the lap before.
    WORD.setRelease(memory, at + 8, OWN | (length & LENGTH)); // H2
    posted++;
    return true;
  }

  /** Host: the length the device left in the oldest slot, which is free again; -1 if none is. */
  public int reap() {
    if (reaped == posted) {
      return -1;
    }
    // Acquire: the buffer as the device left it; pairs with V2.
    long word = (long) WORD.getAcquire(memory, at(reaped) + 8); // H3
    if ((word & OWN) != 0) {
      return -1;
    }
    reaped++;
    return (int) (word & LENGTH);
  }

  /** Device: the address in its next slot; -1, and a drop is counted, if that is not its own. */
  public long next() {
    long at = at(device);
    // Acquire: pairs with H2.
    if (((long) WORD.getAcquire(memory, at + 8) & OWN) == 0) { // V1
      dropped++;
      return -1;
    }
    return memory.get(Descriptors.LONG, at);
  }

  /** Device: gives the slot of {@link #next} back. */
  public void done(int length) {
    // Release: the buffer is written or read; pairs with H1 and H3. Opaque, the host may read the
    // frame of the lap before.
    WORD.setRelease(memory, at(device) + 8, length & LENGTH); // V2
    device++;
  }

  /** Device: how often its next slot was not its own. */
  public long dropped() {
    return dropped;
  }

  private long at(long position) {
    return base + position % slots * Descriptors.BYTES;
  }
}
