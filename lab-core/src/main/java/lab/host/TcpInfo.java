package lab.host;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * What Linux says of one of our connections: some of {@code struct tcp_info} (tcp(7), {@code
 * TCP_INFO}; offsets from the kernel's {@code include/uapi/linux/tcp.h}, which only grows).
 *
 * @param state 1 ESTABLISHED, 2 SYN-SENT, … as in {@link TcpTable}
 * @param mss payload of the longest segment that it sends, in bytes; options are taken off
 * @param unacknowledged segments that wait for their acknowledgement
 * @param sentAgain segments that were sent again, in all
 * @param segmentsOut sent in all, acknowledgements and what was sent again included
 * @param dataSegmentsOut those of them that carried data
 * @param bytesSent payload, what was sent again included; -1 before Linux 4.19
 */
public record TcpInfo(
    int state,
    int mss,
    int unacknowledged,
    long sentAgain,
    long segmentsOut,
    long dataSegmentsOut,
    long bytesSent) {
  static final int BYTES = 256;

  /** How many bytes a kernel must know of, for all but the last. */
  private static final int NEEDED = 160;

  private static final int BYTES_SENT_AT = 200;

  /**
   * @param length how much of it the kernel filled
   * @throws IllegalStateException from a kernel before 4.6, which does not count segments
   */
  static TcpInfo of(MemorySegment info, int length) {
    if (length < NEEDED) {
      throw new IllegalStateException(
          "TCP_INFO has " + NEEDED + " bytes since Linux 4.6 (got " + length + ")");
    }
    return new TcpInfo(
        info.get(JAVA_BYTE, 0),
        info.get(JAVA_INT_UNALIGNED, 16),
        info.get(JAVA_INT_UNALIGNED, 24),
        Integer.toUnsignedLong(info.get(JAVA_INT_UNALIGNED, 100)),
        Integer.toUnsignedLong(info.get(JAVA_INT_UNALIGNED, 136)),
        Integer.toUnsignedLong(info.get(JAVA_INT_UNALIGNED, 156)),
        length < BYTES_SENT_AT + Long.BYTES ? -1 : info.get(JAVA_LONG_UNALIGNED, BYTES_SENT_AT));
  }
}
