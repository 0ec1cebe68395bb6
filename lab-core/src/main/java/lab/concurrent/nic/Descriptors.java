package lab.concurrent.nic;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The legacy descriptors (SDM 3.2.3, 3.3.3), 16 bytes each, little endian:
 *
 * <pre>
 *   bits     63..48    47..40   39..32   31..24   23..16   15..0
 *          +-----------------------------------------------------+
 *   TX  0  |                buffer address                       |
 *       8  | special |  CSS   |  STA   |  CMD   |  CSO   | length|
 *          +-----------------------------------------------------+
 *   RX  0  |                buffer address                       |
 *       8  | special | errors | status |    checksum     | length|
 *          +-----------------------------------------------------+
 * </pre>
 *
 * The second word is read and written as a whole, so that length and status cannot be of different
 * laps; address and second word are two accesses.
 */
public final class Descriptors {
  /** Size of a descriptor. */
  public static final int BYTES = 16;

  /** Offset of the buffer address. */
  public static final int ADDRESS = 0;

  /** Offset of the second word. */
  public static final int WORD = 8;

  /** The frame ends with this buffer. */
  public static final int CMD_EOP = 0x01;

  /** The device appends the FCS. */
  public static final int CMD_IFCS = 0x02;

  /** The device reports completion: sets DD. */
  public static final int CMD_RS = 0x08;

  /** TX status and RX status: the device is done with the descriptor. */
  public static final int STATUS_DD = 0x01;

  /** RX status: the frame ends with this buffer. */
  public static final int STATUS_EOP = 0x02;

  /** RX status: no checksum was calculated. */
  public static final int STATUS_IXSM = 0x04;

  /** TX status, underrun: the data did not come. The software NIC reports a refused DMA read so. */
  public static final int STATUS_TU = 0x08;

  /** RX errors: the data in the buffer is not the frame. So a refused DMA write is reported. */
  public static final int ERROR_RXE = 0x80;

  /** Most bytes of one transmit descriptor (SDM 3.3.3). */
  public static final int LARGEST_BUFFER = 16288;

  /** A word of a descriptor or a frame in memory that the device reaches. */
  public static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** All access modes over {@code (MemorySegment, long offset)}. */
  public static final VarHandle HANDLE = LONG.varHandle();

  /** The transmit descriptor, named. */
  public static final StructLayout TX =
      MemoryLayout.structLayout(
          LONG.withName("address"),
          u16("length"),
          u8("cso"),
          u8("cmd"),
          u8("sta"),
          u8("css"),
          u16("special"));

  /** The receive descriptor, named. */
  public static final StructLayout RX =
      MemoryLayout.structLayout(
          LONG.withName("address"),
          u16("length"),
          u16("checksum"),
          u8("status"),
          u8("errors"),
          u16("special"));

  private static final int COMMAND_SHIFT = 24;
  private static final int STATUS_SHIFT = 32;
  private static final int ERRORS_SHIFT = 40;

  private Descriptors() {}

  /** The second word of a transmit descriptor that the host posts. */
  public static long tx(int length, int command) {
    return (length & 0xFFFFL) | (command & 0xFFL) << COMMAND_SHIFT;
  }

  /** The second word of a receive descriptor that the device writes back. */
  public static long rx(int length, int status, int errors) {
    return (length & 0xFFFFL) | (long) status << STATUS_SHIFT | (long) errors << ERRORS_SHIFT;
  }

  public static int length(long word) {
    return (int) word & 0xFFFF;
  }

  public static int command(long word) {
    return (int) (word >>> COMMAND_SHIFT) & 0xFF;
  }

  public static int status(long word) {
    return (int) (word >>> STATUS_SHIFT) & 0xFF;
  }

  public static int errors(long word) {
    return (int) (word >>> ERRORS_SHIFT) & 0xFF;
  }

  /** The word with these status bits too. */
  public static long withStatus(long word, int bits) {
    return word | (long) bits << STATUS_SHIFT;
  }

  public static boolean isDone(long word) {
    return (word & (long) STATUS_DD << STATUS_SHIFT) != 0;
  }

  private static MemoryLayout u8(String name) {
    return ValueLayout.JAVA_BYTE.withName(name);
  }

  private static MemoryLayout u16(String name) {
    return ValueLayout.JAVA_SHORT.withOrder(ByteOrder.LITTLE_ENDIAN).withName(name);
  }
}
