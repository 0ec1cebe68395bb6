package lab.concurrent.counter;

import java.lang.invoke.VarHandle;
import java.util.function.LongUnaryOperator;
import lab.concurrent.layout.SpacedLongs;

/**
 * A number that any thread may change by a function of its present value, with compare-and-set: the
 * loop in which most lock-free code ends, alone on its cache line. For mere addition the hardware
 * has one instruction that cannot fail ({@code getAndAdd}); this class is for everything else, and
 * for showing what failing costs.
 *
 * <p>Lock-free, not wait-free: each failure means that another thread has succeeded, but one thread
 * may fail for ever. All changes of one counter are in one order; the change that reads a value
 * happens-after the one that wrote it.
 */
public final class CasCounter {

  /*
   *   update f:  A1  v = value
   *              A2  w = f(v)
   *              A3  if CAS(value, v, w) return
   *                  wait a little, longer after each failure, and begin again
   *
   * getAndAdd is the same loop for f(v) = v + delta, as B1 and B3.
   *
   * Linearization points: a successful A3 or B3; G1. Back-off is exponential with a bound
   * (Anderson, "The performance of spin lock alternatives", TPDS 1990): while a thread waits, it
   * takes the line from nobody, and the others get more done per transfer of the line.
   *
   * Invariant: the value is the initial one with every successful change applied, in the order of
   * their A3 or B3.
   * Non-invariant: that A3 succeeds does not mean that the value has not changed since A1 (it may
   * have come back: ABA); for a pure function of a number that does no harm.
   */

  private static final VarHandle VALUE = SpacedLongs.ELEMENT;
  private static final int AT = SpacedLongs.SINGLE;

  private final long[] value = SpacedLongs.single();
  private final int longestPause;

  /**
   * Zero.
   *
   * @param longestPause bound of the back-off, in calls of {@link Thread#onSpinWait}; 0: none
   */
  public CasCounter(int longestPause) {
    if (longestPause < 0) {
      throw new IllegalArgumentException("longestPause must be >= 0: " + longestPause);
    }
    this.longestPause = longestPause;
  }

  /** The present value: at least as new as any change that happened before the call. */
  public long get() {
    // Acquire: pairs with the release half of A3 and B3. Opaque, CasStepsTest sees a caller who
    // has read a change and not what its writer had written before it.
    return (long) VALUE.getAcquire(value, AT); // G1
  }

  /**
   * Replaces the value by a function of it.
   *
   * @param change without side effects: it is called again after each failure
   * @return how many attempts failed
   */
  public int update(LongUnaryOperator change) {
    int failures = 0;
    while (true) {
      // Opaque: a guess that A3 confirms. Plain, no test of ours fails: the worst that a guess can
      // do is to fail once more, and A3 keeps a compiler from guessing once and for all.
      long v = (long) VALUE.getOpaque(value, AT); // A1
      // Acquire and release: whoever changes the value sees what the former ones did before (there
      // is no name for just these two; this is volatile). Weaker modes lose no update, for A3 is
      // atomic in any mode, but that edge: CasStepsTest sees it break with either half missing.
      if (VALUE.compareAndSet(value, AT, v, change.applyAsLong(v))) { // A3
        return failures;
      }
      pause(failures++);
    }
  }

  /**
   * Adds, and says what the value was before.
   *
   * @return the value before the addition: no two calls that add 1 get the same
   */
  public long getAndAdd(long delta) {
    int failures = 0;
    while (true) {
      // Opaque: as A1.
      long v = (long) VALUE.getOpaque(value, AT); // B1
      // Acquire and release: as A3, with which and with itself it pairs.
      if (VALUE.compareAndSet(value, AT, v, v + delta)) { // B3
        return v;
      }
      pause(failures++);
    }
  }

  private void pause(int failures) {
    int spins = Math.min(1 << Math.min(failures, 30), longestPause);
    for (int i = 0; i < spins; i++) {
      Thread.onSpinWait();
    }
  }
}
