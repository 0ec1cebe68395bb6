package lab.bench.concurrent.ring;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.PairedWindow;
import lab.concurrent.ring.MpmcRing;
import org.agrona.concurrent.ManyToManyConcurrentArrayQueue;
import org.jctools.queues.MpmcArrayQueue;
import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;
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
 * References through rings for many threads, with one pair of them: nanoseconds per message. Two
 * pairs need four CPUs.
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
public class MpmcBench {
  @Param({
    "lab",
    "lab-relaxed",
    "jctools-varhandle",
    "jctools-unsafe",
    "agrona",
    "juc-array-blocking"
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
            MpmcRing<Object> q = new MpmcRing<>(capacity);
            yield Traffic.ofReferences(q::offer, q::poll);
          }
          case "lab-relaxed" -> {
            MpmcRing<Object> q = new MpmcRing<>(capacity);
            yield Traffic.ofReferences(q::relaxedOffer, q::relaxedPoll);
          }
          case "jctools-varhandle" -> {
            MpmcVarHandleArrayQueue<Object> q = new MpmcVarHandleArrayQueue<>(capacity);
            yield Traffic.ofReferences(q::offer, q::poll);
          }
          case "jctools-unsafe" -> {
            MpmcArrayQueue<Object> q = new MpmcArrayQueue<>(capacity);
            yield Traffic.ofReferences(q::offer, q::poll);
          }
          case "agrona" -> {
            ManyToManyConcurrentArrayQueue<Object> q =
                new ManyToManyConcurrentArrayQueue<>(capacity);
            yield Traffic.ofReferences(q::offer, q::poll);
          }
          case "juc-array-blocking" -> {
            ArrayBlockingQueue<Object> q = new ArrayBlockingQueue<>(capacity);
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
