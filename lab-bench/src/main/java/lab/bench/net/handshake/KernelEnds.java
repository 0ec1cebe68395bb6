package lab.bench.net.handshake;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import lab.bench.harness.Patience;
import lab.host.Errno;
import lab.host.LinuxSocket;
import lab.host.TcpTable;
import lab.net.tcp.Notice;
import lab.net.tcp.State;

/**
 * One or two ends of a connection by the kernel, on 127.0.0.1. A state is the one that {@code
 * /proc/net/tcp} shows: a half-open connection, which has no socket yet, and TIME-WAIT, which has
 * none any more, stand there too. A listener that has no connection is in LISTEN.
 */
final class KernelEnds implements AutoCloseable {
  static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.0.1");

  private static final int CLIENT = 0;
  private static final int SERVER = 1;
  private static final long PATIENCE_MILLIS = 5_000;

  private final TcpTable table = TcpTable.ofThisMachine();
  private final LinuxSocket[] sockets;
  private final InetSocketAddress[] addresses;
  private LinuxSocket listener;
  private LinuxSocket crowd;
  private boolean accepted;

  KernelEnds(int count) throws IOException {
    sockets = new LinuxSocket[count];
    addresses = new InetSocketAddress[count];
    for (int i = 0; i < count; i++) {
      sockets[i] = bound();
      addresses[i] = sockets[i].local();
    }
    if (count > SERVER) {
      listener = sockets[SERVER];
      sockets[SERVER] = null;
    }
  }

  private static LinuxSocket bound() throws IOException {
    LinuxSocket socket = LinuxSocket.tcp(4);
    must("bind", socket.bind(new InetSocketAddress(ADDRESS, 0)));
    return socket;
  }

  private static void must(String what, long answer) throws IOException {
    if (answer < 0 && answer != -Errno.IN_PROGRESS) {
      throw new IOException(what + " " + Errno.text((int) -answer));
    }
  }

  private InetSocketAddress peer(int end) {
    return addresses[addresses.length - 1 - end];
  }

  State state(int end) {
    Optional<TcpTable.Row> row = row(end);
    if (row.isPresent()) {
      return States.of(row.get().state());
    }
    boolean listens =
        end == SERVER
            && !accepted
            && table.rows().stream()
                .anyMatch(r ->
                    r.local().equals(addresses[SERVER]) && States.of(r.state()) == State.LISTEN);
    return listens ? State.LISTEN : State.CLOSED;
  }

  Optional<TcpTable.Row> row(int end) {
    return table.row(addresses[end], peer(end));
  }

  /** What TCP_INFO says, where there is a socket; a listener's says LISTEN. */
  Optional<State> told(int end) {
    return socket(end).map(s -> States.of(s.info().state()));
  }

  private Optional<LinuxSocket> socket(int end) {
    return Optional.ofNullable(end == SERVER && sockets[SERVER] == null ? listener : sockets[end]);
  }

  /** Whether its user has a socket of it; until it is accepted the listener's is all there is. */
  boolean hasSocket(int end) {
    return sockets[end] != null;
  }

  /** The error that its user would be told, if there is a socket of it. */
  Optional<Integer> error(int end) {
    return Optional.ofNullable(sockets[end]).map(LinuxSocket::error);
  }

  /** The error that a user of Linux gets for what RFC 9293 has him told; 0 for none. */
  static int errorOf(Notice notice) {
    return switch (notice) {
      case REFUSED -> Errno.REFUSED;
      case RESET -> Errno.RESET;
      default -> 0;
    };
  }

  void listen(int backlog) throws IOException {
    must("listen", listener.listen(backlog));
  }

  void connect() throws IOException {
    must("connect", sockets[CLIENT].connect(peer(CLIENT)));
  }

  /** Takes the connection out of the listener's queue; the listener goes. */
  void accept() {
    sockets[SERVER] = taken();
    listenNoMore();
    accepted = true;
  }

  void listenNoMore() {
    listener.close();
    listener = null;
  }

  private LinuxSocket taken() {
    return Patience.await(PATIENCE_MILLIS, "an accept on the loopback", listener::accept);
  }

  /** Somebody else's connection waits in the listener's queue. */
  void fill() throws IOException {
    crowd = bound();
    must("connect", crowd.connect(addresses[SERVER]));
    Patience.require(
        PATIENCE_MILLIS,
        "a connection to a queue that is empty",
        () -> States.of(crowd.info().state()) == State.ESTABLISHED);
  }

  /** Takes that one out and resets it. */
  void empty() {
    try (LinuxSocket taken = taken()) {
      taken.resetOnClose();
    }
    crowd.close();
    crowd = null;
  }

  void gate(int end, Gate gate) {
    socket(end).orElseThrow().filter(gate.filter());
  }

  void send(int end, int bytes) throws IOException {
    must("send", sockets[end].send(new byte[bytes]));
  }

  /**
   * Takes what arrived.
   *
   * @param bytes 0 for the end
   */
  void receive(int end, int bytes) throws IOException {
    long taken = sockets[end].receive(bytes + 1);
    if (taken != bytes) {
      throw new IOException("received " + taken + " bytes of " + bytes);
    }
  }

  /** The user has no more to send; the socket stays, so that it can be asked. */
  void shutdown(int end) throws IOException {
    must("shutdown", sockets[end].shutdown());
  }

  /** The user gives the socket up, read or not. */
  void close(int end) {
    sockets[end].close();
    sockets[end] = null;
  }

  void abort(int end) {
    sockets[end].resetOnClose();
    close(end);
  }

  @Override
  public void close() {
    Arrays.stream(sockets).filter(Objects::nonNull).forEach(LinuxSocket::close);
    if (listener != null) {
      listener.close();
    }
    if (crowd != null) {
      crowd.close();
    }
  }
}
