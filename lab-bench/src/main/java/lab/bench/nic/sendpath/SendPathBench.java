package lab.bench.nic.sendpath;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import lab.bench.harness.PairedWindow;
import lab.concurrent.ring.SpscRecordRing;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * One operation moves one message of 64 bytes from its writer to its reader, unless its name says
 * otherwise. All but the last two run in one thread: no hand-over between CPUs is in them.
 *
 * <p>Expected: a loopback send with its receive 2 to 4 us, hardly more for 1400 bytes; the ring two
 * to three orders of magnitude below; an empty receive, which is a system call and little else, 0.2
 * to 0.4 us.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SendPathBench {
  static final int OPERATIONS = 20_000;
  private static final int WORDS = 8;
  private static final int RECORDS = 256;

  private final SpscRecordRing ring = new SpscRecordRing(RECORDS, WORDS);
  private final long[] message = {1, 2, 3, 4, 5, 6, 7, 8};
  private final long[] received = new long[WORDS];
  private final byte[] from = new byte[1460];
  private final byte[] to = new byte[1460];

  @Benchmark
  public long ringHandOff() {
    if (!put() || !take()) {
      throw new IllegalStateException("a ring that is empty takes a record and gives it back");
    }
    return received[WORDS - 1];
  }

  private boolean put() {
    if (ring.claim(1) == 0) {
      return false;
    }
    System.arraycopy(message, 0, ring.words(), ring.claimed(0), WORDS);
    ring.commit(1);
    return true;
  }

  private boolean take() {
    if (ring.available(1) == 0) {
      return false;
    }
    System.arraycopy(ring.words(), ring.front(0), received, 0, WORDS);
    ring.release(1);
    return true;
  }

  @Benchmark
  public ByteBuffer loopback(LoopbackPair sockets) throws IOException {
    return sockets.sendAndReceive(64);
  }

  @Benchmark
  public ByteBuffer loopbackLong(LoopbackPair sockets) throws IOException {
    return sockets.sendAndReceive(1400);
  }

  @Benchmark
  public Object emptyReceive(LoopbackPair sockets) throws IOException {
    return sockets.receiveNothing();
  }

  @Benchmark
  public byte[] copy64() {
    System.arraycopy(from, 0, to, 0, 64);
    return to;
  }

  @Benchmark
  public byte[] copy1460() {
    System.arraycopy(from, 0, to, 0, 1460);
    return to;
  }

  /** Two wake-ups and two context switches; a sleeper on another CPU or on this one. */
  @Benchmark
  public long wakeUp(Sleeper sleeper) {
    return sleeper.thereAndBack();
  }

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OperationsPerInvocation(OPERATIONS)
  public void ringBetweenThreads(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(() -> repeat(this::take), () -> repeat(this::put));
  }

  private static void repeat(BooleanSupplier step) {
    for (int done = 0; done < OPERATIONS; ) {
      if (step.getAsBoolean()) {
        done++;
      } else {
        Thread.onSpinWait();
      }
    }
  }
}
