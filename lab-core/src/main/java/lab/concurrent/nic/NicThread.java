package lab.concurrent.nic;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that is the device. It can be stopped and started again at any time, also in the
 * middle of a ring: heads and registers stay, what is posted meanwhile waits.
 */
public final class NicThread implements AutoCloseable {
  /** Descriptors between two looks at whether to stop. */
  private static final int LIMIT = 64;

  private static final int SPINS = 1 << 12;
  private static final long NAP_NANOS = 50_000;
  private static final long STOP_SECONDS = 10;

  private final SoftNic nic;
  private final Runnable first;
  private Thread thread;
  private volatile boolean wanted;
  private volatile Throwable failure;

  /**
   * @param first what the thread does before anything else, such as binding itself to a CPU
   */
  public NicThread(SoftNic nic, Runnable first) {
    this.nic = nic;
    this.first = first;
  }

  /** A thread that the system places. */
  public NicThread(SoftNic nic) {
    this(nic, () -> {});
  }

  /** Starts the device, or starts it again; nothing happens if it runs. */
  public synchronized NicThread start() {
    if (thread == null) {
      wanted = true;
      thread = Thread.ofPlatform().daemon().name("nic").start(this::run);
    }
    return this;
  }

  /**
   * Stops the device between two descriptors; when this returns, its thread has ended.
   *
   * @throws IllegalStateException if it has not ended within 10 s
   */
  public synchronized void stop() {
    if (thread == null) {
      return;
    }
    wanted = false;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
    while (thread.isAlive() && System.nanoTime() < deadline) {
      try {
        thread.join(java.time.Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      throw new IllegalStateException(
          "the device's thread has not ended within " + STOP_SECONDS + " s");
    }
    thread = null;
  }

  public synchronized boolean isRunning() {
    return thread != null && thread.isAlive();
  }

  /** What ended the thread against our will, if anything. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void close() {
    stop();
  }

  private void run() {
    try {
      first.run();
      int idle = 0;
      while (wanted) {
        if (nic.poll(LIMIT) > 0) {
          idle = 0;
        } else if (++idle < SPINS) {
          Thread.onSpinWait();
        } else {
          // On a machine with one CPU the host needs this one to ring the doorbell.
          LockSupport.parkNanos(NAP_NANOS);
        }
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }
}
