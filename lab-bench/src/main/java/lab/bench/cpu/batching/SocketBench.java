package lab.bench.cpu.batching;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.PairedWindow;
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
 * The time of an item of 64 bytes through a stream socket, so many of them to a write, until a
 * second thread on a CPU of its own has read all. Neither blocks: a reader that sleeps is woken by
 * the writer, and then waking is what is measured, at the price of the day. The socket is a Unix
 * domain's or TCP's over the loopback, which sends at once ({@code TCP_NODELAY}).
 *
 * <p>Expected: about a microsecond a write and some nanoseconds an item; TCP several times that, as
 * each write goes down and up the whole stack.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SocketBench.ITEMS)
public class SocketBench {
  static final int ITEMS = 1024;
  private static final int MOST = 64;
  private static final int BYTES = 64;

  @Param({"1", "2", "4", "8", "16", "32", "64"})
  public int batch;

  @Param({"unix", "tcp"})
  public String family;

  private final byte[] items = new byte[MOST * BYTES];
  private final ByteBuffer out = ByteBuffer.allocateDirect(MOST * BYTES);
  private final ByteBuffer in = ByteBuffer.allocateDirect(ITEMS * BYTES);
  private SocketChannel writer;
  private SocketChannel reader;

  @Setup(Level.Trial)
  public void open() throws IOException {
    if (batch < 1 || batch > MOST || ITEMS % batch != 0) {
      throw new IllegalArgumentException("batch divides 1024 and is 1..64 (got " + batch + ")");
    }
    for (int i = 0; i < items.length; i++) {
      items[i] = (byte) i;
    }
    switch (family) {
      case "unix" -> {
        Path folder = Files.createTempDirectory("lab");
        Path socket = folder.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
          connect(server, UnixDomainSocketAddress.of(socket));
        } finally {
          Files.deleteIfExists(socket);
          Files.delete(folder);
        }
      }
      case "tcp" -> {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
          connect(server, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
          writer.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
      }
      default -> throw new IllegalArgumentException("family is unix or tcp (got " + family + ")");
    }
    writer.configureBlocking(false);
    reader.configureBlocking(false);
  }

  private void connect(ServerSocketChannel server, SocketAddress at) throws IOException {
    server.bind(at);
    writer = SocketChannel.open(server.getLocalAddress());
    reader = server.accept();
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    writer.close();
    reader.close();
  }

  @Benchmark
  public void window(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(this::receive, this::send);
  }

  void send() {
    try {
      for (int i = 0; i < ITEMS; i += batch) {
        out.clear();
        for (int j = 0; j < batch; j++) {
          out.put(items, j * BYTES, BYTES);
        }
        out.flip();
        while (out.hasRemaining()) {
          if (writer.write(out) == 0) {
            Thread.onSpinWait();
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void receive() {
    try {
      in.clear();
      while (in.hasRemaining()) {
        int read = reader.read(in);
        if (read < 0) {
          throw new IllegalStateException("the writer hung up");
        }
        if (read == 0) {
          Thread.onSpinWait();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (in.get(ITEMS * BYTES - 1) != items[batch * BYTES - 1]) {
      throw new IllegalStateException("what was read is not what was written");
    }
  }
}
