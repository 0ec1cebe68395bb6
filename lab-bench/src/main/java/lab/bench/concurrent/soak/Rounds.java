package lab.bench.concurrent.soak;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.LiveAnswers;

/**
 * Work in rounds of equal size, each done by some threads at the same time. The clock is looked at
 * between rounds only: it decides how much is done, never whether it was done right.
 */
final class Rounds implements AutoCloseable {
  /** What a heap may grow by and still be called flat: the harness's own lists and strings. */
  private static final long FLAT_KIB = 1024;

  private static final int SPINS = 200;

  private final long started = System.nanoTime();
  private final long nanos;
  private final ExecutorService threads;
  private final long heapBefore = heapKib();

  Rounds(String[] arguments, int threads) {
    nanos =
        TimeUnit.MILLISECONDS.toNanos(LiveAnswers.millis(arguments, Long.MAX_VALUE / 1_000_000));
    this.threads = Executors.newFixedThreadPool(threads);
  }

  /** Whether there is time for another round. */
  boolean time() {
    return System.nanoTime() - started < nanos;
  }

  /** Since the start of this program. */
  double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  /** All at the same time; returns when all have ended. */
  void run(List<Callable<Void>> tasks) throws InterruptedException {
    List<Future<Void>> running = new ArrayList<>();
    for (Callable<Void> task : tasks) {
      running.add(threads.submit(task));
    }
    try {
      for (Future<Void> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      threads.shutdownNow();
      throw new IllegalStateException("a side of the soak failed", e.getCause());
    }
  }

  /**
   * What a side does when the ring has refused it so many times in a row. It lets others run: there
   * may be fewer CPUs than sides.
   *
   * @throws InterruptedException if the other side has failed
   */
  @SuppressWarnings("ThreadPriorityCheck") // Nothing is decided by it: only less time is burnt.
  static void pause(int refusals) throws InterruptedException {
    Thread.onSpinWait();
    if (refusals > SPINS) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the other side has failed");
      }
      Thread.yield();
    }
  }

  /** Says how much of the heap is in use, and counts 1 if it is clearly more than it was. */
  void memory(LiveAnswers answers) {
    long after = heapKib();
    answers.value("heap after gc", "%,d KiB before, %,d KiB after".formatted(heapBefore, after));
    answers.outcome("memory grew", after > heapBefore + FLAT_KIB ? 1 : 0);
  }

  private static long heapKib() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
