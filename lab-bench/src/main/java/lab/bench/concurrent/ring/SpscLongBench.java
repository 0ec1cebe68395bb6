package lab.bench.concurrent.ring;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.PairedWindow;
import lab.concurrent.ring.SpscLongRing;
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

/**
 * Numbers from one thread to another: nanoseconds per message of 8 bytes. Agrona's ring buffer
 * carries messages of any length, with a header of 8 bytes each; its capacity is given so that it
 * holds as many.
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
public class SpscLongBench {
  @Param({"lab", "lab-64", "lab-256", "agrona-write", "agrona-claim"})
  public String ring;

  @Param({"1024", "65536"})
  public int capacity;

  private Traffic traffic;

  @Setup(Level.Trial)
  public void create() {
    traffic =
        switch (ring) {
          case "lab" -> elementWise(new SpscLongRing(capacity));
          case "lab-64" -> inBulk(new SpscLongRing(capacity), 64);
          case "lab-256" -> inBulk(new SpscLongRing(capacity), 256);
          case "agrona-write", "agrona-claim" -> agrona(ring.equals("agrona-claim"));
          default -> throw new IllegalArgumentException("ring: " + ring);
        };
  }

  private static Traffic elementWise(SpscLongRing q) {
    return new LongTraffic(
        next -> q.offer(next) ? 1 : 0,
        next -> {
          long got = q.poll(-1);
          if (got == -1) {
            return 0;
          }
          LongTraffic.check(got, next);
          return 1;
        });
  }

  private static Traffic inBulk(SpscLongRing q, int batch) {
    long[] in = new long[batch];
    long[] out = new long[batch];
    return new LongTraffic(
        next -> {
          int n = Math.min(batch, Traffic.MESSAGES - next);
          for (int i = 0; i < n; i++) {
            in[i] = (long) next + i;
          }
          return q.fill(in, 0, n);
        },
        next -> {
          int n = q.drain(out, 0, batch);
          for (int i = 0; i < n; i++) {
            LongTraffic.check(out[i], next + i);
          }
          return n;
        });
  }

  private Traffic agrona(boolean claim) {
    int bytes = capacity * 16 + RingBufferDescriptor.TRAILER_LENGTH;
    OneToOneRingBuffer q =
        new OneToOneRingBuffer(new UnsafeBuffer(ByteBuffer.allocateDirect(bytes)));
    UnsafeBuffer message = new UnsafeBuffer(ByteBuffer.allocateDirect(8));
    int[] expected = new int[1];
    MessageHandler handler =
        (type, buffer, index, length) ->
            LongTraffic.check(buffer.getLong(index), expected[0]++ % Traffic.MESSAGES);
    return new LongTraffic(
        next -> {
          if (!claim) {
            message.putLong(0, next);
            return q.write(1, message, 0, 8) ? 1 : 0;
          }
          int index = q.tryClaim(1, 8);
          if (index < 0) {
            return 0;
          }
          q.buffer().putLong(index, next);
          q.commit(index);
          return 1;
        },
        next -> q.read(handler, 64));
  }

  @Benchmark
  public void window(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(traffic::receive, traffic::send);
  }
}
