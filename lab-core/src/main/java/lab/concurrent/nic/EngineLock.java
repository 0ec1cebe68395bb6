package lab.concurrent.nic;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import lab.concurrent.layout.SpacedLongs;

/**
 * Who holds it is the device: the device's thread for the length of one poll, or the host for the
 * length of a register write that is more than a doorbell, or of an IOTLB invalidation. So the host
 * never finds the device in the middle of a DMA, and a device that is stopped stops nobody.
 */
final class EngineLock {
  private static final VarHandle CELL = SpacedLongs.ELEMENT;
  private static final int SPINS = 1000;

  private final long[] cell = SpacedLongs.single();

  boolean tryAcquire() {
    // Acquire: sees what the last holder left; pairs with L2.
    return CELL.compareAndSet(cell, SpacedLongs.SINGLE, 0L, 1L); // L1
  }

  void acquire() {
    for (int spins = 0; !tryAcquire(); spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        // The holder may want this CPU to go on.
        LockSupport.parkNanos(1);
      }
    }
  }

  void release() {
    // Release: hands the device over as it is now; pairs with L1.
    CELL.setRelease(cell, SpacedLongs.SINGLE, 0L); // L2
  }
}
