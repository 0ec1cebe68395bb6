package lab.host;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A socket of Linux that never blocks, with what Java's own do not offer: its {@link TcpInfo}, a
 * {@link SocketFilter}, a half-open connection, the reset that an impolite close sends. Calls
 * answer as the kernel does: 0 or more, or minus a number of {@link Errno}.
 *
 * <p>It speaks to this machine only: an address that is no loopback's is refused here, before the
 * kernel sees it, unless the socket was made for it.
 *
 * <p>One thread uses it at a time. It belongs to the network namespace of the thread that opened
 * it.
 */
public final class LinuxSocket implements AutoCloseable {
  static final int STREAM = 1;
  static final int DATAGRAM = 2;
  static final int RAW = 3;

  /** SOCK_NONBLOCK and SOCK_CLOEXEC. */
  private static final int WAYS = 0x800 | 0x80000;

  private static final int SOL_SOCKET = 1;
  private static final int SO_ERROR = 4;
  private static final int SO_LINGER = 13;
  private static final int SO_ATTACH_FILTER = 26;
  private static final int SO_DETACH_FILTER = 27;
  private static final int TCP = 6;
  private static final int TCP_NODELAY = 1;
  private static final int TCP_INFO = 11;
  private static final int TCP_QUICKACK = 12;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int SHUT_WR = 1;
  private static final int ICMP = 1;
  private static final int ICMP_6 = 58;

  private final int fd;
  private final Predicate<InetAddress> near;

  private LinuxSocket(int fd, Predicate<InetAddress> near) {
    this.fd = fd;
    this.near = near;
  }

  /** Why there are none here; empty where there are. */
  public static Optional<String> missing() {
    return SocketCalls.SOCKET.exists()
        ? Optional.empty()
        : Optional.of("these are sockets of Linux");
  }

  /**
   * TCP on the loopback.
   *
   * @param version 4 or 6
   * @throws IOException where the kernel has none
   */
  public static LinuxSocket tcp(int version) throws IOException {
    return open(family(version), STREAM, 0, InetAddress::isLoopbackAddress);
  }

  /** UDP on the loopback. */
  public static LinuxSocket udp(int version) throws IOException {
    return open(family(version), DATAGRAM, 0, InetAddress::isLoopbackAddress);
  }

  /**
   * Pings between these addresses; root's. What is sent begins with the header of ICMP, whose
   * checksum the kernel makes of version 6 only.
   */
  public static LinuxSocket ping(int version, Set<InetAddress> between) throws IOException {
    return open(family(version), RAW, version == 6 ? ICMP_6 : ICMP, between::contains);
  }

  /** TCP between these addresses, which lie in a network that leads nowhere else. */
  public static LinuxSocket tcp(int version, Set<InetAddress> between) throws IOException {
    return open(family(version), STREAM, 0, between::contains);
  }

  /** UDP between these addresses. */
  public static LinuxSocket udp(int version, Set<InetAddress> between) throws IOException {
    return open(family(version), DATAGRAM, 0, between::contains);
  }

  private static int family(int version) {
    return version == 6 ? SocketAddresses.FAMILY_6 : SocketAddresses.FAMILY_4;
  }

  static LinuxSocket open(int family, int type, int protocol, Predicate<InetAddress> near)
      throws IOException {
    int fd = (int) SocketCalls.SOCKET.call(family, type | WAYS, protocol);
    if (fd < 0) {
      throw new IOException("a socket " + Errno.text(-fd));
    }
    return new LinuxSocket(fd, near);
  }

  int fd() {
    return fd;
  }

  /** The port is chosen by the kernel if it is 0. */
  public long bind(InetSocketAddress at) {
    try (Arena arena = Arena.ofConfined()) {
      return bindTo(SocketAddresses.of(arena, checked(at)));
    }
  }

  long bindTo(MemorySegment address) {
    return SocketCalls.BIND.call(fd, address, (int) address.byteSize());
  }

