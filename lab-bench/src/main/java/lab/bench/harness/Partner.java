package lab.bench.harness;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import lab.host.Affinity;

/**
 * The second thread of a paired window. It spins for its next task while a window is near, and
 * parks in between so as not to take a CPU from the harness.
 *
 * <p>One thread drives it: {@code wake (start await)* rest}, again and again, then {@code close}.
 */
final class Partner implements AutoCloseable {
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  /** Both counters have 128 bytes around them, so that polling one never disturbs the other. */
  private static final int STARTED = 16;

  private static final int FINISHED = 48;

  private final long[] counters = new long[65];
  private final Thread thread;

  private volatile boolean resting = true;
  private volatile boolean closed;
  private volatile boolean pinned;
  // Written before STARTED is released, read after it is acquired.
  private Runnable task;
  private volatile Throwable failure;

  Partner(int cpu) {
    thread = Thread.ofPlatform().name("partner").daemon().start(() -> work(cpu));
  }

  void wake() {
    resting = false;
    LockSupport.unpark(thread);
  }

  void rest() {
    resting = true;
  }

  /** Hands over a task; the partner begins at once. */
  void start(Runnable next) {
    task = next;
    // Release: publishes the task; pairs with the acquire in work().
    CELL.setRelease(counters, STARTED, (long) CELL.get(counters, STARTED) + 1);
  }

  /** Returns when the task is finished; what it wrote is visible then. */
  void await() {
    long started = (long) CELL.get(counters, STARTED);
    // Acquire: pairs with the release in work().
    while ((long) CELL.getAcquire(counters, FINISHED) != started) {
      Thread.onSpinWait();
    }
    if (failure != null) {
      throw new IllegalStateException("the second thread failed", failure);
    }
  }

  /** Whether the thread is bound to its CPU; known once it has finished a task. */
  boolean pinned() {
    return pinned;
  }

  @Override
  public void close() {
    closed = true;
    wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(int cpu) {
    pinned = Affinity.pin(cpu);
    long done = 0;
    while (!closed) {
      if (resting) {
        LockSupport.park(this);
      } else if ((long) CELL.getAcquire(counters, STARTED) > done) {
        try {
          task.run();
        } catch (RuntimeException | Error e) {
          failure = e;
        }
        CELL.setRelease(counters, FINISHED, ++done);
      } else {
        Thread.onSpinWait();
      }
    }
  }
}
