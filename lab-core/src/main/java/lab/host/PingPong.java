package lab.host;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.OptionalDouble;

/**
 * Two threads that pass one cache line to and fro: the price of one hand-over tells how far apart
 * their CPUs are at that moment. One thread calls {@link #measure}, another {@link #answer}, with
 * the same number of round trips. A new object is needed for each measurement.
 */
public final class PingPong {
  /** What a calibration uses: about 10 us where the CPUs are near. */
  public static final int CALIBRATION = 200;

  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  /** 128 bytes from the array's header and from its end: nothing else may share the line. */
  private static final int BALL = 16;

  private static final int SPINS_PER_GLANCE = 1024;

  private final long[] line = new long[2 * BALL + 1];
  private volatile boolean abandoned;

  /**
   * The mean time of one hand-over, half a round trip, in nanoseconds; empty if the other thread
   * did not keep up until the deadline, in which case it is released too.
   *
   * @param giveUpAfterNanos for all round trips together
   */
  public OptionalDouble measure(int roundTrips, long giveUpAfterNanos) {
    long start = System.nanoTime();
    for (long trip = 0; trip < roundTrips; trip++) {
      // Release and acquire pair with those of answer(). The number is all that is handed over, so
      // opaque would do; the pair is what the queues that this stands for use.
      CELL.setRelease(line, BALL, 2 * trip + 1);
      int spins = 0;
      while ((long) CELL.getAcquire(line, BALL) != 2 * trip + 2) {
        Thread.onSpinWait();
        if (++spins % SPINS_PER_GLANCE == 0 && System.nanoTime() - start > giveUpAfterNanos) {
          abandoned = true;
          return OptionalDouble.empty();
        }
      }
    }
    return OptionalDouble.of((System.nanoTime() - start) / (2.0 * roundTrips));
  }

  /** The other side; returns once all round trips are made or the measuring thread gave up. */
  public void answer(int roundTrips) {
    for (long trip = 0; trip < roundTrips; trip++) {
      int spins = 0;
      while ((long) CELL.getAcquire(line, BALL) != 2 * trip + 1) {
        Thread.onSpinWait();
        if (++spins % SPINS_PER_GLANCE == 0 && abandoned) {
          return;
        }
      }
      CELL.setRelease(line, BALL, 2 * trip + 2);
    }
  }
}
