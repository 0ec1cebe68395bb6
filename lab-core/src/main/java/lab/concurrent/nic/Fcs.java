package lab.concurrent.nic;

import java.lang.foreign.MemorySegment;
import java.util.zip.CRC32;

/** The frame check sequence: CRC-32, sent least significant byte first (IEEE 802.3, 3.2.9). */
public final class Fcs {
  public static final int BYTES = 4;

  private Fcs() {}

  /** The FCS of these bytes. Allocates: not for the data path. */
  public static int of(MemorySegment memory, long offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(memory.asSlice(offset, length).asByteBuffer());
    return (int) crc.getValue();
  }
}
