package lab.concurrent.ring;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Two threads, one stream of messages. How many: the system property {@code lab.soak.messages}, by
 * default what a build has time for.
 */
final class Soak {
  static final long MESSAGES = Long.getLong("lab.soak.messages", 100_000L);

  /** Something that either moves messages or does not, and says how many. */
  interface Turn {
    /**
     * @param done messages moved before
     * @return messages moved now
     */
    long take(long done);
  }

  /** Both at the same time until each has moved all messages; what goes wrong is thrown. */
  static void run(Turn producer, Turn consumer) throws InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Void> in = threads.submit(all(producer));
      Future<Void> out = threads.submit(all(consumer));
      try {
        out.get();
        in.get();
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw new AssertionError("one side failed", e.getCause());
      }
    }
  }

  private static Callable<Void> all(Turn turn) {
    return () -> {
      int refused = 0;
      for (long done = 0; done < MESSAGES; ) {
        long now = turn.take(done);
        done += now;
        refused = now == 0 ? refused + 1 : 0;
        if (refused > 200) {
          if (Thread.interrupted()) {
            throw new InterruptedException("the other side has failed");
          }
          // On a machine with less than two free CPUs the other side needs this one.
          LockSupport.parkNanos(1);
        }
      }
      return null;
    };
  }

  /** A running checksum: of the same messages in the same order, the same number. */
  static long mix(long sum, long message) {
    return (sum ^ message) * 0x9E3779B97F4A7C15L;
  }

  static long checksumOf(long messages) {
    long sum = 0;
    for (long i = 0; i < messages; i++) {
      sum = mix(sum, i);
    }
    return sum;
  }

  private Soak() {}
}
