package lab.net.frame;

import java.util.List;
import lab.input.BadInput;

/**
 * The header of TCP (RFC 9293, 3.1). Its length follows from its options.
 *
 * @param sequence of the first byte of payload, or of SYN; 0..2^32-1
 * @param acknowledgment the next byte that is expected; counts with ACK
 * @param reserved four bits
 * @param flags CWR 128, ECE 64, URG 32, ACK 16, PSH 8, RST 4, SYN 2, FIN 1
 * @param window as sent, before it is shifted
 * @param urgent offset of the last urgent byte; counts with URG
 * @param options a multiple of 4 bytes in all, at most 40
 */
public record Tcp(
    int sourcePort,
    int destinationPort,
    long sequence,
    long acknowledgment,
    int reserved,
    int flags,
    int window,
    int checksum,
    int urgent,
    List<TcpOption> options)
    implements Header {
  /** Without options. */
  public static final int BYTES = 20;

  public static final int FIN = 1;
  public static final int SYN = 2;
  public static final int RST = 4;
  public static final int PSH = 8;
  public static final int ACK = 16;
  public static final int URG = 32;
  public static final int ECE = 64;
  public static final int CWR = 128;

  static final int CHECKSUM_AT = 16;

  public Tcp {
    options = List.copyOf(options);
    Limits.bits("source port", sourcePort, 16);
    Limits.bits("destination port", destinationPort, 16);
    Limits.bits("sequence", sequence, 32);
    Limits.bits("acknowledgment", acknowledgment, 32);
    Limits.bits("reserved", reserved, 4);
    Limits.bits("flags", flags, 8);
    Limits.bits("window", window, 16);
    Limits.bits("checksum", checksum, 16);
    Limits.bits("urgent", urgent, 16);
    Limits.options("TCP", TcpOptions.length(options));
    for (int i = 0; i < options.size() - 1; i++) {
      if (options.get(i) instanceof TcpOption.End) {
        throw new BadInput("nothing follows the end of the TCP options");
      }
    }
  }

  /** A segment; options are filled up, {@link Packet#sealed} makes the checksum. */
  public static Tcp of(
      int sourcePort,
      int destinationPort,
      long sequence,
      long acknowledgment,
      int flags,
      int window,
      List<TcpOption> options) {
    return new Tcp(
        sourcePort,
        destinationPort,
        sequence,
        acknowledgment,
        0,
        flags,
        window,
        0,
        0,
        TcpOption.padded(options));
  }

  static Tcp read(Input in) {
    in.need(BYTES, "a header");
    int words = in.u8(12) >> 4;
    if (words < 5) {
      throw in.refuse(12, "the data offset is 5..15 words (got " + words + ")");
    }
    in.need(4 * words, "a header of " + words + " words");
    return new Tcp(
        in.u16(0),
        in.u16(2),
        in.u32(4),
        in.u32(8),
        in.u8(12) & 0xF,
        in.u8(13),
        in.u16(14),
        in.u16(CHECKSUM_AT),
        in.u16(18),
        TcpOptions.read(in, BYTES, 4 * words));
  }

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  public Tcp withSequence(long number) {
    return new Tcp(
        sourcePort,
        destinationPort,
        number,
        acknowledgment,
        reserved,
        flags,
        window,
        checksum,
        urgent,
        options);
  }

  public Tcp withFlags(int newFlags) {
    return new Tcp(
        sourcePort,
        destinationPort,
        sequence,
        acknowledgment,
        reserved,
        newFlags,
        window,
        checksum,
        urgent,
        options);
  }

  public Tcp withChecksum(int newChecksum) {
    return new Tcp(
        sourcePort,
        destinationPort,
        sequence,
        acknowledgment,
        reserved,
        flags,
        window,
        newChecksum,
        urgent,
        options);
  }

  @Override
  public String name() {
    return "TCP";
  }

  @Override
  public int size() {
    return BYTES + TcpOptions.length(options);
  }

  @Override
  public void write(Layout layout) {
    layout
        .number("source port", 16, sourcePort)
        .number("destination port", 16, destinationPort)
        .number("sequence", 32, sequence)
        .number(
            "acknowledgment",
            32,
            acknowledgment,
            () -> has(ACK) ? "has all before " + acknowledgment : "does not count: no ACK")
        .number("data offset", 4, size() / 4, () -> size() + " bytes")
        .number("reserved", 4, reserved);
    flag(layout, "cwr", CWR, "the window is reduced");
    flag(layout, "ece", ECE, has(SYN) ? "ECN is understood" : "congestion was seen");
    flag(layout, "urg", URG, "the urgent pointer counts");
    flag(layout, "ack", ACK, "the acknowledgment counts");
    flag(layout, "psh", PSH, "hand over to the reader");
    flag(layout, "rst", RST, "there is no such connection any more");
    flag(layout, "syn", SYN, "numbers start here");
    flag(layout, "fin", FIN, "nothing more will be sent");
    layout
        .number("window", 16, window, () -> window + " more are taken, before the shift")
        .number("checksum", 16, checksum, () -> Names.hex(checksum, 4) + ", with pseudo-header")
        .number("urgent", 16, urgent, () -> has(URG) ? urgent + " on" : "does not count: no URG");
    for (TcpOption option : options) {
      option.write(layout);
    }
  }

  private void flag(Layout layout, String name, int flag, String meaning) {
    layout.number(name, 1, has(flag) ? 1 : 0, () -> has(flag) ? meaning : "no");
  }
}
