package lab.host;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * A network interface of Linux whose wire ends in this process: what the kernel sends is read here,
 * what is written here arrives at the kernel, whole IP packets without a link header ({@code
 * Documentation/networking/tuntap.rst}). It is gone when it is closed, or when the process ends.
 *
 * <p>To be used by one thread at a time.
 */
public final class TunDevice implements AutoCloseable {
  /** The numbers of ioctl requests are made otherwise elsewhere. */
  private static final List<String> ARCHITECTURES = List.of("amd64", "aarch64", "riscv64");

  private static final String PATH = "/dev/net/tun";
  private static final int MOST_BYTES = 65_535;

  private static final long TUNSETIFF = 0x4004_54CAL;
  private static final int IFF_TUN = 0x0001;
  private static final int IFF_NO_PI = 0x1000;

  private static final long SIOCGIFFLAGS = 0x8913;
  private static final long SIOCSIFFLAGS = 0x8914;
  private static final long SIOCSIFADDR = 0x8916;
  private static final long SIOCSIFNETMASK = 0x891C;
  private static final int IFF_UP = 1;
  private static final int AF_INET = 2;
  private static final int SOCK_DGRAM = 2;

  /** {@code struct ifreq}: 16 bytes of name, then what the request is about. */
  private static final int IFREQ_BYTES = 40;

  private static final int IFREQ_NAME = 15;
  private static final int IFREQ_VALUE = 16;

  private final String name;
  private final int file;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment packet = arena.allocate(MOST_BYTES);

  private TunDevice(String name, int file) {
    this.name = name;
    this.file = file;
  }

  /**
   * Makes an interface, which is down and has no address.
   *
   * @param name 1 to 15 characters of ASCII
   * @throws IOException if this system has none, or this process may not: the message is the reason
   */
  public static TunDevice open(String name) throws IOException {
    if (name.isEmpty() || name.length() > IFREQ_NAME) {
      throw new IllegalArgumentException("a name has 1..15 characters (got " + name + ")");
    }
    if (!ARCHITECTURES.contains(System.getProperty("os.arch"))) {
      throw new IOException("the requests of a TUN device are not known on this architecture");
    }
    int file = FileCalls.open(PATH, FileCalls.READ_AND_WRITE | FileCalls.NOT_BLOCKING);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment request = request(arena, name);
      request.set(JAVA_SHORT, IFREQ_VALUE, (short) (IFF_TUN | IFF_NO_PI));
      FileCalls.ioctl("a TUN device", file, TUNSETIFF, request);
      return new TunDevice(name, file);
    } catch (IOException e) {
      FileCalls.close(file);
      throw e;
    }
  }

  /**
   * Gives the kernel's end an address and takes the interface up.
   *
   * @param address four bytes
   * @param mask of its network, four bytes: what the kernel sends there goes to this process
   */
  public void up(byte[] address, byte[] mask) throws IOException {
    int socket = FileCalls.socket(AF_INET, SOCK_DGRAM);
    try (Arena here = Arena.ofConfined()) {
      FileCalls.ioctl("an address", socket, SIOCSIFADDR, inet(here, address));
      FileCalls.ioctl("a network mask", socket, SIOCSIFNETMASK, inet(here, mask));
      MemorySegment flags = request(here, name);
      FileCalls.ioctl("the state of an interface", socket, SIOCGIFFLAGS, flags);
      flags.set(JAVA_SHORT, IFREQ_VALUE, (short) (flags.get(JAVA_SHORT, IFREQ_VALUE) | IFF_UP));
      FileCalls.ioctl("taking an interface up", socket, SIOCSIFFLAGS, flags);
    } finally {
      FileCalls.close(socket);
    }
  }

  /** {@code struct sockaddr_in}: family, port, then the address as on the wire. */
  private MemorySegment inet(Arena here, byte[] address) {
    if (address.length != Integer.BYTES) {
      throw new IllegalArgumentException("an address of IPv4 has 4 bytes");
    }
    MemorySegment request = request(here, name);
    request.set(JAVA_SHORT, IFREQ_VALUE, (short) AF_INET);
    MemorySegment.copy(address, 0, request, JAVA_BYTE, IFREQ_VALUE + 4, Integer.BYTES);
    return request;
  }

  private static MemorySegment request(Arena arena, String name) {
    MemorySegment request = arena.allocate(IFREQ_BYTES, JAVA_INT.byteAlignment());
    for (int i = 0; i < name.length(); i++) {
      request.set(JAVA_BYTE, i, (byte) name.charAt(i));
    }
    return request;
  }

  /** What the kernel sends next, within so many milliseconds, if it sends anything. */
  public Optional<byte[]> read(int millis) throws IOException {
    if (!FileCalls.readable(file, millis)) {
      return Optional.empty();
    }
    long length = FileCalls.read(file, packet);
    return length == 0
        ? Optional.empty()
        : Optional.of(packet.asSlice(0, length).toArray(JAVA_BYTE));
  }

  /** Lets a packet arrive at the kernel, which has seen to it when this returns. */
  public void write(byte[] bytes) throws IOException {
    MemorySegment.copy(bytes, 0, packet, JAVA_BYTE, 0, bytes.length);
    long written = FileCalls.write(file, packet.asSlice(0, bytes.length));
    if (written != bytes.length) {
      throw new IOException("the kernel took " + written + " of " + bytes.length + " bytes");
    }
  }

  @Override
  public void close() throws IOException {
    arena.close();
    FileCalls.close(file);
  }
}
