package lab.bench.concurrent.ring;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.PairedWindow;
import lab.concurrent.ring.SlippingConsumer;
import lab.concurrent.ring.SpscRing;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.jctools.queues.SpscArrayQueue;
import org.jctools.queues.SpscUnboundedArrayQueue;
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

/** References from one thread to another, one at a time: nanoseconds per message. */
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
public class SpscObjectBench {
  @Param({
    "lab",
    "lab-slip",
    "jctools-varhandle",
    "jctools-unsafe",
    "jctools-unbounded",
    "agrona",
    "juc-array-blocking",
    "juc-linked-transfer",
    "juc-concurrent-linked"
  })
  public String ring;

  @Param({"1024", "65536"})
  public int capacity;

  private Traffic traffic;

  @Setup(Level.Trial)
  public void create() {
    traffic =
        switch (ring) {
          case "lab" -> {
            SpscRing<Object> q = new SpscRing<>(capacity);
            yield Traffic.ofReferences(q::offer, q::poll);
          }
          case "lab-slip" -> {
            SpscRing<Object> q = new SpscRing<>(capacity);
            SlippingConsumer<Object> behind = new SlippingConsumer<>(q, capacity / 16, 100);
            yield Traffic.ofReferences(q::offer, behind::poll);
          }
          case "jctools-varhandle" -> {
            SpscVarHandleArrayQueue<Object> q = new SpscVarHandleArrayQueue<>(capacity);
            yield Traffic.ofReferences(q::offer, q::poll);
          }
          case "jctools-unsafe" -> {
            SpscArrayQueue<Object> q = new SpscArrayQueue<>(capacity);
            yield Traffic.ofReferences(q::offer, q::poll);
          }
          case "jctools-unbounded" -> {
            // Grows by chunks of this size, linked to each other.
            SpscUnboundedArrayQueue<Object> q = new SpscUnboundedArrayQueue<>(capacity);
            yield Traffic.ofReferences(q::offer, q::poll);
          }
          case "agrona" -> {
            OneToOneConcurrentArrayQueue<Object> q = new OneToOneConcurrentArrayQueue<>(capacity);
            yield Traffic.ofReferences(q::offer, q::poll);
          }
          case "juc-array-blocking" -> {
            ArrayBlockingQueue<Object> q = new ArrayBlockingQueue<>(capacity);
            yield Traffic.ofReferences(q::offer, q::poll);
          }
          case "juc-linked-transfer" -> {
            LinkedTransferQueue<Object> q = new LinkedTransferQueue<>();
            yield Traffic.ofReferences(q::offer, q::poll);
          }
          case "juc-concurrent-linked" -> {
            ConcurrentLinkedQueue<Object> q = new ConcurrentLinkedQueue<>();
            yield Traffic.ofReferences(q::offer, q::poll);
          }
          default -> throw new IllegalArgumentException("ring: " + ring);
        };
  }

  @Benchmark
  public void window(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(traffic::receive, traffic::send);
  }
}
