package lab.bench.nic.rdma;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import lab.bench.harness.LiveAnswers;
import lab.concurrent.nic.rdma.MappedLink;
import lab.host.Affinity;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * The other process: answers what the first one sends, by queue pairs, sockets and rings.
 * Arguments: the file of the queue pairs, that of the rings, the port, and the CPU to run on.
 */
public final class Echo {
  /** Send it back. */
  static final long PING = 1;

  /** Count it, and check that its second word counts too. */
  static final long DATA = 2;

  /** The same, and answer with how many were wrong. */
  static final long LAST = 3;

  /** Go on by sockets until the end of the stream. */
  static final long SOCKET = 4;

  /** Go on by rings until a message of type {@link #RING_END}. */
  static final long RINGS = 5;

  static final long END = 6;

  static final int RING_PING = 1;
  static final int RING_END = 2;
  static final int RING_BYTES = 1 << 16;

  private final Peer peer;
  private final Path rings;
  private final int port;
  private long expected;
  private long wrong;

  private Echo(Peer peer, Path rings, int port) {
    this.peer = peer;
    this.rings = rings;
    this.port = port;
  }

  public static void main(String[] args) throws IOException {
    // For its watch: this process ends when the one that started it does.
    LiveAnswers.start();
    Affinity.pin(Integer.parseInt(args[3]));
    try (Arena arena = Arena.ofConfined()) {
      MappedLink link = MappedLink.open(Path.of(args[0]), arena);
      new Echo(new Peer(link.b(), link.a()), Path.of(args[1]), Integer.parseInt(args[2])).serve();
    }
    System.exit(0);
  }

  private void serve() throws IOException {
    answer(0);
    for (long what = PING; what != END; ) {
      long at = peer.receive();
      what = peer.word(at);
      long second = peer.word(at + Long.BYTES);
      peer.giveBack(at);
      if (what == PING) {
        answer(second);
      } else if (what == DATA || what == LAST) {
        wrong += second == expected ? 0 : 1;
        expected++;
        if (what == LAST) {
          answer(wrong);
        }
      } else if (what == SOCKET) {
        socket();
      } else if (what == RINGS) {
        answer(0);
        ring();
      }
    }
  }

  private void answer(long word) {
    long at = peer.next();
    peer.setWord(at, PING);
    peer.setWord(at + Long.BYTES, word);
    peer.send(true);
  }

  /** Answers every message whose first byte says so. */
  private void socket() throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (SocketChannel channel = SocketChannel.open(address)) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      ByteBuffer message = ByteBuffer.allocateDirect(Peer.BYTES);
      while (fill(channel, message)) {
        if (message.get(0) == PING || message.get(0) == LAST) {
          message.flip();
          while (message.hasRemaining()) {
            channel.write(message);
          }
        }
      }
    }
  }

  /** Reads one message; false at the end of the stream. */
  static boolean fill(SocketChannel channel, ByteBuffer message) throws IOException {
    message.clear();
    while (message.hasRemaining()) {
      if (channel.read(message) < 0) {
        return false;
      }
    }
    return true;
  }

  private void ring() throws IOException {
    OneToOneRingBuffer in = ring(rings, 0);
    OneToOneRingBuffer out = ring(rings, 1);
    UnsafeBuffer message = new UnsafeBuffer(ByteBuffer.allocateDirect(Peer.BYTES));
    boolean[] ended = new boolean[1];
    while (!ended[0]) {
      int read =
          in.read(
              (type, buffer, index, length) -> {
                ended[0] = type == RING_END;
                if (type == RING_PING) {
                  message.putBytes(0, buffer, index, length);
                  while (!out.write(RING_PING, message, 0, length)) {
                    Thread.onSpinWait();
                  }
                }
              },
              1);
      if (read == 0) {
        Thread.onSpinWait();
      }
    }
  }

  /** Agrona's ring number {@code which} of that file. */
  static OneToOneRingBuffer ring(Path file, int which) throws IOException {
    int bytes = RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH;
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      MappedByteBuffer mapped =
          channel.map(FileChannel.MapMode.READ_WRITE, (long) which * bytes, bytes);
      return new OneToOneRingBuffer(new UnsafeBuffer(mapped));
    }
  }
}
