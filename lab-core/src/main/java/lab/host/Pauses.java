package lab.host;

import java.util.concurrent.TimeUnit;

/**
 * How often a thread that wants to run is kept from it, by other threads, by interrupts or by the
 * hypervisor: two threads spin on two CPUs and look at the clock all the time.
 *
 * @param share of the time in which a thread did not run; that of the thread that lost more
 * @param longestNanos the longest time without running
 */
public record Pauses(double share, long longestNanos) {
  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
  private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

  /** Measures, which takes a sixteenth of a second; one thread only where there is one CPU. */
  public static Pauses measure() {
    long start = System.nanoTime() + LEAD_NANOS;
    long end = start + WINDOW_NANOS;
    Stretches first = new Stretches();
    Stretches second = new Stretches();
    boolean two =
        Cpus.ofThisMachine()
            .pair()
            .map(pair -> {
              Together.run(pair, () -> first.watch(start, end), () -> second.watch(start, end));
              return true;
            })
            .orElse(false);
    if (!two) {
      first.watch(start, end);
      second.add(start, end);
    }
    return new Pauses(
        1 - (double) Math.min(first.nanos(), second.nanos()) / WINDOW_NANOS,
        Math.max(first.longestPause(start, end), second.longestPause(start, end)));
  }
}
