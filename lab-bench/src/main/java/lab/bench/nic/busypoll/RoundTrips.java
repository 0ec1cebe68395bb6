package lab.bench.nic.busypoll;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import lab.host.Affinity;
import org.HdrHistogram.Histogram;

/**
 * Round trips on one line for a while: how long each took, and what share of a CPU the thread that
 * answers used meanwhile.
 */
final class RoundTrips {
  private static final long END = -1;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * @param nanos of every round trip
   * @param cpuShare of the answering thread, 0 to 1
   * @param pinned whether both threads were bound to their CPUs
   */
  record Taken(Histogram nanos, double cpuShare, boolean pinned) {}

  /** What the answering thread learns about itself. */
  private static final class Answerer implements Runnable {
    private final Side side;
    private final int cpu;
    private boolean pinned;
    private long cpuNanos;

    Answerer(Side side, int cpu) {
      this.side = side;
      this.cpu = cpu;
    }

    @Override
    public void run() {
      pinned = Affinity.pin(cpu);
      long before = THREADS.getCurrentThreadCpuTime();
      try {
        for (long n = side.await(); n != END; n = side.await()) {
          side.send(n);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      cpuNanos = THREADS.getCurrentThreadCpuTime() - before;
    }
  }

  private RoundTrips() {}

  /**
   * Measures on the calling thread, which stays bound to the first CPU afterwards.
   *
   * @param mine CPU of the calling thread
   * @param theirs CPU of the thread that answers
   */
  static Taken take(Side.Line line, int mine, int theirs, long forNanos)
      throws IOException, InterruptedException {
    Histogram nanos = new Histogram(3);
    Answerer answerer = new Answerer(line.far(), theirs);
    boolean pinned = Affinity.pin(mine);
    Thread thread = Thread.ofPlatform().name("answers").daemon().start(answerer);
    long begun = System.nanoTime();
    Side side = line.near();
    long now = begun;
    for (long n = 1; now - begun < forNanos; n++) {
      long sent = System.nanoTime();
      side.send(n);
      if (side.await() != n) {
        throw new IllegalStateException("an answer belongs to another question");
      }
      now = System.nanoTime();
      nanos.recordValue(now - sent);
    }
    side.send(END);
    thread.join();
    long wall = System.nanoTime() - begun;
    return new Taken(nanos, (double) answerer.cpuNanos / wall, pinned && answerer.pinned);
  }
}
