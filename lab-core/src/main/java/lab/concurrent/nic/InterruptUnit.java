package lab.concurrent.nic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Causes, mask and line. The line has no state of its own: it is asserted while a cause is set that
 * is not masked, so it cannot get stuck.
 *
 * <pre>
 *   device  DD = 1 (release)                  host  IMS = open          (M8, volatile)
 *           ICR |= cause  (M5, RMW)                 is ICR & IMS set?
 *           is ICR & IMS set?  wake the host        DD?  (the re-check, after M8)
 * </pre>
 *
 * Both sides write first and then read what the other has written (the shape of Dekker's
 * algorithm): one of them at least sees the other. With release and acquire only, neither may.
 */
final class InterruptUnit {
  private static final VarHandle WAITER = waiter();

  private final RegisterFile registers;
  private final Counters counters;
  private final boolean edge;

  @SuppressWarnings("unused") // through WAITER
  private Thread waiter;

  InterruptUnit(RegisterFile registers, Counters counters, Interrupts mode) {
    this.registers = registers;
    this.counters = counters;
    this.edge = mode == Interrupts.EDGE;
  }

  private static VarHandle waiter() {
    try {
      return MethodHandles.lookup().findVarHandle(InterruptUnit.class, "waiter", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Device: these causes have happened, after everything it wrote before. */
  void raise(int causes) {
    if (edge) {
      // An idle read-modify-write: orders DD before the load of the mask, as M5 does below.
      registers.set(Registers.ICR, 0);
      int lost = causes & ~registers.readVolatile(Registers.IMS);
      if (lost != 0) {
        counters.add(NicCounter.CAUSES_LOST.index(), Integer.bitCount(lost));
      }
      causes &= ~lost;
      if (causes == 0) {
        return;
      }
    }
    registers.set(Registers.ICR, causes);
    wakeIfAsserted();
  }

  /** Host, one thread at a time: lets causes through; what is latched fires. */
  void unmask(int causes) {
    registers.writeVolatile(Registers.IMS, registers.readVolatile(Registers.IMS) | causes);
    wakeIfAsserted();
  }

  /** Host, one thread at a time, the same or one ordered with the one that unmasks. */
  void mask(int causes) {
    registers.writeVolatile(Registers.IMS, registers.readVolatile(Registers.IMS) & ~causes);
  }

  boolean asserted() {
    return (registers.readVolatile(Registers.ICR) & registers.readVolatile(Registers.IMS)) != 0;
  }

  private void wakeIfAsserted() {
    if (asserted()) {
      // Volatile: after M5; pairs with W2. One side sees the other, so nobody sleeps on.
      Thread sleeper = (Thread) WAITER.getVolatile(this); // W1
      if (sleeper != null) {
        LockSupport.unpark(sleeper);
      }
    }
  }

  boolean await(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    // Volatile: before the line is looked at; pairs with W1. As a release, the device may miss the
    // sleeper while the sleeper misses the cause.
    WAITER.setVolatile(this, Thread.currentThread()); // W2
    try {
      while (!asserted()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        LockSupport.parkNanos(this, left);
      }
      return true;
    } finally {
      // Opaque: nobody to wake any more; a wake-up that comes all the same does no harm.
      WAITER.setOpaque(this, null); // W3
    }
  }
}
