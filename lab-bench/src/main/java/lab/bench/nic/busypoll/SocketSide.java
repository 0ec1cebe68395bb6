package lab.bench.nic.busypoll;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** Two UDP sockets on 127.0.0.1 that know each other; a number is a datagram of 64 bytes. */
final class SocketSide implements Side {
  private static final int BYTES = 64;

  private final Waiting waiting;
  private final DatagramChannel channel;
  private final Selector selector;
  private final ByteBuffer in = ByteBuffer.allocateDirect(BYTES);
  private final ByteBuffer out = ByteBuffer.allocateDirect(BYTES);

  private SocketSide(Waiting waiting, DatagramChannel channel) throws IOException {
    this.waiting = waiting;
    this.channel = channel;
    selector = Selector.open();
  }

  static Line line(Waiting waiting) throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    DatagramChannel near = DatagramChannel.open().bind(anyPort);
    DatagramChannel far = DatagramChannel.open().bind(anyPort);
    near.connect(far.getLocalAddress());
    far.connect(near.getLocalAddress());
    return new Line(new SocketSide(waiting, near).ready(), new SocketSide(waiting, far).ready());
  }

  private SocketSide ready() throws IOException {
    if (waiting != Waiting.BLOCK) {
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
    }
    return this;
  }

  @Override
  public void send(long number) throws IOException {
    out.clear().putLong(0, number);
    channel.write(out);
  }

  @Override
  public long await() throws IOException {
    long since = waiting == Waiting.THEN_BLOCK ? System.nanoTime() : 0;
    in.clear();
    // A blocking socket reads at once; one that does not block reads nothing until there is.
    while (channel.read(in) <= 0) {
      if (waiting == Waiting.THEN_BLOCK && System.nanoTime() - since > PATIENCE_NANOS) {
        selector.select(key -> {});
      } else {
        Thread.onSpinWait();
      }
    }
    return in.getLong(0);
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }
}
