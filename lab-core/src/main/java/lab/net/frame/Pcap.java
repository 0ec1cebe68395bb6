package lab.net.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import lab.input.BadInput;

/**
 * A capture in the classic format of libpcap (draft-ietf-opsawg-pcap), version 2.4: a header of 24
 * bytes, and 16 before each packet, in either byte order. Bytes in, bytes out: no file.
 *
 * @param nanos whether fractions of seconds are of nano-, not of microseconds
 * @param bigEndian whether the capture's own numbers are; those in packets always are
 * @param link what every packet begins with
 * @param snapLength most bytes that are kept of a packet
 */
public record Pcap(
    boolean nanos, boolean bigEndian, Link link, int snapLength, List<Captured> packets) {
  /** What tcpdump and Wireshark keep of a packet, and take at most. */
  public static final int MOST_BYTES = 262_144;

  private static final int MICROS_MAGIC = 0xA1B2_C3D4;
  private static final int NANOS_MAGIC = 0xA1B2_3C4D;
  private static final int NEXT_GENERATION = 0x0A0D_0D0A;
  private static final int HEADER = 24;
  private static final int RECORD = 16;

  /** In the word of the link type: an FCS follows each frame, of so many units of 16 bits. */
  private static final int FCS_KNOWN = 0x0400_0000;

  private static final int FCS_SHIFT = 28;
  private static final int LINK_MASK = 0xFFFF;

  /**
   * One packet.
   *
   * @param seconds since 1970, 0..2^32-1
   * @param fraction of a second, in micro- or nanoseconds
   * @param originalLength on the wire; more than {@code data} if it was cut
   */
  public record Captured(long seconds, int fraction, long originalLength, Bytes data) {
    public Captured {
      Limits.bits("seconds", seconds, 32);
      Limits.range("bytes kept of a packet", data.length(), 0, MOST_BYTES);
      Limits.range("length on the wire", originalLength, data.length(), (1L << 32) - 1);
    }

    /** Whether the capture kept a part only. */
    public boolean cut() {
      return data.length() < originalLength;
    }
  }

  public Pcap {
    packets = List.copyOf(packets);
    Limits.range("snap length", snapLength, 1, Integer.MAX_VALUE);
    for (Captured packet : packets) {
      Limits.range("fraction", packet.fraction(), 0, (nanos ? 1_000_000_000 : 1_000_000) - 1);
      Limits.range("bytes kept of a packet", packet.data().length(), 0, snapLength);
    }
  }

  /** A capture of whole packets, little endian, whose times are in microseconds. */
  public static Pcap of(Link link, List<Captured> packets) {
    return new Pcap(false, false, link, MOST_BYTES, packets);
  }

  /** The capture as a file holds it. */
  public byte[] write() {
    int bytes = HEADER;
    for (Captured packet : packets) {
      bytes = Math.addExact(bytes, RECORD + packet.data().length());
    }
    ByteBuffer out =
        ByteBuffer.allocate(bytes)
            .order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    out.putInt(nanos ? NANOS_MAGIC : MICROS_MAGIC).putShort((short) 2).putShort((short) 4);
    out.putInt(0).putInt(0).putInt(snapLength).putInt(linkWord());
    for (Captured packet : packets) {
      out.putInt((int) packet.seconds()).putInt(packet.fraction());
      out.putInt(packet.data().length()).putInt((int) packet.originalLength());
      out.put(packet.data().shared());
    }
    return out.array();
  }

  private int linkWord() {
    return link == Link.ETHERNET_WITH_FCS
        ? link.number() | FCS_KNOWN | ((Fcs.BYTES / 2) << FCS_SHIFT)
        : link.number();
  }

  /**
   * The capture that a file holds.
   *
   * @throws BadInput for a foreign or cut one: the offset and what was expected
   */
  public static Pcap read(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file);
    if (file.length < HEADER) {
      throw new BadInput("a capture has a header of 24 bytes (got " + file.length + ")");
    }
    in.order(order(in.getInt(0)));
    boolean nanos = in.getInt(0) == NANOS_MAGIC;
    if (in.getShort(4) != 2 || in.getShort(6) != 4) {
      throw new BadInput(
          "a capture is of version 2.4 (got " + in.getShort(4) + "." + in.getShort(6) + ")");
    }
    int word = in.getInt(20);
    boolean fcs = (word & FCS_KNOWN) != 0 && word >>> FCS_SHIFT != 0;
    if (fcs && word >>> FCS_SHIFT != Fcs.BYTES / 2) {
      throw new BadInput("an FCS is 4 bytes (got " + 2 * (word >>> FCS_SHIFT) + ")");
    }
    List<Captured> packets = new ArrayList<>();
    in.position(HEADER);
    while (in.hasRemaining()) {
      packets.add(captured(in, packets.size() + 1, nanos));
    }
    int snap = in.getInt(16);
    for (Captured packet : packets) {
      // Some writers keep more than they say, or say 0; what is there is believed.
      snap = snap <= 0 ? MOST_BYTES : Math.max(snap, packet.data().length());
    }
    boolean big = in.order() == ByteOrder.BIG_ENDIAN;
    return new Pcap(nanos, big, Link.of(word & LINK_MASK, fcs), Math.max(1, snap), packets);
  }

  private static ByteOrder order(int magic) {
    int other = Integer.reverseBytes(magic);
    if (magic == MICROS_MAGIC || magic == NANOS_MAGIC) {
      return ByteOrder.BIG_ENDIAN;
    }
    if (other == MICROS_MAGIC || other == NANOS_MAGIC) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    throw new BadInput(
        magic == NEXT_GENERATION
            ? "this is a pcapng capture; the classic format is read: tshark -F pcap -r IN -w OUT"
            : "a capture begins with 0xa1b2c3d4 or 0xa1b23c4d (got "
                + Names.hex(magic & 0xFFFF_FFFFL, 8)
                + ")");
  }

  private static Captured captured(ByteBuffer in, int number, boolean nanos) {
    int at = in.position();
    if (in.remaining() < RECORD) {
      throw new BadInput(
          "packet "
              + number
              + " at byte "
              + at
              + " has a header of 16 bytes (got "
              + in.remaining()
              + ")");
    }
    long seconds = in.getInt() & 0xFFFF_FFFFL;
    long fraction = in.getInt() & 0xFFFF_FFFFL;
    long kept = in.getInt() & 0xFFFF_FFFFL;
    long original = in.getInt() & 0xFFFF_FFFFL;
    if (kept > MOST_BYTES) {
      throw new BadInput(
          "packet "
              + number
              + " at byte "
              + at
              + " has at most "
              + MOST_BYTES
              + " bytes (got "
              + kept
              + ")");
    }
    if (kept > in.remaining()) {
      throw new BadInput(
          "packet "
              + number
              + " at byte "
              + at
              + " is cut off: its header says "
              + kept
              + " bytes, "
              + in.remaining()
              + " follow");
    }
    if (kept > original) {
      throw new BadInput(
          "packet "
              + number
              + " at byte "
              + at
              + " keeps at most the "
              + original
              + " bytes of the wire (got "
              + kept
              + ")");
    }
    if (fraction >= (nanos ? 1_000_000_000L : 1_000_000L)) {
      throw new BadInput(
          "packet "
              + number
              + " at byte "
              + at
              + " has a fraction below one second (got "
              + fraction
              + ")");
    }
    byte[] data = new byte[(int) kept];
    in.get(data);
    return new Captured(seconds, (int) fraction, original, Bytes.owned(data));
  }
}
