package lab.bench.cpu.batching;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The time of an item of 64 bytes, so many of them to a system call. One thread.
 *
 * <p>Expected, from C on the machine on which this was written: 314 ns a write to the null device
 * and 0.75 an item. From Java both are more: a channel looks at its buffers, and items are copied
 * into one, or listed where they are. The pipe's bytes are copied into the kernel and back.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(WriteBench.ITEMS)
public class WriteBench {
  static final int ITEMS = 512;
  static final int MOST = 64;
  private static final int BYTES = 64;

  @Param({"1", "2", "4", "8", "16", "32", "64"})
  public int batch;

  private final byte[] items = new byte[MOST * BYTES];
  private final ByteBuffer together = ByteBuffer.allocateDirect(MOST * BYTES);
  private final ByteBuffer back = ByteBuffer.allocateDirect(MOST * BYTES);
  private final ByteBuffer[] apart = new ByteBuffer[MOST];

  private FileChannel nowhere;
  private Pipe pipe;

  @Setup(Level.Trial)
  public void open() throws IOException {
    if (batch < 1 || batch > MOST || ITEMS % batch != 0) {
      throw new IllegalArgumentException("batch divides 512 and is 1..64 (got " + batch + ")");
    }
    for (int i = 0; i < items.length; i++) {
      items[i] = (byte) i;
    }
    Arrays.setAll(apart, i -> ByteBuffer.allocateDirect(BYTES).put(items, i * BYTES, BYTES));
    nowhere = FileChannel.open(Path.of("/dev/null"), StandardOpenOption.WRITE);
    pipe = Pipe.open();
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    nowhere.close();
    pipe.sink().close();
    pipe.source().close();
  }

  /** The batch is gathered in one buffer: a copy of each item. */
  @Benchmark
  public void write() throws IOException {
    for (int i = 0; i < ITEMS; i += batch) {
      gather();
      require(nowhere.write(together));
    }
  }

  /** Each item stays in a buffer of its own, and the kernel is given the list. */
  @Benchmark
  public void writev() throws IOException {
    for (int i = 0; i < ITEMS; i += batch) {
      for (int j = 0; j < batch; j++) {
        apart[j].rewind();
      }
      require(nowhere.write(apart, 0, batch));
    }
  }

  /** A batch goes in and comes out before the next one: it never waits for room. */
  @Benchmark
  public void pipe() throws IOException {
    for (int i = 0; i < ITEMS; i += batch) {
      gather();
      require(pipe.sink().write(together));
      back.clear().limit(batch * BYTES);
      while (back.hasRemaining()) {
        pipe.source().read(back);
      }
    }
    if (back.get(batch * BYTES - 1) != items[batch * BYTES - 1]) {
      throw new IllegalStateException("what came out of the pipe is not what went in");
    }
  }

  private void gather() {
    together.clear();
    for (int j = 0; j < batch; j++) {
      together.put(items, j * BYTES, BYTES);
    }
    together.flip();
  }

  private void require(long written) {
    if (written != (long) batch * BYTES) {
      throw new IllegalStateException("wrote " + written + " bytes of " + batch * BYTES);
    }
  }
}
