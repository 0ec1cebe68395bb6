package lab.bench.net.handshake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.PairedWindow;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A request of one byte and its answer over TCP on 127.0.0.1, between two threads that poll, each
 * on a CPU of its own: over a connection that stands, or over a new one for each request.
 *
 * <p>What is new is reset when it has been answered ({@code SO_LINGER} 0): closed politely, each
 * would keep a port in TIME-WAIT for a minute, and the 28,000 that there are would not last two
 * seconds. So no FIN is exchanged, and what is measured is less than a polite connection costs.
 *
 * <p>Expected: some microseconds open, several times that new. On a loopback it is the work of the
 * kernel; over a distance it is one round trip more.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ConnectBench.REQUESTS)
public class ConnectBench {
  static final int REQUESTS = 100;

  private final ByteBuffer request = ByteBuffer.allocateDirect(1);
  private final ByteBuffer answer = ByteBuffer.allocateDirect(1);
  private ServerSocketChannel listener;
  private SocketAddress there;
  private SocketChannel client;
  private SocketChannel server;

  @Setup(Level.Trial)
  public void begin() throws IOException {
    listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(KernelEnds.ADDRESS, 0));
    there = listener.getLocalAddress();
    client = SocketChannel.open(there);
    server = listener.accept();
    client.configureBlocking(false);
    server.configureBlocking(false);
    listener.configureBlocking(false);
  }

  @TearDown(Level.Trial)
  public void end() throws IOException {
    client.close();
    server.close();
    listener.close();
  }

  /** Over the connection that stands. */
  @Benchmark
  public void open(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(this::askOpen, this::answerOpen);
  }

  /** Over a new connection for each. */
  @Benchmark
  public void fresh(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(this::askFresh, this::answerFresh);
  }

  void askOpen() {
    try {
      for (int i = 0; i < REQUESTS; i++) {
        ask(client, i);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void answerOpen() {
    try {
      for (int i = 0; i < REQUESTS; i++) {
        echo(server);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void askFresh() {
    try {
      for (int i = 0; i < REQUESTS; i++) {
        try (SocketChannel each = SocketChannel.open(there)) {
          each.configureBlocking(false);
          each.setOption(StandardSocketOptions.SO_LINGER, 0);
          ask(each, i);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void answerFresh() {
    try {
      for (int i = 0; i < REQUESTS; i++) {
        try (SocketChannel next = next()) {
          next.configureBlocking(false);
          echo(next);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SocketChannel next() throws IOException {
    SocketChannel next = listener.accept();
    while (next == null) {
      Thread.onSpinWait();
      next = listener.accept();
    }
    return next;
  }

  private void ask(SocketChannel over, int number) throws IOException {
    request.clear().put(0, (byte) number);
    write(over, request);
    read(over, request.clear());
    if (request.get(0) != (byte) ~number) {
      throw new IOException("request " + number + " got the answer " + request.get(0));
    }
  }

  private void echo(SocketChannel over) throws IOException {
    read(over, answer.clear());
    answer.put(0, (byte) ~answer.get(0)).flip();
    write(over, answer);
  }

  private static void write(SocketChannel to, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (to.write(bytes) == 0) {
        Thread.onSpinWait();
      }
    }
  }

  private static void read(SocketChannel from, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int read = from.read(bytes);
      if (read < 0) {
        throw new IOException("the other side hung up");
      }
      if (read == 0) {
        Thread.onSpinWait();
      }
    }
  }
}
