package lab.cli.doctor;

import java.util.Locale;
import java.util.Optional;
import lab.cli.answer.DoctorDocument.Check;
import lab.host.SystemFiles;

/**
 * The clock that windows are timed with.
 *
 * @param costNanos of one look at it
 * @param stepNanos the smallest step that was seen
 * @param source as the kernel names it
 */
public record Timer(double costNanos, long stepNanos, Optional<String> source) {
  private static final int ROUNDS = 40;
  private static final int LOOKS = 5_000;
  private static final long COARSE_NANOS = 1_000;
  private static final double SLOW_NANOS = 100;

  /** Measures, which takes some ten milliseconds. */
  public static Timer measure(SystemFiles files) {
    long smallest = Long.MAX_VALUE;
    long quickest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      long last = start;
      for (int i = 0; i < LOOKS; i++) {
        long now = System.nanoTime();
        if (now > last) {
          smallest = Math.min(smallest, now - last);
        }
        last = now;
      }
      // The quickest round: a look costs no more on a busy machine, but is interrupted more often.
      quickest = Math.min(quickest, last - start);
    }
    return new Timer(
        (double) quickest / LOOKS,
        smallest,
        files.text("sys/devices/system/clocksource/clocksource0/current_clocksource"));
  }

  public Check check() {
    String finding =
        String.format(
            Locale.ROOT,
            "A look at the clock takes %.0f ns, its smallest step is %d ns%s.",
            costNanos,
            stepNanos,
            source.map(s -> " (clock source " + s + ")").orElse(""));
    return stepNanos > COARSE_NANOS || costNanos > SLOW_NANOS
        ? Check.partly("timer", finding + " Short windows are timed coarsely.")
        : Check.yes("timer", finding);
  }
}
