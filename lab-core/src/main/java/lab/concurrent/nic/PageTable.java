package lab.concurrent.nic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Device page to physical page, as VT-d's second-level table of 39 bits: three levels of 512
 * entries, pages of 4096 bytes. An entry holds the physical address and, in bits 0 and 1, whether
 * the device may read and write.
 *
 * <p>One host thread changes it at a time; devices walk it at any time.
 */
final class PageTable {
  /** Device addresses below this can be mapped. */
  static final long LIMIT = 1L << 39;

  private static final VarHandle NODE = MethodHandles.arrayElementVarHandle(Object[].class);
  private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int LEVEL_BITS = 9;
  private static final int ENTRIES = 1 << LEVEL_BITS;

  private final Object[] root = new Object[ENTRIES];

  /** The entry of a device address, 0 if there is none. */
  long entry(long iova) {
    long page = iova >>> HostMemory.PAGE_SHIFT;
    // Acquire: the node as it was when it was hung in; pairs with T4.
    Object[] middle = (Object[]) NODE.getAcquire(root, (int) (page >>> (2 * LEVEL_BITS))); // T1
    if (middle == null) {
      return 0;
    }
    long[] leaf = leaf(middle, page);
    // Acquire: who maps a page has filled it; pairs with T3.
    return leaf == null ? 0 : (long) ENTRY.getAcquire(leaf, (int) page & (ENTRIES - 1)); // T2
  }

  /** Sets the entry of a device address, 0 for none, and tells the one before. */
  long set(long iova, long entry) {
    long page = iova >>> HostMemory.PAGE_SHIFT;
    int top = (int) (page >>> (2 * LEVEL_BITS));
    if (root[top] == null) {
      publish(root, top, new Object[ENTRIES]);
    }
    Object[] middle = (Object[]) root[top];
    int index = (int) (page >>> LEVEL_BITS) & (ENTRIES - 1);
    if (middle[index] == null) {
      publish(middle, index, new long[ENTRIES]);
    }
    long[] leaf = (long[]) middle[index];
    int slot = (int) page & (ENTRIES - 1);
    long before = leaf[slot];
    // Release: whoever finds the page has what was written there before; pairs with T2.
    ENTRY.setRelease(leaf, slot, entry); // T3
    return before;
  }

  private static void publish(Object[] parent, int index, Object node) {
    // Release: publishes the node's zeros; pairs with the acquires at T1 and T5.
    NODE.setRelease(parent, index, node); // T4
  }

  private static long[] leaf(Object[] middle, long page) {
    // Acquire: as T1.
    return (long[]) NODE.getAcquire(middle, (int) (page >>> LEVEL_BITS) & (ENTRIES - 1)); // T5
  }
}
