package lab.bench.memory.cas;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import lab.bench.harness.PairedWindow;
import lab.concurrent.counter.CasCounter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One thread, or two pinned ones, increment one counter: nanoseconds per increment of one thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(CounterBench.INCREMENTS)
@Warmup(iterations = 60)
@Measurement(iterations = 100)
@Fork(5)
public class CounterBench {
  static final int INCREMENTS = 50_000;

  @Param({"cas", "cas-backoff-64", "get-and-add", "long-adder"})
  public String counter;

  private Runnable loop;

  @Setup(Level.Trial)
  public void create() {
    loop =
        switch (counter) {
          case "cas" -> cas(new CasCounter(0));
          case "cas-backoff-64" -> cas(new CasCounter(64));
          case "get-and-add" -> {
            AtomicLong c = new AtomicLong();
            yield () -> {
              for (int i = 0; i < INCREMENTS; i++) {
                c.getAndAdd(1);
              }
            };
          }
          case "long-adder" -> {
            LongAdder c = new LongAdder();
            yield () -> {
              for (int i = 0; i < INCREMENTS; i++) {
                c.add(1);
              }
            };
          }
          default -> throw new IllegalArgumentException("counter: " + counter);
        };
  }

  private static Runnable cas(CasCounter c) {
    return () -> {
      for (int i = 0; i < INCREMENTS; i++) {
        c.getAndAdd(1);
      }
    };
  }

  /** Nobody disturbs. */
  @Benchmark
  public void alone() {
    loop.run();
  }

  @Benchmark
  public void window(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(loop, loop);
  }
}
