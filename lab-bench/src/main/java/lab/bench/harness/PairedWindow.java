package lab.bench.harness;

import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import lab.host.Affinity;
import lab.host.Cpus;
import lab.host.PingPong;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A second thread, pinned to a CPU of its own, for benchmarks in which two threads meet. JMH's
 * groups average over placements and count a thread that runs alone; here one invocation is one
 * window in which both threads work at the same time, and the distance between their CPUs is
 * measured before and after it, so that only windows at the same distance are compared.
 *
 * <pre>{@code
 * @BenchmarkMode(Mode.SingleShotTime)
 * @OutputTimeUnit(TimeUnit.NANOSECONDS)
 * @OperationsPerInvocation(MyBench.OPERATIONS)
 * public class MyBench {
 *   static final int OPERATIONS = 100_000;   // what each thread does in a window: 0.1 to 2 ms
 *
 *   @Benchmark
 *   public void oneLine(PairedWindow pair, PairedWindow.Calibration calibration, Counters c) {
 *     pair.run(c::addToFirst, c::addToSecond);  // each a loop of OPERATIONS
 *   }
 * }
 * }</pre>
 *
 * <p>The time of a window runs from its start until both threads have finished, so a score is in
 * nanoseconds per operation of one thread. The hand-shake at both ends costs about three hand-overs
 * of a line, well under a thousandth of such a window. Calibrations are not part of the time.
 */
@State(Scope.Benchmark)
public class PairedWindow {
  private static final int WARM_UP_ROUND_TRIPS = 50_000;
  private static final int REWARM_ROUND_TRIPS = 400;
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long WARM_UP_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private Partner partner;
  private Thread measuring;
  private boolean pinned;
  private OptionalDouble before = OptionalDouble.empty();
  private OptionalDouble after = OptionalDouble.empty();

  /** Starts the second thread and pins both. */
  @Setup(Level.Trial)
  public void start() {
    Cpus.Pair cpus =
        Cpus.ofThisMachine()
            .pair()
            .orElseThrow(() ->
                new IllegalStateException(
                    "two threads cannot run at the same time: this process may use one CPU only"));
    measuring = Thread.currentThread();
    boolean first = Affinity.pin(cpus.first());
    partner = new Partner(cpus.second());
    partner.wake();
    calibrate(WARM_UP_ROUND_TRIPS, WARM_UP_PATIENCE_NANOS);
    pinned = first && partner.pinned();
    partner.rest();
  }

  @TearDown(Level.Trial)
  public void stop() {
    partner.close();
  }

  @Setup(Level.Iteration)
  public void calibrateBefore() {
    if (!Thread.currentThread().equals(measuring)) {
      throw new IllegalStateException("a paired window is measured by one JMH thread only (-t 1)");
    }
    partner.wake();
    // The first hand-overs would count the waking of the partner and of its CPU.
    calibrate(REWARM_ROUND_TRIPS, PATIENCE_NANOS);
    before = calibrate(PingPong.CALIBRATION, PATIENCE_NANOS);
  }

  @TearDown(Level.Iteration)
  public void calibrateAfter() {
    after = calibrate(PingPong.CALIBRATION, PATIENCE_NANOS);
    partner.rest();
  }

  /**
   * Runs both at the same time, {@code mine} on the calling thread, and returns when both are done.
   * What happens in either happens before the return.
   */
  public void run(Runnable mine, Runnable theirs) {
    partner.start(theirs);
    mine.run();
    partner.await();
  }

  private OptionalDouble calibrate(int roundTrips, long patienceNanos) {
    partner.start(() -> {});
    partner.await();
    PingPong line = new PingPong();
    partner.start(() -> line.answer(roundTrips));
    OptionalDouble handOver = line.measure(roundTrips, patienceNanos);
    partner.await();
    return handOver;
  }

  /** JMH's way to report numbers beside a window's time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Calibration {
    /** Nanoseconds of one hand-over before the window; not a number if there was no answer. */
    public double handOverBefore;

    /** Nanoseconds of one hand-over after the window; not a number if there was no answer. */
    public double handOverAfter;

    /** 1 if both threads were bound to a CPU of their own, else 0. */
    public int pinned;

    /** JMH tears states down in the order of their dependence: the pair has calibrated by now. */
    @TearDown(Level.Iteration)
    public void read(PairedWindow pair) {
      handOverBefore = pair.before.orElse(Double.NaN);
      handOverAfter = pair.after.orElse(Double.NaN);
      pinned = pair.pinned ? 1 : 0;
    }
  }
}
