package lab.bench.nic.sendpath;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Two UDP sockets on 127.0.0.1, neither of which ever blocks. */
@State(Scope.Benchmark)
public class LoopbackPair {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final ByteBuffer out = ByteBuffer.allocateDirect(2048);
  private final ByteBuffer in = ByteBuffer.allocateDirect(2048);
  private DatagramChannel sender;
  private DatagramChannel receiver;
  private SocketAddress address;

  @Setup(Level.Trial)
  public void open() throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    receiver = DatagramChannel.open().bind(anyPort);
    receiver.configureBlocking(false);
    address = receiver.getLocalAddress();
    sender = DatagramChannel.open().bind(anyPort);
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    sender.close();
    receiver.close();
  }

  /**
   * @throws IllegalStateException if the datagram does not come: on a loopback that is a fault
   */
  ByteBuffer sendAndReceive(int bytes) throws IOException {
    out.clear().limit(bytes);
    sender.send(out, address);
    in.clear();
    if (receiver.receive(in) == null) {
      awaitLate();
    }
    if (in.position() != bytes) {
      throw new IllegalStateException("sent " + bytes + " bytes, received " + in.position());
    }
    return in;
  }

  /** Linux delivers on the loopback before send returns, as a rule; a busy softirq may be late. */
  private void awaitLate() throws IOException {
    long since = System.nanoTime();
    while (receiver.receive(in) == null) {
      if (System.nanoTime() - since > PATIENCE_NANOS) {
        throw new IllegalStateException("no datagram on the loopback for 2 s");
      }
      Thread.onSpinWait();
    }
  }

  /** Null: nothing was sent. */
  Object receiveNothing() throws IOException {
    in.clear();
    return receiver.receive(in);
  }
}
