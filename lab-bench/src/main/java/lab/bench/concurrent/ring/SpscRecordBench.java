package lab.bench.concurrent.ring;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.Sequencer;
import com.lmax.disruptor.YieldingWaitStrategy;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.PairedWindow;
import lab.concurrent.ring.SpscRecordRing;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
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

/** Records of four longs, written and read in place: nanoseconds per record of 32 bytes. */
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
public class SpscRecordBench {
  @Param({"lab-1", "lab-16", "lab-64", "agrona-claim", "disruptor-1", "disruptor-16"})
  public String ring;

  @Param({"1024", "65536"})
  public int capacity;

  private Traffic traffic;

  @Setup(Level.Trial)
  public void create() {
    traffic =
        switch (ring) {
          case "lab-1" -> lab(1);
          case "lab-16" -> lab(16);
          case "lab-64" -> lab(64);
          case "agrona-claim" -> agrona();
          case "disruptor-1" -> disruptor(1);
          case "disruptor-16" -> disruptor(16);
          default -> throw new IllegalArgumentException("ring: " + ring);
        };
  }

  private Traffic lab(int batch) {
    SpscRecordRing q = new SpscRecordRing(capacity, 4);
    long[] words = q.words();
    return new LongTraffic(
        next -> {
          int n = q.claim(Math.min(batch, Traffic.MESSAGES - next));
          for (int i = 0; i < n; i++) {
            int at = q.claimed(i);
            words[at] = (long) next + i;
            words[at + 1] = next;
            words[at + 2] = i;
            words[at + 3] = batch;
          }
          q.commit(n);
          return n;
        },
        next -> {
          int n = q.available(batch);
          for (int i = 0; i < n; i++) {
            int at = q.front(i);
            LongTraffic.check(words[at + 1] + words[at + 2] + words[at + 3] - batch, next + i);
            LongTraffic.check(words[at], next + i);
          }
          q.release(n);
          return n;
        });
  }

  private Traffic agrona() {
    int bytes = capacity * 40 + RingBufferDescriptor.TRAILER_LENGTH;
    int size = Integer.highestOneBit(bytes) + RingBufferDescriptor.TRAILER_LENGTH;
    OneToOneRingBuffer q =
        new OneToOneRingBuffer(new UnsafeBuffer(ByteBuffer.allocateDirect(size)));
    int[] expected = new int[1];
    MessageHandler handler =
        (type, buffer, index, length) -> {
          int next = expected[0]++ % Traffic.MESSAGES;
          LongTraffic.check(
              buffer.getLong(index + 8) + buffer.getLong(index + 16) + buffer.getLong(index + 24),
              next);
          LongTraffic.check(buffer.getLong(index), next);
        };
    return new LongTraffic(
        next -> {
          int at = q.tryClaim(1, 32);
          if (at < 0) {
            return 0;
          }
          q.buffer().putLong(at, next);
          q.buffer().putLong(at + 8, next);
          q.buffer().putLong(at + 16, 0);
          q.buffer().putLong(at + 24, 0);
          q.commit(at);
          return 1;
        },
        next -> q.read(handler, 16));
  }

  private Traffic disruptor(int batch) {
    RingBuffer<long[]> q =
        RingBuffer.createSingleProducer(() -> new long[4], capacity, new YieldingWaitStrategy());
    Sequence consumed = new Sequence(Sequencer.INITIAL_CURSOR_VALUE);
    q.addGatingSequences(consumed);
    return new LongTraffic(
        next -> {
          int n = Math.min(batch, Traffic.MESSAGES - next);
          if (!q.hasAvailableCapacity(n)) {
            return 0;
          }
          long high = q.next(n);
          for (int i = 0; i < n; i++) {
            long[] words = q.get(high - n + 1 + i);
            words[0] = (long) next + i;
            words[1] = next;
            words[2] = i;
            words[3] = batch;
          }
          q.publish(high - n + 1, high);
          return n;
        },
        next -> {
          long first = consumed.get() + 1;
          int n = (int) Math.min(batch, q.getCursor() - first + 1);
          for (int i = 0; i < n; i++) {
            long[] words = q.get(first + i);
            LongTraffic.check(words[1] + words[2] + words[3] - batch, next + i);
            LongTraffic.check(words[0], next + i);
          }
          if (n > 0) {
            consumed.set(first + n - 1);
          }
          return Math.max(n, 0);
        });
  }

  @Benchmark
  public void window(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(traffic::receive, traffic::send);
  }
}
