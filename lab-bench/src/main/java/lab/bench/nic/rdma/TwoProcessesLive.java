package lab.bench.nic.rdma;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.LiveAnswers;
import lab.concurrent.nic.rdma.MappedLink;
import lab.host.Affinity;
import lab.host.Cpus;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;

/**
 * Queue pairs in a mapped file between two processes, beside loopback sockets and Agrona's ring in
 * a mapped file: round trips of one message of 64 bytes, the time for each message of a stream, and
 * how often the kernel was entered to read or write.
 *
 * <p>Each process is one thread on a CPU of its own, which is application and device in turn. The
 * kinds take turns in short windows, each of which is one sample.
 */
public final class TwoProcessesLive {
  private static final int TRIPS = 2_000;
  private static final int SOCKET_TRIPS = 200;
  private static final int STREAM = 40_000;
  private static final int SOCKET_STREAM = 4_000;
  private static final int MOST_ROUNDS = 30;

  private final LiveAnswers answers;
  private final Peer peer;
  private final SocketChannel socket;
  private final ByteBuffer message = ByteBuffer.allocateDirect(Peer.BYTES);
  private final OneToOneRingBuffer out;
  private final OneToOneRingBuffer in;
  private long sequence;

  private TwoProcessesLive(LiveAnswers answers, Peer peer, ServerSocketChannel server, Path rings)
      throws IOException {
    this.answers = answers;
    this.peer = peer;
    out = Echo.ring(rings, 0);
    in = Echo.ring(rings, 1);
    expectAnswer(0);
    command(Echo.SOCKET);
    socket = server.accept();
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    LiveAnswers answers = LiveAnswers.start();
    long millis = LiveAnswers.millis(args, 4_000);
    Optional<Cpus.Pair> cpus = Cpus.ofThisMachine().pair();
    if (cpus.isEmpty()) {
      answers.unavailable("two processes that both poll need two CPUs");
      return;
    }
    Affinity.pin(cpus.get().first());
    Path folder = Files.createTempDirectory(memory(), "lab-rdma");
    Path file = folder.resolve("queue-pairs");
    Path rings = folder.resolve("rings");
    Process child = null;
    try (Arena arena = Arena.ofConfined();
        ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      MappedLink link = MappedLink.create(file, Peer.SHAPE, arena);
      // Before the other process, which waits for nothing: its first message finds a receive.
      Peer peer = new Peer(link.a(), link.b());
      child = echo(file, rings, port, cpus.get().second());
      new TwoProcessesLive(answers, peer, server, rings).measure(millis);
    } finally {
      if (child != null) {
        child.getOutputStream().close();
        child.destroy();
        if (!child.waitFor(5, TimeUnit.SECONDS)) {
          child.destroyForcibly();
        }
      }
      for (Path made : List.of(file, rings, folder)) {
        Files.deleteIfExists(made);
      }
    }
    System.exit(0);
  }

  /** A file system in memory, where there is one: nothing is written back. */
  private static Path memory() {
    Path shm = Path.of("/dev/shm");
    return Files.isWritable(shm) ? shm : Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static Process echo(Path file, Path rings, int port, int cpu) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");
    command.add("-XX:+UseSerialGC");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Echo.class.getName());
    for (Object argument : List.of(file, rings, port, cpu)) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private void measure(long millis) throws IOException {
    long begin = System.nanoTime();
    // The child serves one kind at a time; sockets first, since it is there already.
    warm(begin + millis * 1_000_000 / 10);
    long end = begin + millis * 1_000_000;
    List<double[]> sockets = sockets(begin + millis * 400_000);
    socket.close();
    List<double[]> pairs = pairs(begin + millis * 750_000);
    List<Double> rings = rings(end);
    command(Echo.END);
    // With what the question itself costs, so that no side is nothing.
    score("a trip by queue pairs", "calls/trip", column(pairs, 2));
    score("a trip by sockets", "calls/trip", column(sockets, 2));
    score("queue pair, round trip", "µs", column(pairs, 0));
    score("socket, round trip", "µs", column(sockets, 0));
    score("Agrona ring, round trip", "µs", rings.stream().mapToDouble(d -> d).toArray());
    score("queue pair, stream", "ns/message", column(pairs, 1));
    score("socket, stream", "ns/message", column(sockets, 1));
  }

  private void warm(long until) throws IOException {
    while (System.nanoTime() < until) {
      socketTrips();
    }
  }

  private List<double[]> sockets(long until) throws IOException {
    List<double[]> samples = new ArrayList<>();
    OptionalLong made = OptionalLong.of(0);
    long messages = 0;
    do {
      KernelCalls calls = new KernelCalls();
      double trip = socketTrips();
      double called = calls.forEach(SOCKET_TRIPS);
      samples.add(new double[] {trip, socketStream(), called});
      made = sum(made, calls.sinceThen());
      messages += SOCKET_TRIPS + SOCKET_STREAM;
    } while (System.nanoTime() < until && samples.size() < MOST_ROUNDS);
    tell("socket", made, messages);
    return samples;
  }

