package lab.net.frame;

import java.util.zip.CRC32;

/**
 * The frame check sequence (IEEE 802.3, 3.2.9): CRC-32, reflected, of polynomial 0xEDB88320, sent
 * least significant byte first.
 */
public final class Fcs {
  /** Length in bytes. */
  public static final int BYTES = 4;

  /** The CRC-32 of any frame and its FCS. */
  public static final int RESIDUE = 0x2144_DF1C;

  private Fcs() {}

  /** The CRC-32 of these bytes, as a number. */
  public static int crc(Bytes bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes.shared());
    return (int) crc.getValue();
  }

  /** The four bytes that follow the frame. */
  public static Bytes of(Bytes frame) {
    int crc = crc(frame);
    return Bytes.owned(
        new byte[] {(byte) crc, (byte) (crc >>> 8), (byte) (crc >>> 16), (byte) (crc >>> 24)});
  }

  /** Whether a frame that ends with its FCS is whole. */
  public static boolean holds(Bytes frameAndFcs) {
    return crc(frameAndFcs) == RESIDUE;
  }
}
