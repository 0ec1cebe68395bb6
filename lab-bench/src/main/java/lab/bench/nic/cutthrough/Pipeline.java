package lab.bench.nic.cutthrough;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Source, relay and sink, joined by two TCP connections on 127.0.0.1. The sink is the calling
 * thread; the other two have threads of their own, which end when the pipeline is closed.
 */
final class Pipeline implements AutoCloseable {
  static final int CHUNKS = 14;
  static final int CHUNK_BYTES = 256 * 1024;

  /** What a relay that streams holds back at most. */
  private static final int PIECE_BYTES = 16 * 1024;

  private static final int FRAME_BYTES = CHUNKS * CHUNK_BYTES;
  private static final int PATIENCE_MILLIS = 5000;

  /**
   * @param firstNanos from the source's first write to the first byte at the sink
   * @param wholeNanos to the last byte
   */
  record Crossing(long firstNanos, long wholeNanos) {}

  private final boolean storing;
  private final Socket sourceEnd;
  private final Socket relayIn;
  private final Socket relayOut;
  private final Socket sinkEnd;
  private final BlockingQueue<Byte> orders = new ArrayBlockingQueue<>(1);
  private final BlockingQueue<Long> begun = new ArrayBlockingQueue<>(1);
  private final byte[] received = new byte[CHUNK_BYTES];
  private final Thread source;
  private final Thread relay;
  private volatile boolean closed;

  /**
   * @param storing whether the relay waits for a whole frame before it passes it on
   */
  Pipeline(boolean storing) throws IOException {
    this.storing = storing;
    Socket[] first = connection();
    Socket[] second = connection();
    sourceEnd = first[0];
    relayIn = first[1];
    relayOut = second[0];
    sinkEnd = second[1];
    source = Thread.ofPlatform().name("source").daemon().start(() -> unlessClosed(this::source));
    relay = Thread.ofPlatform().name("relay").daemon().start(() -> unlessClosed(this::relay));
  }

  private static Socket[] connection() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket listener = new ServerSocket(0, 1, loopback)) {
      listener.setSoTimeout(PATIENCE_MILLIS);
      Socket one = new Socket(loopback, listener.getLocalPort());
      Socket other = listener.accept();
      for (Socket socket : new Socket[] {one, other}) {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
      }
      return new Socket[] {one, other};
    }
  }

  /**
   * Sends one frame through.
   *
   * @param mark fills the frame, so that no frame is taken for another
   */
  Crossing cross(byte mark) throws IOException, InterruptedException {
    orders.put(mark);
    InputStream in = sinkEnd.getInputStream();
    long first = 0;
    int bytes = 0;
    while (bytes < FRAME_BYTES) {
      // The first byte alone: a whole buffer would be copied before its time is taken.
      int most = bytes == 0 ? 1 : Math.min(received.length, FRAME_BYTES - bytes);
      int n = in.read(received, 0, most);
      if (n < 0) {
        throw new IOException("the relay ended in the middle of a frame");
      }
      first = first == 0 ? System.nanoTime() : first;
      if (received[0] != mark || received[n - 1] != mark) {
        throw new IOException("a byte of another frame, after " + bytes + " bytes");
      }
      bytes += n;
    }
    long last = System.nanoTime();
    Long start = begun.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    if (start == null) {
      throw new IOException("the source did not say when it began");
    }
    return new Crossing(first - start, last - start);
  }

  private void source() throws IOException, InterruptedException {
    OutputStream out = sourceEnd.getOutputStream();
    byte[] chunk = new byte[CHUNK_BYTES];
    while (!closed) {
      Arrays.fill(chunk, orders.take());
      long start = System.nanoTime();
      for (int i = 0; i < CHUNKS; i++) {
        out.write(chunk);
      }
      begun.put(start);
    }
  }

  private void relay() throws IOException {
    InputStream in = relayIn.getInputStream();
    OutputStream out = relayOut.getOutputStream();
    byte[] buffer = new byte[storing ? FRAME_BYTES : PIECE_BYTES];
    int held = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer, held, buffer.length - held)) {
      held += n;
      if (!storing || held == FRAME_BYTES) {
        out.write(buffer, 0, held);
        held = 0;
      }
    }
  }

  /** Work of a thread that ends with an exception once its sockets are closed. */
  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void unlessClosed(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      if (!closed) {
        throw new UncheckedIOException(e);
      }
    } catch (InterruptedException e) {
      // Closing interrupts the source, which waits for orders.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    source.interrupt();
    for (Socket socket : new Socket[] {sourceEnd, relayIn, relayOut, sinkEnd}) {
      socket.close();
    }
    try {
      source.join();
      relay.join();
    } catch (InterruptedException e) {
      // Both end by themselves now that their sockets are closed.
      Thread.currentThread().interrupt();
    }
  }
}