  /** Minus {@link Errno#IN_PROGRESS} while there is no answer. */
  public long connect(InetSocketAddress to) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = SocketAddresses.of(arena, checked(to));
      return SocketCalls.CONNECT.call(fd, address, (int) address.byteSize());
    }
  }

  private InetSocketAddress checked(InetSocketAddress address) {
    if (!near.test(address.getAddress())) {
      throw new IllegalArgumentException(
          "a socket of the lab speaks to this machine only (got "
              + address.getAddress().getHostAddress()
              + ")");
    }
    return address;
  }

  public long listen(int backlog) {
    return SocketCalls.LISTEN.call(fd, backlog);
  }

  /** The next connection that waits, if one does. */
  public Optional<LinuxSocket> accept() {
    long accepted = SocketCalls.ACCEPT.call(fd, MemorySegment.NULL, MemorySegment.NULL, WAYS);
    return accepted < 0 ? Optional.empty() : Optional.of(new LinuxSocket((int) accepted, near));
  }

  /** Its own address. */
  public InetSocketAddress local() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(SocketAddresses.BYTES, Integer.BYTES);
      MemorySegment length = arena.allocateFrom(JAVA_INT, SocketAddresses.BYTES);
      require("getsockname", SocketCalls.NAME.call(fd, address, length));
      return SocketAddresses.read(address);
    }
  }

  public long send(byte[] bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment from = arena.allocateFrom(JAVA_BYTE, bytes);
      return SocketCalls.SEND.call(fd, from, (long) bytes.length, MSG_NOSIGNAL);
    }
  }

  /** How many bytes of those that arrived were taken, at most so many; 0 at the end. */
  public long receive(int most) {
    try (Arena arena = Arena.ofConfined()) {
      return SocketCalls.RECEIVE.call(fd, arena.allocate(most), (long) most, 0);
    }
  }

  /** Those that arrived, at most so many; none if none did, or at the end. */
  public byte[] take(int most) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment into = arena.allocate(most);
      long came = SocketCalls.RECEIVE.call(fd, into, (long) most, 0);
      return into.asSlice(0, Math.max(0, came)).toArray(JAVA_BYTE);
    }
  }

  /** Nothing more will be sent: a FIN, and the socket stays. */
  public long shutdown() {
    return SocketCalls.SHUTDOWN.call(fd, SHUT_WR);
  }

  /** What is sent goes at once, and what arrives is acknowledged at once. */
  public void hurry() {
    option(TCP, TCP_NODELAY, 1);
    acknowledgeAtOnce();
  }

  /** The next segments are acknowledged at once; the kernel forgets it again (tcp(7)). */
  public void acknowledgeAtOnce() {
    option(TCP, TCP_QUICKACK, 1);
  }

  /** {@link #close} will be a reset, and leave no TIME-WAIT behind. */
  public void resetOnClose() {
    try (Arena arena = Arena.ofConfined()) {
      require(
          "setsockopt", set(SOL_SOCKET, SO_LINGER, arena.allocateFrom(JAVA_INT, new int[] {1, 0})));
    }
  }

  /** Which segments it takes from now on; empty: all. */
  public void filter(Optional<SocketFilter> filter) {
    try (Arena arena = Arena.ofConfined()) {
      if (filter.isPresent()) {
        require("a filter", set(SOL_SOCKET, SO_ATTACH_FILTER, filter.get().in(arena)));
      } else {
        long none = set(SOL_SOCKET, SO_DETACH_FILTER, arena.allocateFrom(JAVA_INT, 0));
        require("a filter", none == -Errno.NO_ENTRY ? 0 : none);
      }
    }
  }

  /** The error that waits to be told, as in {@link Errno}, and does no more; 0 for none. */
  public int error() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment error = arena.allocate(JAVA_INT);
      MemorySegment length = arena.allocateFrom(JAVA_INT, Integer.BYTES);
      require("getsockopt", SocketCalls.GET.call(fd, SOL_SOCKET, SO_ERROR, error, length));
      return error.get(JAVA_INT, 0);
    }
  }

  public TcpInfo info() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(TcpInfo.BYTES, Long.BYTES);
      MemorySegment length = arena.allocateFrom(JAVA_INT, TcpInfo.BYTES);
      require("TCP_INFO", SocketCalls.GET.call(fd, TCP, TCP_INFO, info, length));
      return TcpInfo.of(info, length.get(JAVA_INT, 0));
    }
  }

  void option(int level, int name, int value) {
    require("setsockopt", tryOption(level, name, value));
  }

  long tryOption(int level, int name, int value) {
    try (Arena arena = Arena.ofConfined()) {
      return set(level, name, arena.allocateFrom(JAVA_INT, value));
    }
  }

  private long set(int level, int name, MemorySegment value) {
    return SocketCalls.SET.call(fd, level, name, value, (int) value.byteSize());
  }

  static void require(String what, long answer) {
    if (answer < 0) {
      throw new IllegalStateException(what + " " + Errno.text((int) -answer));
    }
  }

  @Override
  public void close() {
    SocketCalls.CLOSE.call(fd);
  }
}
