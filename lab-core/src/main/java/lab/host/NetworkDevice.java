package lab.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A network device of the calling thread's namespace: netdevice(7), and what ethtool(8) switches.
 * Whoever changes one needs {@code CAP_NET_ADMIN} there.
 */
public final class NetworkDevice {
  private static final long GET_FLAGS = 0x8913;
  private static final long SET_FLAGS = 0x8914;
  private static final long SET_MTU = 0x8922;
  private static final long GET_INDEX = 0x8933;
  private static final long ETHTOOL = 0x8946;
  private static final int UP = 1;

  /** Of {@code struct ifreq}: a name, then what it is about. */
  private static final int REQUEST_BYTES = 40;

  private static final int NAME_BYTES = 16;

  // Commands of ethtool, from the kernel's include/uapi/linux/ethtool.h.
  private static final int SET_SEND_CHECKSUM = 0x17;
  private static final int SET_TSO = 0x1f;
  private static final int SET_GSO = 0x24;
  private static final int SET_GRO = 0x2c;
  private static final String COUNTERS = "proc/thread-self/net/dev";

  private final String name;

  public NetworkDevice(String name) {
    if (name.isEmpty() || name.length() >= NAME_BYTES) {
      throw new IllegalArgumentException("a device's name has 1..15 letters (got " + name + ")");
    }
    this.name = name;
  }

  /**
   * What it carried since it is there.
   *
   * @param bytes with the Ethernet header where there is a cable; the loopback counts IP bytes
   * @param packets a large one that a card would cut is one
   */
  public record Sent(long bytes, long packets) {
    public Sent minus(Sent earlier) {
      return new Sent(bytes - earlier.bytes, packets - earlier.packets);
    }
  }

  public String name() {
    return name;
  }

  /** As AF_PACKET wants it. */
  public int index() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment request = request(arena);
      ask(GET_INDEX, request, "the device's index");
      return request.get(JAVA_INT, NAME_BYTES);
    }
  }

  public void up() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment request = request(arena);
      ask(GET_FLAGS, request, "the device's flags");
      request.set(JAVA_SHORT, NAME_BYTES, (short) (request.get(JAVA_SHORT, NAME_BYTES) | UP));
      ask(SET_FLAGS, request, "switching a device on");
    }
  }

  public void mtu(int bytes) throws IOException {
    change(SET_MTU, "an MTU of " + bytes, (_, request) -> request.set(JAVA_INT, NAME_BYTES, bytes));
  }

  /** Leaves no large packet to the card, and makes none: what it carries is as on a wire. */
  public void cutsNothing() throws IOException {
    for (int command : List.of(SET_TSO, SET_GSO, SET_GRO)) {
      off(command);
    }
  }

  /** Leaves no checksum to the card. */
  public void leavesNoChecksum() throws IOException {
    off(SET_SEND_CHECKSUM);
  }

  private void off(int command) throws IOException {
    change(
        ETHTOOL,
        "switching an offload off",
        (arena, request) ->
            request.set(ADDRESS, NAME_BYTES, arena.allocateFrom(JAVA_INT, command, 0)));
  }

  private void change(long what, String words, BiConsumer<SegmentAllocator, MemorySegment> how)
      throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment request = request(arena);
      how.accept(arena, request);
      ask(what, request, words);
    }
  }

  private MemorySegment request(Arena arena) {
    MemorySegment request = arena.allocate(REQUEST_BYTES, Long.BYTES);
    byte[] letters = name.getBytes(StandardCharsets.US_ASCII);
    MemorySegment.copy(letters, 0, request, JAVA_BYTE, 0, letters.length);
    return request;
  }

  private static void ask(long what, MemorySegment request, String words) throws IOException {
    try (LinuxSocket any = LinuxSocket.udp(4)) {
      long answer = FileCalls.IOCTL.call(any.fd(), what, request);
      if (answer < 0) {
        throw new IOException(words + " " + Errno.text((int) -answer));
      }
    }
  }

  /** Its counters (proc_net(5)); empty where it is not. */
  public Optional<Sent> sent(SystemFiles files) {
    for (String line : files.lines(COUNTERS)) {
      String row = line.strip();
      if (row.startsWith(name + ":")) {
        List<String> words = List.of(row.substring(name.length() + 1).strip().split("\\s+", -1));
        return Optional.of(new Sent(Long.parseLong(words.get(8)), Long.parseLong(words.get(9))));
      }
    }
    return Optional.empty();
  }
}
