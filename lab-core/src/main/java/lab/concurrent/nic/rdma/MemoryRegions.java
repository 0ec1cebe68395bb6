package lab.concurrent.nic.rdma;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * The memory that an endpoint has registered, in a table that the devices of both sides read: for
 * each region its key, where it begins, how long it is and what it allows. One number is both the
 * local and the remote key. An entry that is used again has another key, so that a stale one is
 * refused.
 *
 * <p>The application writes, from one thread. Deregistering does not wait for a request under way:
 * wait for its completion first.
 */
public final class MemoryRegions {
  /** Regions at the same time. */
  public static final int CAPACITY = 64;

  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final VarHandle WORD = LONG.varHandle();

  private static final long KEY = 0;
  private static final long BEGIN = 8;
  private static final long LENGTH = 16;
  private static final long ALLOWS = 24;
  private static final long ENTRY_BYTES = 32;
  static final long BYTES = CAPACITY * ENTRY_BYTES;

  private static final int INDEX_BITS = 6;

  private final MemorySegment table;
  private final long dataBytes;
  private int generation;

  MemoryRegions(MemorySegment table, long dataBytes) {
    this.table = table;
    this.dataBytes = dataBytes;
  }

  /**
   * Registers a range of the endpoint's memory.
   *
   * @param access flags of {@link Access}; remote writing needs local writing
   * @return the key, never 0
   * @throws IllegalArgumentException if the range is not in memory, or the flags do not go together
   * @throws IllegalStateException if there are {@link #CAPACITY} regions already
   */
  public int register(long begin, long length, int access) {
    if (begin < 0 || length < 1 || length > dataBytes || begin > dataBytes - length) {
      throw new IllegalArgumentException(
          "a region lies within %d bytes: begin=%d length=%d".formatted(dataBytes, begin, length));
    }
    if ((access & ~Access.ALL) != 0
        || ((access & Access.REMOTE_WRITE) != 0 && (access & Access.LOCAL_WRITE) == 0)) {
      throw new IllegalArgumentException(
          "REMOTE_WRITE needs LOCAL_WRITE, and there are no flags but three: access=" + access);
    }
    for (int i = 0; i < CAPACITY; i++) {
      long at = i * ENTRY_BYTES;
      if (table.get(LONG, at + KEY) == 0) {
        generation = generation % 0xFFFFFF + 1;
        int key = generation << INDEX_BITS | i;
        table.set(LONG, at + BEGIN, begin);
        table.set(LONG, at + LENGTH, length);
        table.set(LONG, at + ALLOWS, access);
        // Release: publishes the entry; pairs with M3. Opaque, a device may find the new key over
        // the
        // range of the region before; no stress test registers beside a running device.
        WORD.setRelease(table, at + KEY, (long) key); // M1
        return key;
      }
    }
    throw new IllegalStateException("there are " + CAPACITY + " regions already");
  }

  /**
   * Ends a registration: the key is refused from now on.
   *
   * @throws IllegalArgumentException if the key is none
   */
  public void deregister(int key) {
    long at = (key & (CAPACITY - 1)) * ENTRY_BYTES;
    if (key == 0 || table.get(LONG, at + KEY) != key) {
      throw new IllegalArgumentException("no region has the key " + key);
    }
    // Release: only to be seen before the entry of the next region; pairs with M4.
    WORD.setRelease(table, at + KEY, 0L); // M2
  }

  /** Device: whether the key covers the range and allows all that. */
  boolean allows(int key, long begin, int length, int access) {
    long at = (key & (CAPACITY - 1)) * ENTRY_BYTES;
    // Acquire: the entry behind its key; pairs with M1.
    if (key == 0 || (long) WORD.getAcquire(table, at + KEY) != key) { // M3
      return false;
    }
    long from = table.get(LONG, at + BEGIN);
    long bytes = table.get(LONG, at + LENGTH);
    long allowed = table.get(LONG, at + ALLOWS);
    // Acquire fence: the key is read again after the entry, so that an entry which is being
    // replaced is not taken for the old one.
    VarHandle.acquireFence(); // M4
    // Opaque: the fence before it orders it; a key is never used twice in 2^24 registrations.
    return (long) WORD.getOpaque(table, at + KEY) == key // M5
        && (allowed & access) == access
        && begin >= from
        && length <= bytes
        && begin - from <= bytes - length;
  }
}
