package lab.host;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/** Addresses as the C library takes them: {@code sockaddr_in} and {@code sockaddr_in6}. */
final class SocketAddresses {
  static final int FAMILY_4 = 2;
  static final int FAMILY_6 = 10;

  /** Of {@code sockaddr_in6}, the longer one. */
  static final int BYTES = 28;

  static final ValueLayout.OfShort NETWORK_SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private static final int BYTES_4 = 16;
  private static final int PORT_AT = 2;

  private SocketAddresses() {}

  static MemorySegment of(Arena arena, InetSocketAddress address) {
    byte[] octets = address.getAddress().getAddress();
    boolean six = octets.length == 16;
    MemorySegment out = arena.allocate(six ? BYTES : BYTES_4, Integer.BYTES);
    out.set(JAVA_SHORT, 0, (short) (six ? FAMILY_6 : FAMILY_4));
    out.set(NETWORK_SHORT, PORT_AT, (short) address.getPort());
    MemorySegment.copy(octets, 0, out, JAVA_BYTE, addressAt(six), octets.length);
    return out;
  }

  static InetSocketAddress read(MemorySegment in) {
    boolean six = in.get(JAVA_SHORT, 0) == FAMILY_6;
    byte[] octets = new byte[six ? 16 : 4];
    MemorySegment.copy(in, JAVA_BYTE, addressAt(six), octets, 0, octets.length);
    try {
      return new InetSocketAddress(
          InetAddress.getByAddress(octets), Short.toUnsignedInt(in.get(NETWORK_SHORT, PORT_AT)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are an address", e);
    }
  }

  /** Behind the port, and with version 6 behind the flow label as well. */
  private static int addressAt(boolean six) {
    return six ? 8 : 4;
  }
}
