package lab.host;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How often a thread that wants to run is kept from it, by other threads, by interrupts or by the
 * hypervisor: two threads spin on two CPUs and look at the clock all the time.
 *
 * @param share of the time in which a thread did not run; that of the thread that lost more
 * @param longestNanos the longest time without running in the same window
 */
public record Pauses(double share, long longestNanos) {
  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
  private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int WINDOWS = 5;

  /**
   * Measures, which takes an eighth of a second; one thread only where there is one CPU. The median
   * of several windows, without the first: in that this JVM's own compilers are at work.
   */
  public static Pauses measure() {
    window();
    List<Pauses> windows = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      windows.add(window());
    }
    windows.sort(Comparator.comparingDouble(Pauses::share));
    return windows.get(WINDOWS / 2);
  }

  private static Pauses window() {
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
