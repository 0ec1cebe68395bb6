package lab.bench.net.handshake.tun;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import lab.net.frame.Packet;
import lab.net.frame.Tcp;
import lab.net.tcp.Connection;
import lab.net.tcp.Event;
import lab.net.tcp.Notice;
import lab.net.tcp.Reaction;
import lab.net.tcp.Segment;
import lab.net.wire.Endpoint;
import lab.net.wire.SocketPair;

/**
 * How long the kernel's {@code connect()} takes, and a request of one octet after it, when every
 * packet is under way for a known time: our end keeps what arrives for twice the delay before it
 * answers, once for each direction.
 */
final class RoundTrips {
  /** Long beside what scheduling costs, short beside a retransmission. */
  static final int DELAY_MILLIS = 10;

  private static final int PORT = 7;
  private static final long ISS = 5_000;
  private static final int LOOK_MILLIS = 1;

  /** Milliseconds of one connection. */
  record Times(double connect, double request) {}

  private record Late(long due, Packet packet) {}

  private final Wire wire;
  private final Deque<Late> underWay = new ArrayDeque<>();

  RoundTrips(Wire wire) {
    this.wire = wire;
  }

  /** So many connections, one after the other; one before them, so that classes are there. */
  List<Times> measure(int connections) throws IOException, InterruptedException {
    one();
    List<Times> times = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      times.add(one());
    }
    return times;
  }

  private Times one() throws IOException, InterruptedException {
    AtomicReference<Times> times = new AtomicReference<>();
    AtomicReference<IOException> failure = new AtomicReference<>();
    Thread user =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                times.set(user());
              } catch (IOException e) {
                failure.set(e);
              }
            });
    Connection ours =
        lab.net.tcp.Tcp.REAL.on(Connection.CLOSED, new Event.PassiveOpen(ISS)).after();
    while (user.isAlive()) {
      deliver();
      Optional<Packet> packet = wire.receive(patience());
      if (packet.isPresent() && packet.get().headers().getLast() instanceof Tcp tcp) {
        ours = answer(ours, packet.get(), tcp.sourcePort());
      }
    }
    user.join();
    underWay.clear();
    if (failure.get() != null) {
      throw failure.get();
    }
    return times.get();
  }

  private static Times user() throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET)) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      long begin = System.nanoTime();
      channel.connect(
          new InetSocketAddress(
              InetAddress.getByAddress(Endpoint.of(Wire.OURS, 0).address().octets().toArray()),
              PORT));
      long connected = System.nanoTime();
      ByteBuffer octet = ByteBuffer.allocate(1);
      channel.write(octet);
      octet.clear();
      channel.read(octet);
      long answered = System.nanoTime();
      return new Times((connected - begin) / 1e6, (answered - connected) / 1e6);
    }
  }

  private Connection answer(Connection ours, Packet packet, int port) {
    SocketPair pair = SocketPair.of(Endpoint.of(Wire.OURS, PORT), Endpoint.of(Wire.KERNEL, port));
    Optional<Segment> segment = pair.read(packet.bytes()).segment();
    if (segment.isEmpty()) {
      return ours;
    }
    Reaction reaction = lab.net.tcp.Tcp.REAL.on(ours, new Event.Arrives(segment.get()));
    List<Segment> sent = new ArrayList<>(reaction.sent());
    if (reaction.told().contains(Notice.DATA)) {
      // The answer goes with the acknowledgement.
      reaction = lab.net.tcp.Tcp.REAL.on(reaction.after(), new Event.Send(1));
      sent = reaction.sent();
    }
    long due = System.nanoTime() + 2L * DELAY_MILLIS * 1_000_000;
    for (Segment s : sent) {
      underWay.addLast(new Late(due, pair.packet(s)));
    }
    return reaction.after();
  }

  /** Not past what is due next. */
  private int patience() {
    return underWay.isEmpty()
        ? LOOK_MILLIS
        : Math.clamp((underWay.getFirst().due() - System.nanoTime()) / 1_000_000, 0, 1);
  }

  private void deliver() throws IOException {
    while (!underWay.isEmpty() && underWay.getFirst().due() - System.nanoTime() <= 0) {
      wire.send(underWay.removeFirst().packet());
    }
  }
}
