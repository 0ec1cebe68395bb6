package lab.explore;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * The threads of one search: runs numbered tasks on all of them and returns when the last is done.
 * The calling thread works too; the others are started when first needed.
 *
 * <p>Phases of a search last about a millisecond, so threads spin for some microseconds before they
 * park. What was written before {@link #run} is seen by its tasks, and what they wrote is seen
 * after it.
 */
final class Crew implements AutoCloseable {
  private static final int SPINS = 2_000;

  private final int threads;
  private final Thread[] helpers;
  private volatile Phase phase = new Phase(0, task -> {}, Thread.currentThread());
  private volatile boolean closed;

  Crew(int threads) {
    this.threads = threads;
    this.helpers = new Thread[threads - 1];
  }

  int threads() {
    return threads;
  }

  /**
   * Runs tasks 0 to {@code count - 1}, each once. If one throws, the others that have begun end,
   * the rest are left out, and the exception is thrown here.
   */
  void run(int count, IntConsumer job) {
    Phase next = new Phase(count, job, Thread.currentThread());
    phase = next;
    for (int i = 0; i < Math.min(helpers.length, count - 1); i++) {
      if (helpers[i] == null) {
        helpers[i] = Thread.ofPlatform().daemon().name("explore-" + (i + 1)).start(this::help);
      } else {
        LockSupport.unpark(helpers[i]);
      }
    }
    next.work();
    next.await();
  }

  private void help() {
    Phase seen = null;
    int spins = 0;
    while (!closed) {
      Phase now = phase;
      if (now != seen) {
        now.work();
        seen = now;
        spins = 0;
      } else if (spins++ < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
  }

  private static final class Phase {
    private final int count;
    private final IntConsumer job;
    private final Thread caller;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Phase(int count, IntConsumer job, Thread caller) {
      this.count = count;
      this.job = job;
      this.caller = caller;
    }

    void work() {
      for (int task = next.getAndIncrement(); task < count; task = next.getAndIncrement()) {
        try {
          if (failure.get() == null) {
            job.accept(task);
          }
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        } finally {
          if (done.incrementAndGet() == count) {
            LockSupport.unpark(caller);
          }
        }
      }
    }

    void await() {
      // An interrupted thread does not park: it spins to the end of the phase, which is near, for
      // the tasks look for the interrupt too.
      for (int spins = 0; done.get() < count; spins++) {
        if (spins < SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
      switch (failure.get()) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new AssertionError("tasks throw nothing checked", e);
      }
    }
  }
}
