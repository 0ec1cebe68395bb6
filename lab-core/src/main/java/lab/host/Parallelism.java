package lab.host;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Whether two threads really run at the same time here, measured: without it no race can show, and
 * a count of zero says nothing.
 *
 * @param cpus how many CPUs this process may use; 0 where the system does not tell
 * @param free share of the time in which two threads ran at the same time, placed by the scheduler
 * @param pinned the same for two threads bound to two CPUs; empty if they could not be bound
 * @param handOverNanos mean price of passing a cache line between the bound threads; empty if they
 *     could not be bound or one did not answer
 */
public record Parallelism(
    int cpus, double free, OptionalDouble pinned, OptionalDouble handOverNanos) {
  /** Below this the second CPU is too busy for a zero to mean much. */
  private static final double ENOUGH = 0.8;

  private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(30);
  private static final int WINDOWS = 5;
  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int WARM_UP_ROUND_TRIPS = 20_000;
  private static final int CALIBRATIONS = 5;

  /** Measures, which takes about half a second and two CPUs. */
  public static Parallelism measure() {
    Cpus cpus = Cpus.ofThisMachine();
    Optional<Cpus.Pair> pair = cpus.pair();
    double free = overlap(Together::run);
    if (pair.isEmpty()) {
      return new Parallelism(
          cpus.allowed().size(), free, OptionalDouble.empty(), OptionalDouble.empty());
    }
    return new Parallelism(
        cpus.allowed().size(),
        free,
        OptionalDouble.of(overlap((one, other) -> Together.run(pair.get(), one, other))),
        handOver(pair.get()));
  }

  /** Whether a race between two threads had a fair chance to show. */
  public boolean enough() {
    return free >= ENOUGH;
  }

  /** How far apart the two CPUs were. */
  public Distance distance() {
    return Distance.of(handOverNanos, handOverNanos);
  }

  /** One sentence, fit to stand beside a zero. */
  public String sentence() {
    if (cpus == 1) {
      return "This process may use one CPU only: two threads never run at the same time, so races"
          + " between them cannot show.";
    }
    String share = String.format(Locale.ROOT, "%.0f %% of the time", 100 * free);
    if (!enough()) {
      return "Two threads ran at the same time only "
          + share
          + ": other work has the CPUs, so a"
          + " race may well stay hidden.";
    }
    if (handOverNanos.isEmpty()) {
      return "Two threads ran at the same time " + share + ".";
    }
    return String.format(
        Locale.ROOT,
        "Two threads ran at the same time %s; passing a cache line between them took %.0f ns (%s).",
        share,
        handOverNanos.getAsDouble(),
        distance().word());
  }

  /**
   * The median of several windows. The first one does not count: in it this JVM's own compilers are
   * the company that the two threads have.
   */
  private static double overlap(BiConsumer<Runnable, Runnable> together) {
    window(together);
    double[] shares = new double[WINDOWS];
    for (int i = 0; i < WINDOWS; i++) {
      shares[i] = window(together);
    }
    Arrays.sort(shares);
    return shares[WINDOWS / 2];
  }

  private static double window(BiConsumer<Runnable, Runnable> together) {
    long start = System.nanoTime() + LEAD_NANOS;
    long end = start + WINDOW_NANOS;
    Stretches first = new Stretches();
    Stretches second = new Stretches();
    together.accept(() -> first.watch(start, end), () -> second.watch(start, end));
    return (double) first.common(second) / WINDOW_NANOS;
  }

  private static OptionalDouble handOver(Cpus.Pair pair) {
    double[] nanos = new double[CALIBRATIONS];
    PingPong warmUp = new PingPong();
    PingPong[] lines = new PingPong[CALIBRATIONS];
    for (int i = 0; i < CALIBRATIONS; i++) {
      lines[i] = new PingPong();
    }
    Together.run(
        pair,
        () -> {
          warmUp.measure(WARM_UP_ROUND_TRIPS, PATIENCE_NANOS);
          for (int i = 0; i < CALIBRATIONS; i++) {
            nanos[i] =
                lines[i].measure(PingPong.CALIBRATION, PATIENCE_NANOS / 2).orElse(Double.NaN);
          }
        },
        () -> {
          warmUp.answer(WARM_UP_ROUND_TRIPS);
          for (PingPong line : lines) {
            line.answer(PingPong.CALIBRATION);
          }
        });
    // The median: one calibration disturbed by an interrupt does not count.
    double[] sorted = Arrays.stream(nanos).filter(n -> !Double.isNaN(n)).sorted().toArray();
    return sorted.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(sorted[sorted.length / 2]);
  }
}
