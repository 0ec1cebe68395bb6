package lab.bench.net.handshake.tun;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import lab.net.frame.Bytes;
import lab.net.frame.Packet;
import lab.net.tcp.Segment;
import lab.net.tcp.SequenceSpace;
import lab.net.tcp.State;
import lab.net.wire.Endpoint;
import lab.net.wire.SocketPair;

/** The kernel's end of one connection: its sockets on one side, the TUN device on the other. */
final class KernelPeer implements Peer {
  private static final int MOST_READ = 1 << 16;
  private static final int UNSCALED = 65_535;

  private final Wire wire;
  private final SocketPair pair;
  private final ByteBuffer buffer = ByteBuffer.allocate(MOST_READ);
  private ServerSocketChannel listener;
  private SocketChannel channel;
  private long window = UNSCALED;
  private long iss;
  private int sent;
  private int read;

  /** Both ends have that port. */
  KernelPeer(Wire wire, int port) {
    this.wire = wire;
    pair = SocketPair.of(Endpoint.of(Wire.OURS, port), Endpoint.of(Wire.KERNEL, port));
  }

  @Override
  public void arrive(Segment segment) throws IOException {
    wire.send(pair.packet(segment));
  }

  @Override
  public Optional<Segment> next(int millis) throws IOException {
    long end = System.nanoTime() + millis * 1_000_000L;
    while (true) {
      int left = (int) Math.max(0, (end - System.nanoTime()) / 1_000_000);
      Optional<Packet> packet = wire.receive(left);
      if (packet.isEmpty()) {
        return Optional.empty();
      }
      // What comes of another connection is what is left of an earlier script.
      Optional<Segment> segment = pair.read(packet.get().bytes()).segment();
      if (segment.isPresent()) {
        look(segment.get(), packet.get().payload());
        return segment;
      }
    }
  }

  private void look(Segment segment, Bytes payload) throws IOException {
    if (segment.syn()) {
      iss = segment.seq();
      window = segment.window();
    }
    long at = SequenceSpace.REAL.distance(iss, segment.seq()) - 1;
    if (segment.data() > 0 && !payload.equals(SocketPair.octets(at, payload.length()))) {
      throw new IOException("the kernel sends other octets than its user gave it: " + payload);
    }
  }

  @Override
  public String call(Call call, int octets) throws IOException {
    switch (call) {
      case LISTEN -> {
        listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
        listener.configureBlocking(false);
        listener.bind(socket(pair.remote()));
      }
      case CONNECT -> {
        channel = SocketChannel.open(StandardProtocolFamily.INET);
        channel.configureBlocking(false);
        channel.bind(socket(pair.remote()));
        prepare();
        channel.connect(socket(pair.local()));
      }
      case SEND -> {
        ready();
        int wrote = channel.write(ByteBuffer.wrap(SocketPair.octets(sent, octets).toArray()));
        if (wrote != octets) {
          throw new IOException("the kernel took " + wrote + " octets of its user");
        }
        sent += octets;
      }
      case READ -> {
        return read();
      }
      case SHUT_DOWN -> {
        ready();
        channel.shutdownOutput();
      }
      case CLOSE -> {
        accept();
        channel.close();
      }
      case ABORT -> {
        accept();
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
      }
    }
    return Heard.NOTHING;
  }

  private String read() {
    try {
      ready();
      buffer.clear();
      int count = channel.read(buffer);
      if (count <= 0) {
        return count < 0 ? Heard.END : Heard.NOTHING;
      }
      Bytes expected = SocketPair.octets(Script.ISS + 1 + read, count);
      Bytes got = Bytes.of(buffer.array()).slice(0, count);
      read += count;
      return Heard.octets(count) + (got.equals(expected) ? "" : ", others than we sent");
    } catch (ConnectException e) {
      return Heard.REFUSED;
    } catch (IOException e) {
      return Heard.RESET;
    }
  }

  private void accept() throws IOException {
    if (channel == null) {
      channel = listener.accept();
      if (channel == null) {
        throw new IOException("no connection waits to be accepted");
      }
      channel.configureBlocking(false);
      prepare();
    }
  }

  private void ready() throws IOException {
    accept();
    if (channel.isConnectionPending()) {
      channel.finishConnect();
    }
  }

  /** What a user gives goes at once, whatever is still under way. */
  private void prepare() throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  private static InetSocketAddress socket(Endpoint end) throws IOException {
    return new InetSocketAddress(
        InetAddress.getByAddress(end.address().octets().toArray()), end.port());
  }

  @Override
  public Optional<State> state() throws IOException {
    return KernelTable.state(pair.remote(), pair.local());
  }

  @Override
  public long window() {
    return window;
  }

  /** Without a trace: what is still under way is reset. */
  @Override
  public void close() throws IOException {
    if (listener != null) {
      listener.close();
    }
    if (channel != null && channel.isOpen()) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      channel.close();
    }
    while (wire.receive(0).isPresent()) {
      // What it sent while it was closed is nobody's.
    }
  }
}
