package lab.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * What a network device sends and receives, frame by frame (packet(7)); for root, of the network
 * namespace in which it is. Frames are as the kernel has them: a large packet that a card would cut
 * is one, and checksums may be left to the card.
 *
 * <p>One thread uses it at a time.
 */
public final class PacketSocket implements AutoCloseable {
  private static final SystemCall RECEIVE_MESSAGE =
      SystemCall.of("recvmsg", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);

  private static final int AF_PACKET = 17;
  private static final int EVERY_PROTOCOL = 3;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int ROOM = 1 << 24;
  private static final int SOL_PACKET = 263;
  private static final int PACKET_AUXDATA = 8;

  /** Of {@code sockaddr_ll}. */
  private static final int ADDRESS_BYTES = 20;

  private static final int PACKET_OUTGOING = 4;

  /** A packet of 64 KiB, with its Ethernet header and tag. */
  private static final int MOST = (1 << 16) + 32;

  private static final int ETHERNET_ADDRESSES = 12;
  private static final int TAG = 4;

  // Of struct msghdr and struct cmsghdr, on machines of 64 bits.
  private static final int MESSAGE_BYTES = 56;
  private static final int CONTROL_BYTES = 64;
  private static final int CONTROL_HEADER = 16;

  // Of struct tpacket_auxdata.
  private static final int CHECKSUM_NOT_READY = 1 << 3;
  private static final int TAG_VALID = 1 << 4;
  private static final int TAG_PROTOCOL_VALID = 1 << 6;
  private static final int USUAL_TAG_PROTOCOL = 0x8100;

  private final LinuxSocket socket;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment data = arena.allocate(MOST);
  private final MemorySegment from = arena.allocate(ADDRESS_BYTES, Long.BYTES);
  private final MemorySegment control = arena.allocate(CONTROL_BYTES, Long.BYTES);
  private final MemorySegment message = arena.allocate(MESSAGE_BYTES, Long.BYTES);

  /** A frame. */
  public static final class Frame {
    private final boolean outgoing;
    private final byte[] bytes;
    private final boolean checksumReady;

    public Frame(boolean outgoing, byte[] bytes, boolean checksumReady) {
      this.outgoing = outgoing;
      this.bytes = bytes.clone();
      this.checksumReady = checksumReady;
    }

    /** Whether the device sends it; on a loopback, each comes twice. */
    public boolean outgoing() {
      return outgoing;
    }

    /** From the Ethernet header on, a VLAN tag put back where a card would put it. */
    public byte[] bytes() {
      return bytes.clone();
    }

    public int length() {
      return bytes.length;
    }

    /**
     * Whether the transport's checksum is made; otherwise it holds the sum of the pseudo-header, as
     * cards want it.
     */
    public boolean checksumReady() {
      return checksumReady;
    }
  }

  /** Why nothing can be captured. */
  public static final class Missing extends Exception {
    private static final long serialVersionUID = 1;

    private Missing(IOException reason) {
      super("to capture, " + reason.getMessage(), reason);
    }
  }

  private PacketSocket(LinuxSocket socket) {
    this.socket = socket;
    MemorySegment vector = arena.allocate(2 * ADDRESS.byteSize(), Long.BYTES);
    vector.set(ADDRESS, 0, data);
    vector.set(JAVA_LONG, ADDRESS.byteSize(), MOST);
    message.set(ADDRESS, 0, from);
    message.set(ADDRESS, 16, vector);
    message.set(JAVA_LONG, 24, 1);
    message.set(ADDRESS, 32, control);
  }

  /**
   * Everything that the device carries from now on.
   *
   * @param device its index
   * @throws Missing where it is not permitted, or not in this kernel
   */
  public static PacketSocket on(int device) throws Missing {
    LinuxSocket socket;
    try {
      // Deaf until it is bound, so that it hears no other device.
      socket = LinuxSocket.open(AF_PACKET, LinuxSocket.RAW, 0, _ -> false);
    } catch (IOException e) {
      throw new Missing(e);
    }
    socket.option(SOL_PACKET, PACKET_AUXDATA, 1);
    // Only the root of the whole machine may have more than the usual room.
    socket.tryOption(SOL_SOCKET, SO_RCVBUFFORCE, ROOM);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(ADDRESS_BYTES, Integer.BYTES);
      address.set(JAVA_SHORT, 0, (short) AF_PACKET);
      address.set(SocketAddresses.NETWORK_SHORT, 2, (short) EVERY_PROTOCOL);
      address.set(JAVA_INT, 4, device);
      LinuxSocket.require("capturing", socket.bindTo(address));
    }
    return new PacketSocket(socket);
  }

  /** Sends a frame as it is, from its Ethernet header on. */
  public long send(byte[] frame) {
    return socket.send(frame);
  }

  /** The next frame, if one has come. */
  public Optional<Frame> receive() {
    message.set(JAVA_INT, 8, ADDRESS_BYTES);
    message.set(JAVA_LONG, 40, CONTROL_BYTES);
    long length = RECEIVE_MESSAGE.call(socket.fd(), message, 0);
    if (length < 0) {
      LinuxSocket.require("capturing", length == -Errno.AGAIN ? 0 : length);
      return Optional.empty();
    }
    boolean outgoing = from.get(JAVA_BYTE, 10) == PACKET_OUTGOING;
    byte[] bytes = data.asSlice(0, length).toArray(JAVA_BYTE);
    if (message.get(JAVA_LONG, 40) < CONTROL_HEADER + ADDRESS_BYTES) {
      throw new IllegalStateException("a captured frame comes without its PACKET_AUXDATA");
    }
    int status = control.get(JAVA_INT, CONTROL_HEADER);
    return Optional.of(
        new Frame(
            outgoing,
            (status & TAG_VALID) == 0 ? bytes : tagged(bytes, status),
            (status & CHECKSUM_NOT_READY) == 0));
  }

  /** A tag travels beside its frame while cards would put it in. */
  private byte[] tagged(byte[] bytes, int status) {
    int protocol =
        (status & TAG_PROTOCOL_VALID) == 0
            ? USUAL_TAG_PROTOCOL
            : control.get(JAVA_SHORT, CONTROL_HEADER + 18);
    int tag = control.get(JAVA_SHORT, CONTROL_HEADER + 16);
    byte[] out = new byte[bytes.length + TAG];
    System.arraycopy(bytes, 0, out, 0, ETHERNET_ADDRESSES);
    out[ETHERNET_ADDRESSES] = (byte) (protocol >> 8);
    out[ETHERNET_ADDRESSES + 1] = (byte) protocol;
    out[ETHERNET_ADDRESSES + 2] = (byte) (tag >> 8);
    out[ETHERNET_ADDRESSES + 3] = (byte) tag;
    System.arraycopy(
        bytes,
        ETHERNET_ADDRESSES,
        out,
        ETHERNET_ADDRESSES + TAG,
        bytes.length - ETHERNET_ADDRESSES);
    return out;
  }

  @Override
  public void close() {
    socket.close();
    arena.close();
  }
}
