package lab.bench.concurrent.ring;

import java.util.concurrent.TimeUnit;
import lab.bench.harness.PairedWindow;
import lab.concurrent.ring.SlippingConsumer;
import lab.concurrent.ring.SpscRing;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.jctools.queues.SpscArrayQueue;
import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;
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
 * References from one thread to another, many per call: nanoseconds per message. One per call is
 * the slow end: 60 ns each through the lab's arrays.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Traffic.MESSAGES)
@Warmup(iterations = 60)
@Measurement(iterations = 100)
@Fork(
    value = 5,
    jvmArgsAppend = {
      "--sun-misc-unsafe-memory-access=allow",
      "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"
    })
public class SpscBatchBench {
  @Param({"lab-arrays", "lab-slip", "lab-lambdas", "jctools-varhandle", "jctools-unsafe", "agrona"})
  public String ring;

  @Param({"1024", "65536"})
  public int capacity;

  @Param({"64", "256"})
  public int batch;

  private Traffic traffic;

  @Setup(Level.Trial)
  public void create() {
    traffic =
        switch (ring) {
          case "lab-arrays" -> {
            SpscRing<Object> q = new SpscRing<>(capacity);
            yield arrays(q::fill, q::drain);
          }
          case "lab-slip" -> {
            SpscRing<Object> q = new SpscRing<>(capacity);
            yield arrays(q::fill, new SlippingConsumer<>(q, capacity / 16, 100)::drain);
          }
          case "lab-lambdas" -> {
            SpscRing<Object> q = new SpscRing<>(capacity);
            yield new Batches(batch, q::fill, q::drain);
          }
          case "jctools-varhandle" -> {
            SpscVarHandleArrayQueue<Object> q = new SpscVarHandleArrayQueue<>(capacity);
            yield new Batches(
                batch, (t, n) -> q.fill(t::get, n), (check, n) -> q.drain(check::accept, n));
          }
          case "jctools-unsafe" -> {
            SpscArrayQueue<Object> q = new SpscArrayQueue<>(capacity);
            yield new Batches(
                batch, (t, n) -> q.fill(t::get, n), (check, n) -> q.drain(check::accept, n));
          }
          case "agrona" -> {
            OneToOneConcurrentArrayQueue<Object> q = new OneToOneConcurrentArrayQueue<>(capacity);
            yield new Batches(
                batch,
                (tokens, n) -> {
                  for (int i = 0; i < n; i++) {
                    Object token = tokens.get();
                    while (!q.offer(token)) {
                      Thread.onSpinWait();
                    }
                  }
                  return n;
                },
                q::drain);
          }
          default -> throw new IllegalArgumentException("ring: " + ring);
        };
  }

  /** Moves elements between a range of an array and the ring, as many as go. */
  private interface Move {
    int move(Object[] array, int offset, int length);
  }

  private Batches arrays(Move fill, Move drain) {
    Object[] in = new Object[batch];
    Object[] out = new Object[batch];
    return new Batches(
        batch,
        (tokens, n) -> {
          for (int i = 0; i < n; i++) {
            in[i] = tokens.get();
          }
          for (int sent = 0; sent < n; ) {
            int now = fill.move(in, sent, n - sent);
            if (now == 0) {
              Thread.onSpinWait();
            }
            sent += now;
          }
          return n;
        },
        (check, n) -> {
          int got = drain.move(out, 0, n);
          for (int i = 0; i < got; i++) {
            check.accept(out[i]);
          }
          return got;
        });
  }

  @Benchmark
  public void window(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(traffic::receive, traffic::send);
  }
}
