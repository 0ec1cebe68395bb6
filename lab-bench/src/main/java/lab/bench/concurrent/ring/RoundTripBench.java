package lab.bench.concurrent.ring;

import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import lab.bench.harness.PairedWindow;
import lab.concurrent.layout.SpacedLongs;
import lab.concurrent.ring.SpscLongRing;
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
 * There and back over two rings, one message under way: nanoseconds per round trip. No ring can be
 * faster than two bare lines that change hands, {@code two-lines}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(RoundTripBench.TRIPS)
@Warmup(iterations = 60)
@Measurement(iterations = 100)
@Fork(
    value = 5,
    jvmArgsAppend = {
      "--sun-misc-unsafe-memory-access=allow",
      "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"
    })
public class RoundTripBench {
  static final int TRIPS = 5_000;

  private static final int AT = SpacedLongs.SINGLE;

  @Param({"two-lines", "lab", "lab-long", "jctools-varhandle", "jctools-unsafe", "agrona"})
  public String ring;

  @Param({"1024", "65536"})
  public int capacity;

  private Runnable asking;
  private Runnable answering;

  @Setup(Level.Trial)
  public void create() {
    switch (ring) {
      case "two-lines" -> lines();
      case "lab-long" -> longs(new SpscLongRing(capacity), new SpscLongRing(capacity));
      case "lab" -> {
        SpscRing<Object> there = new SpscRing<>(capacity);
        SpscRing<Object> back = new SpscRing<>(capacity);
        references(there::offer, there::poll, back::offer, back::poll);
      }
      case "jctools-varhandle" -> {
        SpscVarHandleArrayQueue<Object> there = new SpscVarHandleArrayQueue<>(capacity);
        SpscVarHandleArrayQueue<Object> back = new SpscVarHandleArrayQueue<>(capacity);
        references(there::offer, there::poll, back::offer, back::poll);
      }
      case "jctools-unsafe" -> {
        SpscArrayQueue<Object> there = new SpscArrayQueue<>(capacity);
        SpscArrayQueue<Object> back = new SpscArrayQueue<>(capacity);
        references(there::offer, there::poll, back::offer, back::poll);
      }
      case "agrona" -> {
        OneToOneConcurrentArrayQueue<Object> there = new OneToOneConcurrentArrayQueue<>(capacity);
        OneToOneConcurrentArrayQueue<Object> back = new OneToOneConcurrentArrayQueue<>(capacity);
        references(there::offer, there::poll, back::offer, back::poll);
      }
      default -> throw new IllegalArgumentException("ring: " + ring);
    }
  }

  private void references(
      Predicate<Object> ask,
      Supplier<Object> hear,
      Predicate<Object> answer,
      Supplier<Object> got) {
    asking =
        () -> {
          for (int i = 0; i < TRIPS; i++) {
            put(ask, Tokens.ALL[i & Tokens.MASK]);
            if (!Tokens.isSent(take(got), i)) {
              throw Traffic.wrong(i);
            }
          }
        };
    answering =
        () -> {
          for (int i = 0; i < TRIPS; i++) {
            put(answer, take(hear));
          }
        };
  }

  private static void put(Predicate<Object> offer, Object token) {
    while (!offer.test(token)) {
      Thread.onSpinWait();
    }
  }

  private static Object take(Supplier<Object> poll) {
    Object got = poll.get();
    while (got == null) {
      Thread.onSpinWait();
      got = poll.get();
    }
    return got;
  }

  private void longs(SpscLongRing there, SpscLongRing back) {
    asking =
        () -> {
          for (int i = 0; i < TRIPS; i++) {
            put(there, i);
            LongTraffic.check(take(back), i);
          }
        };
    answering =
        () -> {
          for (int i = 0; i < TRIPS; i++) {
            put(back, take(there));
          }
        };
  }

  private static void put(SpscLongRing ring, long value) {
    while (!ring.offer(value)) {
      Thread.onSpinWait();
    }
  }

  private static long take(SpscLongRing ring) {
    long got = ring.poll(-1);
    while (got == -1) {
      Thread.onSpinWait();
      got = ring.poll(-1);
    }
    return got;
  }

  /** One line for each direction. */
  private void lines() {
    long[] there = SpacedLongs.single();
    long[] back = SpacedLongs.single();
    asking =
        () -> {
          for (long i = 1; i <= TRIPS; i++) {
            // Release and acquire, as in the rings that this is the limit of.
            SpacedLongs.ELEMENT.setRelease(there, AT, i);
            await(back, i);
          }
          SpacedLongs.ELEMENT.setRelease(there, AT, 0L);
          await(back, 0);
        };
    answering =
        () -> {
          for (long i = 1; i <= TRIPS; i++) {
            await(there, i);
            SpacedLongs.ELEMENT.setRelease(back, AT, i);
          }
          await(there, 0);
          SpacedLongs.ELEMENT.setRelease(back, AT, 0L);
        };
  }

  private static void await(long[] line, long value) {
    while ((long) SpacedLongs.ELEMENT.getAcquire(line, AT) != value) {
      Thread.onSpinWait();
    }
  }

  @Benchmark
  public void window(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(asking, answering);
  }
}