  private List<double[]> pairs(long until) throws IOException {
    trips();
    stream();
    List<double[]> samples = new ArrayList<>();
    OptionalLong made = OptionalLong.of(0);
    long messages = 0;
    do {
      KernelCalls calls = new KernelCalls();
      double trip = trips();
      double called = calls.forEach(TRIPS);
      samples.add(new double[] {trip, stream(), called});
      made = sum(made, calls.sinceThen());
      messages += TRIPS + STREAM;
    } while (System.nanoTime() < until && samples.size() < MOST_ROUNDS);
    tell("queue pair", made, messages);
    return samples;
  }

  private static OptionalLong sum(OptionalLong a, OptionalLong b) {
    return a.isPresent() && b.isPresent()
        ? OptionalLong.of(a.getAsLong() + b.getAsLong())
        : OptionalLong.empty();
  }

  private void tell(String kind, OptionalLong made, long messages) {
    answers.value(
        kind + ", read and write calls",
        made.isEmpty() ? null : "%,d for %,d messages".formatted(made.getAsLong(), messages));
  }

  /** Microseconds for each round trip by queue pairs. */
  private double trips() throws IOException {
    long begin = System.nanoTime();
    for (int i = 0; i < TRIPS; i++) {
      long at = peer.next();
      peer.setWord(at, Echo.PING);
      peer.setWord(at + Long.BYTES, i);
      peer.send(true);
      expectAnswer(i);
    }
    return (System.nanoTime() - begin) / 1e3 / TRIPS;
  }

  /** Nanoseconds for each message of a stream by queue pairs, until the last is acknowledged. */
  private double stream() throws IOException {
    long begin = System.nanoTime();
    for (int i = 0; i < STREAM; i++) {
      long at = peer.next();
      peer.setWord(at, i == STREAM - 1 ? Echo.LAST : Echo.DATA);
      peer.setWord(at + Long.BYTES, sequence++);
      peer.send(i == STREAM - 1);
    }
    expectAnswer(0);
    return (System.nanoTime() - begin) / (double) STREAM;
  }

  private double socketTrips() throws IOException {
    long begin = System.nanoTime();
    for (int i = 0; i < SOCKET_TRIPS; i++) {
      write(Echo.PING);
      if (!Echo.fill(socket, message)) {
        throw new IOException("the other process has closed its socket");
      }
    }
    return (System.nanoTime() - begin) / 1e3 / SOCKET_TRIPS;
  }

  private double socketStream() throws IOException {
    long begin = System.nanoTime();
    for (int i = 0; i < SOCKET_STREAM; i++) {
      write(i == SOCKET_STREAM - 1 ? Echo.LAST : Echo.DATA);
    }
    if (!Echo.fill(socket, message)) {
      throw new IOException("the other process has closed its socket");
    }
    return (System.nanoTime() - begin) / (double) SOCKET_STREAM;
  }

  private void write(long what) throws IOException {
    message.clear();
    message.put(0, (byte) what);
    while (message.hasRemaining()) {
      socket.write(message);
    }
  }

  /** Microseconds for each round trip by Agrona's rings. */
  private List<Double> rings(long until) throws IOException {
    command(Echo.RINGS);
    expectAnswer(0);
    UnsafeBuffer bytes = new UnsafeBuffer(message);
    List<Double> samples = new ArrayList<>();
    ringTrips(bytes);
    do {
      samples.add(ringTrips(bytes));
    } while (System.nanoTime() < until && samples.size() < MOST_ROUNDS);
    while (!out.write(Echo.RING_END, bytes, 0, Peer.BYTES)) {
      Thread.onSpinWait();
    }
    return samples;
  }

  private double ringTrips(UnsafeBuffer bytes) {
    long begin = System.nanoTime();
    for (int i = 0; i < TRIPS; i++) {
      while (!out.write(Echo.RING_PING, bytes, 0, Peer.BYTES)) {
        Thread.onSpinWait();
      }
      while (in.read((type, buffer, index, length) -> {}, 1) == 0) {
        Thread.onSpinWait();
      }
    }
    return (System.nanoTime() - begin) / 1e3 / TRIPS;
  }

  private void command(long what) {
    long at = peer.next();
    peer.setWord(at, what);
    peer.send(true);
  }

  private void expectAnswer(long word) throws IOException {
    long at = peer.receive();
    long answer = peer.word(at + Long.BYTES);
    peer.giveBack(at);
    if (answer != word) {
      throw new IOException("the other process answers %d, not %d".formatted(answer, word));
    }
  }

  private void score(String label, String unit, double[] samples) {
    if (Arrays.stream(samples).anyMatch(Double::isNaN)) {
      return;
    }
    answers.score(label, unit, samples);
  }

  private static double[] column(List<double[]> samples, int which) {
    return samples.stream().mapToDouble(s -> s[which]).toArray();
  }
}
